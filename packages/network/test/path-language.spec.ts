import assert from "node:assert/strict";
import fc from "fast-check";
import { commonBeginning, contains, overlap, shortestPath } from "../src/path-language.ts";
import { PathAutomaton } from "../src/path-automaton.ts";
import { anyExpression, anyUrl } from "./arbitrary.ts";

const of = (expression: string): PathAutomaton => PathAutomaton.matching(expression);
const regexp = (expression: string): RegExp => new RegExp(`^(?:${expression})$`, "s");
const urls = fc.array(anyUrl, { minLength: 40, maxLength: 40 });

describe("One set of paths within another", () => {
  it("has no path that the other has not", () => {
    fc.assert(fc.property(anyExpression, anyExpression, urls, (outer, inner, some) => {
      const within = contains(of(outer), of(inner));
      const witness = some.find((url) => regexp(inner).test(url) && !regexp(outer).test(url));
      if (witness !== undefined) assert.equal(within, false, `${inner} has ${witness}, which ${outer} has not`);
    }), { numRuns: 500 });
  });

  it("is within whatever alternatives are added", () => {
    fc.assert(fc.property(anyExpression, anyExpression, (expression, other) => {
      assert.ok(contains(of(`(${other}|${expression})`), of(expression)), `${expression} and ${other}`);
    }));
  });

  it("is within itself, said in other words too", () => {
    for (const [one, other] of [["/a+", "/aa*"], ["/(a|b)", "/[ab]"], ["/a?", "/(a|)"], ["/a(/.*)?", "/a(/|$)(.*)"], ["/\\d", "/[0-9]"], ["/(a|ab)(c|bcd)", "/(ac|abcd|abc|abbcd)"], [".*", "/?(.*)"], ["(/a)?", "/a"]] as const) {
      assert.deepEqual([contains(of(one), of(other)), contains(of(other), of(one))], [true, true], `${one} and ${other}`);
    }
  });

  it("is told from one that is a little smaller", () => {
    for (const [bigger, smaller] of [["/[0-9a]", "/[0-9]"], ["/a{1,3}", "/a{1,2}"], ["/a(/.*)?", "/a/.*"], ["/.*", "/.+"], ["/[^/]+", "/\\w+"], ["/a.*", "/a(/.*)?"], ["/a*b?", "/a*"]] as const) {
      assert.deepEqual([contains(of(bigger), of(smaller)), contains(of(smaller), of(bigger))], [true, false], `${bigger} and ${smaller}`);
    }
  });

  it("is whatever begins with a slash: nothing else is asked for", () => {
    assert.ok(contains(PathAutomaton.beginningWith("/"), of(".*")));
    assert.ok(contains(of("/a"), of("(/a|b)")));
  });

  it("is not claimed of what is too big to compare", () => {
    const big = "/(a|b)*a(a|b){16}";
    assert.equal(contains(of(big), of("/(b|a)*a(b|a){16}")), false);
  });
});

describe("Two sets of paths", () => {
  it("overlap where some path is in both", () => {
    fc.assert(fc.property(anyExpression, anyExpression, urls, (one, other, some) => {
      const common = some.find((url) => regexp(one).test(url) && regexp(other).test(url));
      if (common !== undefined) assert.ok(overlap(of(one), of(other)), `${one} and ${other} have ${common}`);
    }), { numRuns: 500 });
  });

  it("overlap with themselves, unless they are empty, and as much one way as the other", () => {
    fc.assert(fc.property(anyExpression, anyExpression, (one, other) => {
      assert.equal(overlap(of(one), of(one)), Number.isFinite(shortestPath(of(one))));
      assert.equal(overlap(of(one), of(other)), overlap(of(other), of(one)));
    }));
  });

  it("do not where they only look alike", () => {
    for (const [one, other] of [["/a", "/b"], ["/a", "/a/"], ["/[a-c]", "/[d-f]"], ["/a+", "/b+"], ["/(aa)+", "/a(aa)*b?c"], ["/a$b", "/.*"]] as const) assert.equal(overlap(of(one), of(other)), false, `${one} and ${other}`);
  });
});

describe("What all paths of a set begin with", () => {
  const lengths: Readonly<Record<string, number>> = {
    "/": 1, "/.*": 1, "/?(.*)": 1, "/api": 4, "/api/.*": 5, "/api.*": 4, "/api(/[0-9]+)?": 4, "/(api|apx)/v1": 3, "/(api|api)/v1": 7, "/[a]pi/v1": 7, "/a(b)?b": 3, "/apis?": 4, "/a{3}": 4, "/\\.x": 3, "/[a-c]x": 1, "/(a|)": 1, "/(abc|abd.*)": 3, "(/a)?b?": 2,
  };
  for (const [expression, length] of Object.entries(lengths)) it(`has ${length} characters for ${expression}`, () => assert.equal(commonBeginning(of(expression)), length));

  it("is the same for all of them", () => {
    fc.assert(fc.property(anyExpression, urls, (expression, some) => {
      const length = commonBeginning(of(expression));
      assert.ok(new Set(some.filter((url) => regexp(expression).test(url)).map((url) => url.slice(0, length))).size <= 1, expression);
    }));
  });

  it("is never shorter for what is within something else, and neither is the shortest path", () => {
    fc.assert(fc.property(anyExpression, anyExpression, (one, other) => {
      if (!contains(of(one), of(other)) || !Number.isFinite(shortestPath(of(other)))) return;
      assert.ok(commonBeginning(of(one)) <= commonBeginning(of(other)), `${other} in ${one}`);
      assert.ok(shortestPath(of(one)) <= shortestPath(of(other)), `${other} in ${one}`);
    }), { numRuns: 500 });
  });
});

describe("The shortest path of a set", () => {
  const lengths: Readonly<Record<string, number>> = { "/api": 4, "/api/.*": 5, "/api/.+": 6, "/(a|bcd)": 2, "/a{3}": 4, "/a{2,}": 3, "/(ab){2,3}": 5, "/[a-z]": 2, "/\\bx": 2, "(/a)?": 2, "/(?:ab)+": 3, ".*": 1, "/a$b": Infinity, "a": Infinity };
  for (const [expression, length] of Object.entries(lengths)) it(`has ${length} characters for ${expression}`, () => assert.equal(shortestPath(of(expression)), length));

  it("is never longer than any of them", () => {
    fc.assert(fc.property(anyExpression, urls, (expression, some) => {
      const shortest = shortestPath(of(expression));
      for (const url of some.filter((each) => regexp(expression).test(each))) assert.ok(shortest <= url.length, `${expression} has ${url}`);
    }));
  });
});
