import assert from "node:assert/strict";
import fc from "fast-check";
import { PathAutomaton } from "../src/path-automaton.ts";
import { routeLanguage } from "../src/route-language.ts";
import { matches } from "../src/index.ts";
import { anyExpression, anyRoute, anyUrl } from "./arbitrary.ts";

/** Whether an automaton has a path. */
function reads(automaton: PathAutomaton, path: string): boolean {
  let places = automaton.start;
  for (const character of path) places = automaton.next(places, character.charCodeAt(0));
  return automaton.accepts(places);
}

describe("The automaton of paths", () => {
  it("reads exactly what a RegExp matches as a whole", () => {
    fc.assert(fc.property(anyExpression, fc.array(anyUrl, { minLength: 30, maxLength: 30 }), (expression, urls) => {
      const [automaton, regexp] = [PathAutomaton.matching(expression), new RegExp(`^(?:${expression})$`, "s")];
      for (const url of urls) assert.equal(reads(automaton, url), regexp.test(url), `${expression} on ${url}`);
    }), { numRuns: 300 });
  });

  for (const [expression, path, expected] of [
    ["/a(/|$)(.*)", "/a", true], ["/a(/|$)(.*)", "/a/b", true], ["/a(/|$)(.*)", "/ab", false], ["/a$b", "/a", false], ["/a$b", "/ab", false], ["/a($|b)c?", "/a", true], ["/a($|b)c?", "/ac", false],
    ["/(?:ab){2,3}", "/abab", true], ["/(?:ab){2,3}", "/ab", false], ["/(?:ab){2,3}", "/abababab", false], ["/a{0}b", "/b", true], ["/(a*)*", "/aaa", true], ["/(|a)+", "/aa", true], ["/\\bab\\b", "/ab", true], ["/a*?", "/aa", true],
    ["/(?<id>[0-9]+)", "/42", true], ["/a.b", "/a/b", true],
  ] as const) {
    it(`${expected ? "reads" : "does not read"} ${path} for ${expression}`, () => assert.equal(reads(PathAutomaton.matching(expression), path), expected));
  }

  it("reads exactly the paths that its route is for", () => {
    fc.assert(fc.property(anyRoute, fc.array(anyUrl, { minLength: 20, maxLength: 20 }), (route, urls) => {
      for (const url of urls) assert.equal(reads(routeLanguage(route), url), matches(route, url), `${route.match ?? "prefix"} ${route.path} on ${url}`);
    }), { numRuns: 200 });
  });

  it("reads a text and whatever follows, where that is what is asked for", () => {
    const automaton = PathAutomaton.beginningWith("/api");
    assert.deepEqual(["/api", "/api/x", "/apix", "/ap", "/"].map((path) => reads(automaton, path)), [true, true, true, false, false]);
  });

  it("is nowhere once no path is left", () => {
    const automaton = PathAutomaton.exactly("/a");
    assert.deepEqual([automaton.next(automaton.start, "x".charCodeAt(0)), automaton.next([], "/".charCodeAt(0))], [[], []]);
    assert.deepEqual(PathAutomaton.matching("/a$b").start, []);
  });
});
