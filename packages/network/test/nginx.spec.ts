import assert from "node:assert/strict";
import fc from "fast-check";
import { resolveUrl } from "@moorage/testing";
import { matches, orderedRoutes } from "../src/index.ts";
import type { Route } from "../src/index.ts";
import type { IngressPart } from "../src/dialect.ts";
import { hostMatches } from "../src/host-match.ts";
import { nginx } from "../src/nginx.ts";
import { anyUrl, goodRoutes } from "./arbitrary.ts";
import { route } from "./made.ts";
import { meant, rendered, told } from "./rendered.ts";

const NGINX = "nginx.ingress.kubernetes.io";
const regex = { [`${NGINX}/use-regex`]: "true" };
const anyHost = fc.constantFrom("shop.example.com", "api.example.com", "other.example.com", "example.org");

const partsOf = (...routes: readonly Route[]): readonly IngressPart[] => nginx.parts(orderedRoutes(routes));
const shapes = (parts: readonly IngressPart[]) => parts.map(({ suffix, annotations, paths }) => [suffix, annotations, paths.map(({ path, pathType }) => `${pathType} ${path}`)]);

/** What the routes of the one server that ingress-nginx asks for a host mean. */
function ofServer(routes: readonly Route[], host: string, url: string): Route | undefined {
  const ordered = orderedRoutes(routes.filter((each) => hostMatches(each.host, host)));
  return ordered.find((each) => each.host === ordered[0]?.host && matches(each, url));
}

describe("What ingress-nginx is told", () => {
  it("is understood as it was meant, and the backend asked for what it was meant to be", async () => {
    await fc.assert(fc.asyncProperty(goodRoutes.map(told), anyHost, fc.array(anyUrl, { minLength: 20, maxLength: 20 }), async (routes, host, urls) => {
      const objects = await rendered("nginx", routes);
      for (const url of urls) assert.deepEqual(resolveUrl(objects, "nginx", `http://${host}${url}`), meant(ofServer(routes, host, url), url), `${host}${url}`);
    }), { numRuns: 200 });
  });

  it("has all routes once, each with a path that the API takes and no other route of its host has", () => {
    fc.assert(fc.property(goodRoutes, (routes) => {
      const said = partsOf(...routes).flatMap(({ paths }) => paths);
      assert.deepEqual(new Set(said.map((each) => each.route)), new Set(routes));
      assert.equal(new Set(said.map(({ path, pathType, route: { host } }) => `${host} ${pathType} ${path}`)).size, routes.length);
      for (const { path } of said) assert.ok(path.startsWith("/"), path);
    }));
  });

  it("is one object without a word more where no path is an expression", () => {
    assert.deepEqual(shapes(partsOf(route("/"), route("/api/"), route("/api", "exact"))), [["", {}, ["Exact /api", "Prefix /api", "Prefix /"]]]);
  });

  it("is every path of a host as an expression once one of them is, each with its end", () => {
    assert.deepEqual(shapes(partsOf(route("/"), route("/api"), route("/items/[0-9]+", "regex"), route("/a.b", "exact"))), [
      ["", regex, ["/a\\.b$", "/items/[0-9]+$", "/api(/|$)", "/"].map((path) => `ImplementationSpecific ${path}`)],
    ]);
  });

  it("leaves the paths of other hosts as they are, in an object of their own", () => {
    const host = { host: "shop.example.com" };
    assert.deepEqual(shapes(partsOf(route("/"), route("/api"), route("/[0-9]+", "regex", host), route("/", "prefix", host))), [
      ["", {}, ["Prefix /api", "Prefix /"]],
      ["-regex", regex, ["ImplementationSpecific /[0-9]+$", "ImplementationSpecific /"]],
    ]);
  });

  it("is to rewrite only where a prefix is to be taken away, in an object of its own", () => {
    assert.deepEqual(shapes(partsOf(route("/"), route("/api", "prefix", { stripPrefix: true }), route("/api/v1"))), [
      ["", regex, ["ImplementationSpecific /api/v1(/|$)(?:)", "ImplementationSpecific /"]],
      ["-strip", { ...regex, [`${NGINX}/rewrite-target`]: "/$2" }, ["ImplementationSpecific /api(/|$)(.*)"]],
    ].map(([suffix, annotations, paths]) => [suffix, annotations, paths]));
    for (const { annotations } of partsOf(route("/"), route("/[a-z]", "regex"))) assert.ok(!(`${NGINX}/rewrite-target` in annotations));
  });

  it("is longer, not as long as, what would take some of the same paths", () => {
    const lengths = partsOf(route("/ab", "exact"), route("/a.", "regex")).flatMap(({ paths }) => paths.map(({ path }) => path.length));
    assert.equal(lengths.length, 2);
    assert.ok(lengths[0]! > lengths[1]!, lengths.join());
  });

  it("is not made longer by the paths of another host", () => {
    const said = partsOf(route("/a", "exact", { host: "a.com" }), route("/b+", "regex", { host: "a.com" }), route("/[a-z]{1,100}", "regex", { host: "b.com" })).flatMap(({ paths }) => paths.map(({ path }) => path));
    assert.deepEqual(said, ["/a$", "/b+$", "/[a-z]{1,100}$"]);
  });

  it("is made longer where a more general expression has the longer text, and only there", () => {
    const said = partsOf(route("/a", "exact"), route("/[a-z]{1,100}", "regex"), route("/1", "exact")).flatMap(({ paths }) => paths.map(({ path }) => path));
    assert.deepEqual(said, ["/1$", "/a$(?:)(?:)(?:)", "/[a-z]{1,100}$"]);
  });
});
