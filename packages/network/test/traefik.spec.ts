import assert from "node:assert/strict";
import fc from "fast-check";
import { resolveUrl, traefikAnswers, traefikKinds } from "@moorage/testing";
import { orderedRoutes, resolveRoute } from "../src/index.ts";
import type { Route } from "../src/index.ts";
import type { IngressPart } from "../src/dialect.ts";
import { traefik } from "../src/traefik.ts";
import { ruleLength, ruleStyles } from "../src/traefik-rule.ts";
import { anyUrl, goodRoutes } from "./arbitrary.ts";
import { route } from "./made.ts";
import { meant, rendered, told } from "./rendered.ts";

const ROUTER = "traefik.ingress.kubernetes.io/router";
const anyHost = fc.constantFrom("shop.example.com", "api.example.com", "other.example.com", "example.org");
const requests = fc.array(fc.tuple(anyHost, anyUrl), { minLength: 20, maxLength: 20 });
const toldRoutes = goodRoutes.map(told);

const partsOf = (...routes: readonly Route[]): readonly IngressPart[] => traefik.parts(orderedRoutes(routes));
const shapes = (parts: readonly IngressPart[]) => parts.map(({ suffix, annotations, paths }) => [suffix, annotations, paths.map(({ path, pathType }) => `${pathType} ${path}`)]);

describe("What Traefik is told", () => {
  it("is understood as Kubernetes means it, whatever its age and its settings, with the prefix taken away that is to be", async () => {
    await fc.assert(fc.asyncProperty(toldRoutes, fc.constantFrom(...traefikKinds), requests, async (routes, kind, asked) => {
      const objects = await rendered("traefik", routes);
      for (const [host, url] of asked) {
        const [first] = traefikAnswers(objects, kind, `http://${host}${url}`);
        const answer = first === undefined ? undefined : { service: first.service, port: first.port, path: first.path };
        assert.deepEqual(answer, meant(resolveRoute(routes, host, url), url), `${host}${url}: ${first?.rule}`);
      }
    }), { numRuns: 200 });
  });

  it("never depends on which of two equal routers is asked first", async () => {
    await fc.assert(fc.asyncProperty(toldRoutes, fc.constantFrom(...traefikKinds), requests, async (routes, kind, asked) => {
      const objects = await rendered("traefik", routes);
      for (const [host, url] of asked) {
        const [first, second] = traefikAnswers(objects, kind, `http://${host}${url}`);
        assert.ok(first === undefined || first.priority !== second?.priority || first.service === second.service, `${first?.rule} and ${second?.rule}`);
      }
    }), { numRuns: 100 });
  });

  it("means the same to any controller that keeps to Kubernetes, where nothing asks for Traefik's own words", async () => {
    const plain = toldRoutes.map((routes) => routes.filter(({ match, stripPrefix = false }) => match !== "regex" && !stripPrefix)).filter(({ length }) => length > 0);
    await fc.assert(fc.asyncProperty(plain, requests, async (routes, asked) => {
      const objects = await rendered("traefik", routes);
      for (const [host, url] of asked) assert.deepEqual(resolveUrl(objects, "conforming", `http://${host}${url}`), meant(resolveRoute(routes, host, url), url), `${host}${url}`);
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

  it("leaves /apix alone when it is told of /api, whatever it is set to", async () => {
    const objects = await rendered("traefik", [route("/", "prefix", { service: "front" }), route("/api", "prefix", { service: "back" })]);
    for (const kind of traefikKinds) {
      const answers = (url: string): string | undefined => traefikAnswers(objects, kind, `http://shop.example.com${url}`)[0]?.service;
      assert.deepEqual(["/api", "/api/", "/api/x", "/apix", "/api-docs", "/ap"].map(answers), ["back", "back", "back", "front", "front", "front"]);
    }
  });

  it("leaves /apix to nobody where no other route is for it", async () => {
    const objects = await rendered("traefik", [route("/api")]);
    for (const kind of traefikKinds) assert.deepEqual(["/apix", "/", "/api-docs"].flatMap((url) => traefikAnswers(objects, kind, `http://shop.example.com${url}`)), []);
  });

  it("is asked for / and for /x where /api is taken away from /api and from /api/x, and for /apix as it is", async () => {
    const objects = await rendered("traefik", [route("/", "prefix", { service: "front" }), route("/api/", "prefix", { service: "back", stripPrefix: true })]);
    for (const kind of traefikKinds) {
      const asked = (url: string): string => traefikAnswers(objects, kind, `http://shop.example.com${url}`).slice(0, 1).map(({ service, path }) => `${service} ${path}`).join();
      assert.deepEqual(["/api", "/api/", "/api/x", "/apix"].map(asked), ["back /", "back /", "back /x", "front /apix"]);
    }
  });

  it("gives a longer exact path or prefix of another service to that service", async () => {
    const routes = told([route("/api", "prefix", { stripPrefix: true }), route("/api/v1"), route("/api/v1/healthz", "exact"), route("/api/", "exact"), route("/apix"), route("/")]);
    const objects = await rendered("traefik", routes);
    const urls = ["/api", "/api/", "/api/v", "/api/v1", "/api/v1/", "/api/v1x", "/api/v1/healthz", "/api/v1/healthz/", "/apix", "/apix/y", "/apixy"];
    for (const kind of traefikKinds) {
      const services = urls.map((url) => traefikAnswers(objects, kind, `http://shop.example.com${url}`)[0]?.service.replace("web-", ""));
      assert.deepEqual(services, ["0", "3", "0", "1", "1", "0", "2", "1", "4", "4", "5"]);
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

  it("is a priority for a host whose rule is longer in most Traefiks, and not in those that anchor a star and quote nothing", () => {
    const own = route(`/x\\.y\\.z\\.w\\.v\\.u(${"a".repeat(9)})?`, "regex", { host: "a.example.com" });
    const star = route("/[a-z.]*", "regex", { host: "*.example.com" });
    const longer = ruleStyles.map((style) => [style.writing, ruleLength(own, style) > ruleLength(star, style)]);
    assert.deepEqual(Object.fromEntries(longer), { plain: true, anchored: false, quoted: true });
    assert.deepEqual(partsOf(own, star).map(({ suffix }) => suffix), ["", "-priority-1"]);
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
    const old = { strict: false, writing: "plain" } as const;
    assert.equal(ruleLength(route("/api", "prefix", shop), old), "Host(`shop.example.com`) && PathPrefix(`/api/`)".length);
    assert.equal(ruleLength(route("/api/", "prefix", shop), { ...old, strict: true }), "Host(`shop.example.com`) && (Path(`/api`) || PathPrefix(`/api/`))".length);
    assert.equal(ruleLength(route("/api", "exact"), old), "Path(`/api`)".length);
    assert.equal(ruleLength(route("/a\\.b", "regex"), { ...old, writing: "quoted" }), 'PathRegexp("/{0}^/a\\\\.b$")'.length);
    assert.equal(ruleLength(route("/", "prefix", { host: "*.a.com" }), old), "HostRegexp(`[a-zA-Z0-9-]+\\.a\\.com`) && PathPrefix(`/`)".length);
    assert.equal(ruleLength(route("/", "prefix", { host: "*.a.com" }), { strict: true, writing: "anchored" }), "HostRegexp(`^[a-zA-Z0-9-]+\\.a\\.com$`) && PathPrefix(`/`)".length);
    assert.equal(ruleLength(route("/", "prefix", { host: "*.a.com" }), { strict: true, writing: "quoted" }), 'HostRegexp("^[a-zA-Z0-9-]+\\\\.a\\\\.com$") && PathPrefix("/")'.length);
  });
});
