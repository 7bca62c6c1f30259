import assert from "node:assert/strict";
import fc from "fast-check";
import { orderedRoutes, resolveRoute } from "../src/index.ts";
import type { Route } from "../src/index.ts";
import type { IngressPart } from "../src/dialect.ts";
import { traefik } from "../src/traefik.ts";
import { ruleLength } from "../src/traefik-rule.ts";
import { anyUrl, goodRoutes } from "./arbitrary.ts";
import { route } from "./made.ts";
import { routersOf, takes, traefiks } from "./simulated-traefik.ts";

const ROUTER = "traefik.ingress.kubernetes.io/router";
const anyHost = fc.constantFrom("shop.example.com", "api.example.com", "other.example.com", "example.org");

const partsOf = (...routes: readonly Route[]): readonly IngressPart[] => traefik.parts(orderedRoutes(routes));
const shapes = (parts: readonly IngressPart[]) => parts.map(({ suffix, annotations, paths }) => [suffix, annotations, paths.map(({ path, pathType }) => `${pathType} ${path}`)]);

describe("What Traefik is told", () => {
  it("is understood as it was meant, whatever it is set to, and never depends on which of two equal routers it asks first", () => {
    fc.assert(fc.property(goodRoutes, fc.constantFrom(...traefiks), fc.array(fc.tuple(anyHost, anyUrl), { minLength: 20, maxLength: 20 }), (routes, kind, requests) => {
      const ordered = orderedRoutes(routes);
      const routers = routersOf(traefik.parts(ordered), kind);
      for (const [host, url] of requests) {
        const [first, second] = routers.filter((each) => each.takes(host, url));
        const expected = ordered.find((each) => takes(each, kind, host, url));
        assert.equal(first?.route, expected, `${host}${url}: ${first?.rule}`);
        assert.ok(first === undefined || first.priority !== second?.priority || first.route === second.route, `${first?.rule} and ${second?.rule}`);
      }
    }), { numRuns: 200 });
  });

  it("means what Kubernetes means, where prefixes are strict and where they are not", () => {
    fc.assert(fc.property(goodRoutes, fc.boolean(), anyHost, fc.array(anyUrl, { minLength: 20, maxLength: 20 }), (routes, strict, host, urls) => {
      const routers = routersOf(partsOf(...routes), { strict, newer: true });
      for (const url of urls) assert.deepEqual(routers.find((each) => each.takes(host, url))?.route, resolveRoute(routes, host, url), `${host}${url}`);
    }), { numRuns: 100 });
  });

  it("has all routes, each path once and one that the API takes, in objects with names of their own", () => {
    fc.assert(fc.property(goodRoutes, (routes) => {
      const parts = partsOf(...routes);
      const said = parts.flatMap(({ paths }) => paths);
      assert.deepEqual(new Set(said.map((each) => each.route)), new Set(routes));
      assert.equal(new Set(said.map(({ route: { host }, path, pathType }) => `${host ?? ""} ${pathType} ${path}`)).size, said.length);
      for (const { path } of said) assert.ok(path.startsWith("/"), path);
      assert.equal(new Set(parts.map(({ suffix }) => suffix)).size, parts.length);
      for (const { paths, strips } of parts) for (const each of paths) assert.equal(strips, each.route.stripPrefix === true ? each.route.path : undefined);
    }));
  });

  it("is one object without a word more where everything goes one way", () => {
    assert.deepEqual(shapes(partsOf(route("/"))), [["", {}, ["Prefix /"]]]);
  });

  it("is a prefix in two paths, as Traefik would take it for a text: what is exactly the prefix, and what is below it", () => {
    assert.deepEqual(shapes(partsOf(route("/"), route("/api"), route("/api/v1"), route("/api-docs"), route("/cart/"))), [
      ["", {}, ["Exact /api-docs", "Prefix /api-docs/", "Prefix /api/v1/", "Prefix /cart/", "Prefix /api/", "Prefix /"]],
      ["-priority-1", { [`${ROUTER}.priority`]: "100001" }, ["Exact /api/v1", "Exact /cart", "Exact /api"]],
    ]);
  });

  it("leaves /apix alone when it is told of /api, whatever it is set to", () => {
    for (const kind of traefiks) {
      const routers = routersOf(partsOf(route("/", "prefix", { service: "front" }), route("/api", "prefix", { service: "back" })), kind);
      const answers = (url: string): string | undefined => routers.find((each) => each.takes("shop.example.com", url))?.route.service;
      assert.deepEqual(["/api", "/api/", "/api/x", "/apix", "/api-docs", "/ap"].map(answers), ["back", "back", "back", "front", "front", "front"]);
    }
  });

  it("is one object for an exact path too, where its rule is the longer one", () => {
    assert.deepEqual(shapes(partsOf(route("/"), route("/healthz", "exact"))), [["", {}, ["Exact /healthz", "Prefix /"]]]);
  });

  it("is one object for a regular expression beside others: the matcher is for expressions alone", () => {
    assert.deepEqual(shapes(partsOf(route("/"), route("/items/[0-9]+", "regex"))), [["", { [`${ROUTER}.pathmatcher`]: "PathRegexp" }, ["ImplementationSpecific /{0}^/items/[0-9]+$", "Prefix /"]]]);
  });

  it("says once what an author asks for both exactly and as a prefix", () => {
    assert.deepEqual(shapes(partsOf(route("/api"), route("/api", "exact"), route("/"))), [
      ["", {}, ["Prefix /api/", "Prefix /"]],
      ["-priority-1", { [`${ROUTER}.priority`]: "100001" }, ["Exact /api"]],
    ]);
  });

  it("is a priority for an exact path below a prefix whose rule may be the longer one", () => {
    const priorities = (...routes: readonly Route[]): readonly string[] => partsOf(...routes).flatMap(({ suffix, paths }) => (suffix === "" ? [] : paths.map(({ path }) => path)));
    assert.deepEqual(priorities(route("/api"), route("/api/health/ready", "exact")), ["/api/health/ready"]);
    assert.deepEqual(priorities(route("/api"), route("/apix", "exact")), []);
    assert.deepEqual(priorities(route("/api"), route("/ap", "exact"), route("/cart", "exact")), []);
  });

  it("is a priority for a prefix that an expression with a longer text would take", () => {
    assert.deepEqual(shapes(partsOf(route("/api"), route("/.*[a-z].*", "regex"), route("/api/x", "exact"))).map(([suffix, annotations]) => [suffix, annotations]), [
      ["", { [`${ROUTER}.pathmatcher`]: "PathRegexp" }],
      ["-priority-2", { [`${ROUTER}.priority`]: "100002" }],
      ["-priority-1", { [`${ROUTER}.priority`]: "100001" }],
    ]);
  });

  it("is a priority for a host whose rule is shorter than that of a star", () => {
    const parts = partsOf(route("/", "prefix", { host: "shop.example.com" }), route("/", "prefix", { host: "*.example.com" }), route("/", "prefix", { host: "shop.example.org" }));
    assert.deepEqual(parts.map(({ suffix, paths }) => [suffix, paths.map((each) => each.route.host)]), [["", ["shop.example.org", "*.example.com"]], ["-priority-1", ["shop.example.com"]]]);
  });

  it("is an object for each prefix that is taken away, by a name that other routes do not change", () => {
    const stripped = route("/api", "prefix", { stripPrefix: true });
    const long = route("/api/v1", "prefix", { stripPrefix: true });
    const names = (...routes: readonly Route[]): object => partsOf(...routes).map(({ suffix, strips }) => [suffix, strips]);
    assert.deepEqual(names(route("/"), stripped), [["", undefined], ["-strip-api", "/api"]]);
    assert.deepEqual(names(route("/"), stripped, long, route("/cart")), [["", undefined], ["-strip-b969bf5c", "/api/v1"], ["-priority-1", undefined], ["-strip-api", "/api"]]);
    assert.deepEqual(names(stripped, { ...stripped, host: "shop.example.com" }), [["-strip-api", "/api"]]);
  });
});

describe("The length of Traefik's rule", () => {
  it("is that of its text", () => {
    const shop = { host: "shop.example.com" };
    const old = { strict: false, quoting: false };
    assert.equal(ruleLength(route("/api", "prefix", shop), old), "Host(`shop.example.com`) && PathPrefix(`/api/`)".length);
    assert.equal(ruleLength(route("/api/", "prefix", shop), { ...old, strict: true }), "Host(`shop.example.com`) && (Path(`/api`) || PathPrefix(`/api/`))".length);
    assert.equal(ruleLength(route("/api", "exact"), old), "Path(`/api`)".length);
    assert.equal(ruleLength(route("/a\\.b", "regex"), { ...old, quoting: true }), 'PathRegexp("/{0}^/a\\\\.b$")'.length);
    assert.equal(ruleLength(route("/", "prefix", { host: "*.a.com" }), old), "HostRegexp(`[a-zA-Z0-9-]+\\.a\\.com`) && PathPrefix(`/`)".length);
    assert.equal(ruleLength(route("/", "prefix", { host: "*.a.com" }), { strict: true, quoting: true }), 'HostRegexp("^[a-zA-Z0-9-]+\\\\.a\\\\.com$") && PathPrefix("/")'.length);
  });
});
