import assert from "node:assert/strict";
import { requestOf } from "../../src/ingress/request.ts";

describe("a request", () => {
  it("is for the host of its address, without a port and in small letters", () => {
    assert.deepEqual(requestOf("https://Shop.Example.com:8443/api"), { host: "shop.example.com", path: "/api" });
  });

  it("is for the path as it was sent, without what comes after it", () => {
    const paths = { "/a/../b": "/a/../b", "/a//b": "/a//b", "//a": "//a", "/%61": "/%61", "/a?b=/c": "/a", "/a#b": "/a", "/a/?b#c": "/a/" };
    for (const [sent, path] of Object.entries(paths)) assert.equal(requestOf(`http://a.example.com${sent}`).path, path);
  });

  it("is for / where the address has no path", () => {
    for (const rest of ["", "?a=/b", "#a"]) assert.equal(requestOf(`http://a.example.com${rest}`).path, "/");
  });

  it("is none for what is no address", () => assert.throws(() => requestOf("/api"), TypeError));
});
