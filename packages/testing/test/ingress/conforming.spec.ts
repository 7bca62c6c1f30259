import assert from "node:assert/strict";
import { resolveUrl } from "../../src/index.ts";
import type { Controller } from "../../src/index.ts";
import { ingress } from "./made.ts";
import type { Said } from "./made.ts";

/**
 * What Kubernetes itself gives as examples; nobody where there is no match.
 * @see https://kubernetes.io/docs/concepts/services-networking/ingress/#examples
 */
const examples: readonly (readonly [paths: readonly Said[], url: string, service: string | undefined])[] = [
  [[["/", "all"]], "/anything/at/all", "all"],
  [[["/foo", "foo", "Exact"]], "/foo", "foo"],
  [[["/foo", "foo", "Exact"]], "/bar", undefined],
  [[["/foo", "foo", "Exact"]], "/foo/", undefined],
  [[["/foo/", "foo", "Exact"]], "/foo", undefined],
  [[["/foo", "foo"]], "/foo", "foo"],
  [[["/foo", "foo"]], "/foo/", "foo"],
  [[["/foo/", "foo"]], "/foo", "foo"],
  [[["/foo/", "foo"]], "/foo/", "foo"],
  [[["/aaa/bb", "a"]], "/aaa/bbb", undefined],
  [[["/aaa/bbb", "a"]], "/aaa/bbb", "a"],
  [[["/aaa/bbb/", "a"]], "/aaa/bbb", "a"],
  [[["/aaa/bbb", "a"]], "/aaa/bbb/", "a"],
  [[["/aaa/bbb", "a"]], "/aaa/bbb/ccc", "a"],
  [[["/aaa/bbb", "a"]], "/aaa/bbbxyz", undefined],
  [[["/", "all"], ["/aaa", "a"]], "/aaa/ccc", "a"],
  [[["/", "all"], ["/aaa", "a"], ["/aaa/bbb", "b"]], "/aaa/bbb", "b"],
  [[["/", "all"], ["/aaa", "a"], ["/aaa/bbb", "b"]], "/ccc", "all"],
  [[["/aaa", "a"]], "/ccc", undefined],
  [[["/foo", "prefix"], ["/foo", "exact", "Exact"]], "/foo", "exact"],
];

const elementWise: readonly Controller[] = ["conforming", "traefik-strict"];

describe("an answer that keeps to Kubernetes", () => {
  for (const [paths, url, service] of examples) {
    const said = paths.map(([path, , pathType = "Prefix"]) => `${pathType} ${path}`).join(", ");
    it(`is ${service ?? "nobody's"} for ${url} by ${said}`, () => {
      const objects = { ingresses: [ingress(paths)] };
      assert.equal(resolveUrl(objects, "conforming", `http://a.example.com${url}`)?.service, service);
      // To Traefik the length of its rule tells which of two comes first: where only one is for the path, it agrees.
      if (paths.length === 1) for (const controller of elementWise) assert.equal(resolveUrl(objects, controller, `http://a.example.com${url}`)?.service, service, controller);
    });
  }

  it("is of the host itself before it is of a star, and of a star before it is of every host, however long their paths are", () => {
    const objects = { ingresses: [ingress([["/a/b/c", "any"], ["/a/b", "star", "Prefix", "*.example.com"], ["/a", "own", "Prefix", "shop.example.com"]])] };
    assert.deepEqual(["shop.example.com", "b.example.com", "example.com", "a.b.example.com"].map((host) => resolveUrl(objects, "conforming", `http://${host}/a/b/c`)?.service), ["own", "star", "any", "any"]);
  });

  it("is never by a path whose meaning is left to the controller", () => {
    const objects = { ingresses: [ingress([["/a", "own", "ImplementationSpecific"]])] };
    assert.equal(resolveUrl(objects, "conforming", "http://a.example.com/a"), undefined);
  });

  it("has the port by its number or by its name", () => {
    const named = { metadata: {}, spec: { rules: [{ http: { paths: [{ pathType: "Prefix", backend: { service: { name: "web", port: { name: "http" } } } }] } }] } } as const;
    assert.deepEqual(resolveUrl({ ingresses: [named] }, "conforming", "http://a.example.com/x"), { service: "web", port: "http", path: "/x" });
    assert.equal(resolveUrl({ ingresses: [ingress([["/", "web"]])] }, "conforming", "http://a.example.com/x")?.port, 80);
  });
});
