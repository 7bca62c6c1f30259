import fc from "fast-check";
import type { Route } from "../src/index.ts";
import { routesProblems } from "../src/index.ts";

/** Paths of URLs over so few signs that they often are the same. */
export const anyUrl = fc.array(fc.constantFrom("a", "b", "ab", "/", "1", "-"), { maxLength: 7 }).map((signs) => `/${signs.join("")}`);

const element = fc.constantFrom("a", "b", "ab", "aa", "a-b");
const plain = fc.oneof({ weight: 1, arbitrary: fc.constant("/") }, { weight: 4, arbitrary: fc.array(element, { minLength: 1, maxLength: 3 }).map((elements) => `/${elements.join("/")}`) });

const piece = fc.constantFrom("a", "b", "/", "/a", "/ab", "[ab]", "[^a]", "a?", "b*", "(a|bb)", "(/[ab]+)?", "(/|$)", ".*", ".+", "a{1,2}", "\\w+", "[^/]+", "\\d", "(?:/b){0,2}");
/** Regular expressions of everything that automata are made of. */
export const anyExpression = fc.array(piece, { maxLength: 4 }).map((pieces) => `/${pieces.join("")}`);

const to = fc.record({ service: fc.constantFrom("web", "api"), port: fc.constantFrom(80, 81) });

/** Routes of every kind without a host. */
export const anyRoute: fc.Arbitrary<Route> = fc.oneof(
  fc.tuple(plain, to).map(([path, rest]): Route => ({ path, match: "exact", ...rest })),
  fc.tuple(plain, to, fc.boolean()).map(([path, rest, strip]): Route => ({ path, ...rest, ...(strip && path !== "/" ? { stripPrefix: true } : {}) })),
  fc.tuple(anyExpression, to).map(([path, rest]): Route => ({ path, match: "regex", ...rest })),
);

const host = fc.constantFrom(undefined, "shop.example.com", "api.example.com", "*.example.com");

/** Several routes that nothing is wrong with, for several hosts and for every host. */
export const goodRoutes = fc
  .array(fc.tuple(anyRoute, host).map(([route, name]): Route => (name === undefined ? route : { ...route, host: name })), { minLength: 1, maxLength: 7 })
  .filter((routes) => routesProblems("test", { className: "traefik", routes }).length === 0);
