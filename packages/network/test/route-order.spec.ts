import assert from "node:assert/strict";
import fc from "fast-check";
import { matches, orderedRoutes, resolveRoute } from "../src/index.ts";
import type { Route } from "../src/index.ts";
import { route } from "./made.ts";

const LONGEST = 8;

/** Every path of up to eight signs over a small alphabet: what "everything of" means below. */
const urls: readonly string[] = (() => {
  const all = ["/"];
  for (const url of all) if (url.length < LONGEST) for (const sign of ["a", "b", "1", "/"]) all.push(url + sign);
  // Nothing here is told apart by which digit follows which; two slashes in a row are no path that a client asks for.
  return all.filter((url) => !/\/\/|1[ab]|[ab]1/.test(url));
})();

const known = new Map<string, ReadonlySet<string>>();

/** Which of all paths a route takes. */
function takenBy(each: Route): ReadonlySet<string> {
  const key = `${each.match ?? "prefix"} ${each.path}`;
  const found = known.get(key) ?? new Set(urls.filter((url) => matches(each, url)));
  known.set(key, found);
  return found;
}

/** Whether one takes everything that the other does. */
function contains(one: Route, other: Route): boolean {
  const taken = takenBy(one);
  return [...takenBy(other)].every((url) => taken.has(url));
}

function equal(one: Route, other: Route): boolean {
  return contains(one, other) && contains(other, one);
}

/** Paths, and what a program makes of them: itself, what is below, numbers below, one element below, whatever begins so. */
const beginning = fc.array(fc.constantFrom("a", "b", "ab", "aa"), { minLength: 1, maxLength: 2 }).map((elements) => `/${elements.join("/")}`).filter((path) => path.length <= LONGEST - 3);
const anyRoute: fc.Arbitrary<Route> = fc.oneof(
  fc.oneof(fc.constant("/"), beginning).map((path) => route(path, "exact")),
  fc.oneof(fc.constant("/"), beginning, beginning.map((path) => `${path}/`)).map((path) => route(path, "prefix")),
  fc.tuple(beginning, fc.constantFrom("", "(/[0-9]+)?", "/.*", ".*", "/.+", "/[^/]+", "/[0-9]+", "(/.*)?", "[^/]*")).map(([path, rest]) => route(`${path}${rest}`, "regex")),
  fc.constantFrom("/.*", "/?(.*)", "(/[0-9]+)?", "/[^/]+", "/.+", "/[ab]+", "/(a|ab)/[ab]", "/[ab]/a", "/a(b)?b", "/ab.*").map((path) => route(path, "regex")),
);
const routes = fc.uniqueArray(anyRoute, { minLength: 1, maxLength: 7, selector: ({ match, path }) => `${match} ${path}` });

const paths = (sorted: readonly Route[]): readonly string[] => sorted.map(({ path }) => path);

describe("The order of routes", () => {
  it("is the same whatever order they were written in", () => {
    const host = fc.constantFrom(undefined, "shop.example.com", "*.example.com");
    const hosted = fc.tuple(anyRoute, host, fc.constantFrom("web", "api"), fc.constantFrom(80, 81)).map(([each, name, service, port]): Route => ({ ...each, service, port, ...(name === undefined ? {} : { host: name }) }));
    const shuffled = fc.uniqueArray(hosted, { maxLength: 8, selector: (each) => JSON.stringify(each) }).chain((some) => fc.tuple(fc.constant(some), fc.shuffledSubarray(some, { minLength: some.length })));
    fc.assert(fc.property(shuffled, ([some, others]) => assert.deepEqual(orderedRoutes(others), orderedRoutes(some))));
  });

  it("puts none before another that it takes everything of, unless they are equal", () => {
    fc.assert(fc.property(routes, (some) => {
      const sorted = orderedRoutes(some);
      for (const [index, earlier] of sorted.entries()) {
        for (const later of sorted.slice(index + 1)) {
          assert.ok(!contains(earlier, later) || equal(earlier, later), `${earlier.match} ${earlier.path} shadows ${later.match} ${later.path}`);
        }
      }
    }), { numRuns: 300 });
  });

  it("loses and adds nothing, and leaves what it was given as it was", () => {
    fc.assert(fc.property(routes, (some) => {
      const before = [...some];
      assert.deepEqual(new Set(orderedRoutes(some)), new Set(some));
      assert.equal(orderedRoutes(some).length, before.length);
      assert.deepEqual(some, before);
    }));
  });

  it("ends in what takes everything", () => {
    fc.assert(fc.property(routes, (some) => {
      const others = some.filter((each) => takenBy(each).size < urls.length);
      assert.equal(orderedRoutes([route("/"), ...others]).at(-1)?.path, "/");
    }));
  });

  it("is exact paths, then the longest beginning first, then /", () => {
    const written = [route("/"), route("/api"), route("/cart", "exact"), route("/api/products/.*", "regex"), route("/api/products")];
    assert.deepEqual(paths(orderedRoutes(written)), ["/cart", "/api/products/.*", "/api/products", "/api", "/"]);
  });

  it("is, for one beginning, the path itself, then numbers below it, then all below it, then all that begins so", () => {
    const written = [route("/a.*", "regex"), route("/a"), route("/a(/[0-9]+)?", "regex"), route("/a", "exact")];
    assert.deepEqual(orderedRoutes(written).map(({ path, match }) => `${match ?? "prefix"} ${path}`), ["exact /a", "regex /a(/[0-9]+)?", "prefix /a", "regex /a.*"]);
  });

  it("puts hosts with a wildcard after those without, however specific their paths", () => {
    const written = [route("/very/specific", "exact", { host: "*.example.com" }), route("/", "prefix", { host: "shop.example.com" }), route("/", "prefix", { host: "*.example.com" })];
    assert.deepEqual(orderedRoutes(written).map(({ host, path }) => `${host}${path}`), ["shop.example.com/", "*.example.com/very/specific", "*.example.com/"]);
  });

  it("tells by what they take which of two expressions is more general, where length and beginning do not", () => {
    const general = ["/items/[0-9]", "/items/[0-9]+", "/items/\\w+", "/items/[^/]+", "/items/.+"].map((path) => route(path, "regex"));
    assert.deepEqual(orderedRoutes([...general].reverse()), general);
    const [number, anything] = [route("/v(1|2)", "regex"), route("/v.", "regex")];
    assert.deepEqual(orderedRoutes([anything, number]), [number, anything]);
    assert.deepEqual(orderedRoutes([route("/ab.*", "regex"), route("/a(b)?b", "regex")]).map(({ path }) => path), ["/a(b)?b", "/ab.*"]);
  });

  it("goes by what all paths begin with, however an expression says it", () => {
    const written = [route("/api"), route("/(api/admin|api/users)", "regex"), route("/[a]pi/v1", "regex"), route("/.*\\.js", "regex")];
    assert.deepEqual(paths(orderedRoutes(written)), ["/[a]pi/v1", "/(api/admin|api/users)", "/api", "/.*\\.js"]);
  });

  it("ends in expressions that take everything, whatever they look like", () => {
    for (const path of ["/.*", "/?(.*)", "/(.*)", "/((.*))", "/.*?", "/()*.{0,}"]) {
      assert.equal(orderedRoutes([route(path, "regex"), route("/a"), route("/[a-z]+", "regex")]).at(-1)?.path, path);
    }
  });

  it("keeps the routes of a host together, and those for every host last", () => {
    const hosts = ["b.example.com", undefined, "*.example.com", "a.example.com", "b.example.com"];
    const written = hosts.map((host, index) => route(`/${index}`, "prefix", host === undefined ? {} : { host }));
    assert.deepEqual(orderedRoutes(written).map(({ host }) => host), ["a.example.com", "b.example.com", "b.example.com", "*.example.com", undefined]);
  });

  it("is found in reasonable time for many routes with many expressions", () => {
    const many = Array.from({ length: 60 }, (_, index) => [route(`/s${index}`), route(`/s${index}/[0-9]+`, "regex"), route(`/[a-z]{${(index % 9) + 1},20}/x${index}`, "regex")]).flat();
    const begun = performance.now();
    assert.equal(orderedRoutes(many).length, 180);
    assert.ok(performance.now() - begun < 3000, "more than 3 s");
  });

  it("does not get stuck on an expression that is too big to compare", () => {
    const big = "/(a|b)*a(a|b){300}";
    assert.equal(orderedRoutes([route(big, "regex"), route(`${big}?`, "regex"), route("/")]).at(-1)?.path, "/");
  });

  it("cannot be told of what is no regular expression", () => assert.throws(() => orderedRoutes([route("/(", "regex")]), SyntaxError));

  it("puts routes for every host after those for some", () => {
    const written = [route("/very/specific", "exact"), route("/", "prefix", { host: "*.example.com" }), route("/", "prefix", { host: "shop.example.com" })];
    assert.deepEqual(orderedRoutes(written).map(({ host = "any", path }) => `${host}${path}`), ["shop.example.com/", "*.example.com/", "any/very/specific"]);
  });

  const within: readonly (readonly [inner: Route, outer: Route])[] = [
    [route("/a.b"), route("/a\\.b.*", "regex")],
    [route("/a/[0-9]+", "regex"), route("/a/.+", "regex")],
    [route("/a/[^/]+", "regex"), route("/a/.+", "regex")],
    [route("/a/b"), route("/a/.+", "regex")],
    [route("/@vite"), route("/@vite.*", "regex")],
    [route("/a/(b|c)", "regex"), route("/a/[a-z]", "regex")],
    [route("/files/[^/]*", "regex"), route("/files/.*", "regex")],
  ];
  for (const [inner, outer] of within) {
    it(`puts ${inner.path} before ${outer.path}, which takes all of it`, () => {
      for (const written of [[inner, outer], [outer, inner]]) assert.deepEqual(orderedRoutes(written), [inner, outer]);
    });
  }

  it("is nothing for nothing", () => assert.deepEqual(orderedRoutes([]), []));
});

describe("The route of a URL", () => {
  const to = (some: readonly Route[], path: string, host = "shop.example.com"): string | undefined => {
    const found = resolveRoute(some, host, path);
    return found === undefined ? undefined : `${found.host ?? ""}${found.path}`;
  };
  const shop = [route("/"), route("/api"), route("/api/products"), route("/api/products/[0-9]+", "regex"), route("/healthz", "exact")];

  const ways: Readonly<Record<string, string>> = {
    "/": "/", "/index.html": "/", "/apix": "/", "/api": "/api", "/api/": "/api", "/api/users": "/api", "/api/products": "/api/products", "/api/products/new": "/api/products",
    "/api/products/7": "/api/products/[0-9]+", "/api/products/7/reviews": "/api/products", "/healthz": "/healthz", "/healthz/": "/",
  };
  for (const [path, expected] of Object.entries(ways)) it(`${path} is ${expected}`, () => assert.equal(to(shop, path), expected));

  it("is the most specific of all that take it", () => {
    fc.assert(fc.property(routes, fc.constantFrom(...urls), (some, url) => {
      const found = resolveRoute(some, "any.example.com", url);
      const candidates = some.filter((each) => matches(each, url));
      if (found === undefined) return assert.deepEqual(candidates, []);
      assert.ok(candidates.includes(found));
      for (const other of candidates) assert.ok(!contains(found, other) || equal(found, other), `${other.path} is more specific than ${found.path} for ${url}`);
    }), { numRuns: 300 });
  });

  it("is none where none takes it, be it for the path or for the host", () => {
    assert.equal(to([route("/api")], "/"), undefined);
    assert.equal(to([route("/", "prefix", { host: "other.example.com" })], "/"), undefined);
    assert.equal(to([], "/"), undefined);
  });

  it("is the first in order, and so goes on to a host with a star where the host itself has no such path", () => {
    const hosts = [route("/api", "prefix", { host: "*.example.com" }), route("/cart", "prefix", { host: "shop.example.com" }), route("/")];
    assert.deepEqual(["/cart", "/api", "/x"].map((path) => to(hosts, path)), ["shop.example.com/cart", "*.example.com/api", "/"]);
  });

  it("is found for a host in capitals too", () => assert.equal(to([route("/", "prefix", { host: "shop.example.com" })], "/", "Shop.Example.COM"), "shop.example.com/"));

  it("is of any host where it names none", () => assert.equal(to([route("/")], "/", "whatever.example.org"), "/"));

  it("is of the host itself before it is of a wildcard, which stands for one label", () => {
    const hosts = [route("/", "prefix", { host: "*.example.com" }), route("/", "prefix", { host: "shop.example.com" })];
    const hostOf = (host: string): string | undefined => to(hosts, "/", host);
    assert.deepEqual(["shop.example.com", "api.example.com", "a.b.example.com", "example.com", ".example.com"].map(hostOf), ["shop.example.com/", "*.example.com/", undefined, undefined, undefined]);
  });
});
