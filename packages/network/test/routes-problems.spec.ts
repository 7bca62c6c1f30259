import assert from "node:assert/strict";
import fc from "fast-check";
import type { EnvironmentRules } from "@moorage/core";
import { routesProblems } from "../src/index.ts";
import type { IngressRoutesSettings, Route, RouteSurroundings } from "../src/index.ts";
import { anyRoute } from "./arbitrary.ts";
import { lines, route } from "./made.ts";

const rules: EnvironmentRules = { minimumReplicas: 2, tlsRequired: true, digestsRequired: true, protectData: true };
const shop: IngressRoutesSettings = { className: "traefik", host: "shop.example.com", routes: [route("/"), route("/api", "prefix", { service: "api", port: 5000 })] };

const found = (settings: Partial<IngressRoutesSettings>, around: RouteSurroundings = {}): readonly string[] => lines("IngressRoutes shop", routesProblems("shop", { ...shop, ...settings }, around));
const foundIn = (...routes: readonly Route[]): readonly string[] => found({ routes });

describe("The routes of an Ingress", () => {
  it("may be any with hosts, paths and Services that can be", () => {
    assert.deepEqual(found({}), []);
    assert.deepEqual(found({ tls: {} }, { rules }), []);
    assert.deepEqual(foundIn(route("/a.b/~c/%20x"), route("/a/..b"), route("/(a|b)/[0-9]+", "regex"), route("/api", "exact"), route("/", "prefix", { host: "*.example.com" })), []);
  });

  it("are some", () => assert.deepEqual(found({ routes: [] }), ["routes: is empty"]));

  it("are told everything that is wrong with them at once", () => {
    const problems = routesProblems("Shop", { className: "", host: "https://shop", routes: [route("api"), route("/(", "regex", { service: "Web", port: 0 })] }, { rules });
    assert.deepEqual(problems.map(({ path, problem }) => `${path}: ${problem}`), [
      'IngressRoutes Shop: name: has "S" at position 1',
      "IngressRoutes Shop: className: is empty",
      "IngressRoutes Shop: host: has a scheme",
      "IngressRoutes Shop: tls: is not set, and this environment insists on it",
      "IngressRoutes Shop: routes.api: does not begin with /",
      "IngressRoutes Shop: routes./(: is no regular expression",
      'IngressRoutes Shop: routes./(.service: has "W" at position 1',
      "IngressRoutes Shop: routes./(.port: is no TCP port",
    ]);
  });
});

describe("The path of a route", () => {
  const paths: Readonly<Record<string, string>> = {
    "": "does not begin with /", "api": "does not begin with /", "/api?x=1": 'has "?", which no path has as it is', "/api#x": 'has "#", which no path has as it is', "/a b": 'has " ", which no path has as it is', "/[a]": 'has "[", which no path has as it is',
    "/a//b": "has //, which no Ingress may have", "/api//": "has //, which no Ingress may have", "/a/./b": "has /., which no Ingress may have", "/a/..": "has /.., which no Ingress may have", "/a%2Fb": "has %2F, which no Ingress may have",
  };
  for (const [path, problem] of Object.entries(paths)) {
    it(`may not be ${JSON.stringify(path)}`, () => {
      for (const match of ["prefix", "exact"] as const) assert.deepEqual(foundIn(route(path, match)), [`routes.${path}: ${problem}`]);
    });
  }

  it("begins with / as a regular expression too, and is one that some path matches", () => {
    assert.deepEqual(foundIn(route("[a-z]+", "regex"), route("^/a", "regex"), route("/a(?=b)", "regex"), route("/a$b", "regex")), [
      "routes.[a-z]+: does not begin with /",
      "routes.^/a: does not begin with /",
      "routes./a(?=b): has a lookahead, which RE2 lacks",
      "routes./a$b: matches no path",
    ]);
  });

  it("is taken away only as a prefix that is something", () => {
    const stripped = (path: string, match?: Route["match"]): Route => route(path, match, { stripPrefix: true });
    assert.deepEqual(foundIn(stripped("/api"), stripped("/a", "exact"), stripped("/[0-9]", "regex"), stripped("/")), [
      "routes./a.stripPrefix: is asked for with exact",
      "routes./[0-9].stripPrefix: is asked for with regex",
      "routes./.stripPrefix: is asked for where nothing is to be taken away",
    ]);
    assert.deepEqual(foundIn(route("/[0-9]", "regex", { stripPrefix: false })), []);
  });
});

describe("The host of a route", () => {
  it("is a name, or a star for one label", () => {
    assert.deepEqual(foundIn(route("/a", "prefix", { host: "http://a.com" }), route("/b", "prefix", { host: "a.com:80" }), route("/c", "prefix", { host: "10.0.0.1" }), route("/d", "prefix", { host: "*" }), route("/e", "prefix", { host: "*.a.com" })), [
      "routes./a.host: has a scheme",
      "routes./b.host: has a port",
      "routes./c.host: is an address",
      'routes./d.host: label "*" has "*" at position 1',
    ]);
    assert.deepEqual(found({ host: "a.com/x" }), ["host: has a path"]);
  });
});

describe("Two routes", () => {
  const owned = (path: string, owner: string, match?: Route["match"], more: Partial<Route> = {}): Route => route(path, match, { owner, ...more });

  it("may not claim the same host and path in the same way: both owners are named", () => {
    assert.deepEqual(foundIn(owned("/api", "shop-api"), owned("/cart", "cart"), owned("/api", "old-api")), ["routes./api: is claimed by shop-api and by old-api"]);
    const [problem] = routesProblems("shop", { ...shop, routes: [route("/api", "prefix", { service: "a" }), route("/api", "prefix", { service: "b" })] });
    assert.deepEqual([problem?.problem, problem?.got, problem?.expected], ["is claimed by a and by b", "prefix shop.example.com/api", "one owner"]);
  });

  it("claim the same with a slash at the end of a prefix, and with a host said or not", () => {
    assert.deepEqual(foundIn(owned("/api", "a"), owned("/api/", "b", "prefix", { host: "shop.example.com" })), ["routes./api/: is claimed by a and by b"]);
    assert.deepEqual(found({ host: "shop.example.com", routes: [owned("/x", "a", "regex"), owned("/x", "b", "regex"), owned("/x", "c", "regex")] }), ["routes./x: is claimed by a and by b", "routes./x: is claimed by a and by c"]);
  });

  it("may be for one path as prefix and as exact path, with and without slash, and for two hosts", () => {
    assert.deepEqual(foundIn(route("/api"), route("/api", "exact"), route("/api/", "exact"), route("/api", "prefix", { host: "other.example.com" })), []);
  });

  it("may not claim the same in other words either, for one of them would get nothing", () => {
    assert.deepEqual(foundIn(owned("/", "front"), owned("/.*", "all", "regex"), owned("/a", "a", "exact"), owned("/[a]", "also-a", "regex"), owned("/api(/|$)(.*)", "api", "regex"), owned("/api", "old", "prefix")), [
      "routes./.*: is for exactly the paths of /, which are claimed by front and by all",
      "routes./[a]: is for exactly the paths of /a, which are claimed by a and by also-a",
      "routes./api: is for exactly the paths of /api(/|$)(.*), which are claimed by api and by old",
    ]);
    assert.deepEqual(foundIn(owned("/", "front"), owned("/.*", "all", "regex", { host: "other.example.com" }), owned("/.+", "most", "regex")), []);
  });

  it("are found wherever they are among others", () => {
    fc.assert(fc.property(fc.array(anyRoute, { maxLength: 4 }), anyRoute, fc.array(anyRoute, { maxLength: 4 }), (before, twice, after) => {
      assert.ok(foundIn(...before, { ...twice, owner: "one" }, ...after, { ...twice, owner: "two" }).some((line) => /is claimed by .* and by two$|^routes.*: (matches no path|is asked)/.test(line)));
    }));
  });
});

describe("What routes lead to", () => {
  const knownServices = [{ name: "web", ports: [80, 443] }, { name: "api", ports: [5000] }, { name: "jobs", ports: [] }];

  it("is a Service that there is: those that there are are named", () => {
    const problems = routesProblems("shop", { ...shop, routes: [route("/", "prefix", { service: "wbe" })] }, { knownServices });
    assert.deepEqual(problems, [{ path: "IngressRoutes shop: routes./", problem: 'leads to "wbe", which is no service', expected: "one of web, api, jobs" }]);
    assert.deepEqual(routesProblems("shop", shop, { knownServices: [] }).map(({ expected }) => expected), ["a service", "a service"]);
  });

  it("is a port that it has: those that it has are named", () => {
    const problems = routesProblems("shop", { ...shop, routes: [route("/", "prefix", { port: 8080 }), route("/jobs", "prefix", { service: "jobs" })] }, { knownServices });
    assert.deepEqual(problems.map(({ problem, expected }) => [problem, expected]), [
      ["leads to port 8080 of web, which it does not have", "one of 80, 443"],
      ["leads to port 80 of jobs, which it does not have", "a service with a port"],
    ]);
  });

  it("is fine where it is there, and may be anything where nothing is known", () => {
    assert.deepEqual(found({}, { knownServices }), []);
    assert.deepEqual(found({ routes: [route("/", "prefix", { service: "elsewhere", port: 1 })] }), []);
  });
});

describe("The certificate of an Ingress", () => {
  it("is there where the environment insists on it", () => {
    assert.deepEqual(found({}, { rules }), ["tls: is not set, and this environment insists on it"]);
    assert.deepEqual(found({}, { rules: { ...rules, tlsRequired: false } }), []);
  });

  it("is for hosts, so every route has one", () => {
    const { host: _, ...hostless } = shop;
    const of = (settings: Partial<IngressRoutesSettings>): readonly string[] => lines("IngressRoutes shop", routesProblems("shop", { ...hostless, ...settings, tls: { issuer: "letsencrypt" } }));
    assert.deepEqual([of({}), of({ host: "shop.example.com" }), of({ routes: [route("/", "prefix", { host: "a.com" })] }), of({ routes: [route("/", "prefix", { host: "a.com" }), route("/")] })], [["tls: needs a host to be for"], [], [], ["tls: needs a host to be for"]]);
  });

  it("has names that objects can have", () => {
    assert.deepEqual(found({ tls: { secretName: "Shop", issuer: "" } }), ['tls.secretName: has "S" at position 1', "tls.issuer: is empty"]);
    assert.deepEqual(found({ tls: { secretName: "shop.example.com", issuer: "letsencrypt-prod" } }), []);
  });
});

describe("What a controller is told beside routes", () => {
  it("is not what the routes say themselves", () => {
    const routes = [route("/"), route("/[0-9]+", "regex")];
    const annotations = { "nginx.ingress.kubernetes.io/use-regex": "false", "traefik.ingress.kubernetes.io/router.pathmatcher": "Path" };
    const said = (className: string): readonly string[] => found({ className, routes, annotations });
    assert.deepEqual(said("nginx"), ["annotations.nginx.ingress.kubernetes.io/use-regex: is what the routes themselves say"]);
    assert.deepEqual(said("traefik"), ["annotations.traefik.ingress.kubernetes.io/router.pathmatcher: is what the routes themselves say"]);
    assert.deepEqual(said("haproxy"), []);
    assert.deepEqual(found({ annotations }), []);
  });

  it("is what no other class has words for", () => {
    assert.deepEqual(found({ className: "haproxy", routes: [route("/[0-9]+", "regex")] }), ['routes./[0-9]+: is a regular expression, and how "haproxy" is told so is not known here']);
  });
});
