import assert from "node:assert/strict";
import { parsedPath, pathRegexProblem } from "../src/path-regex.ts";

describe("A regular expression of a path", () => {
  for (const path of ["/api", "/api/v[0-9]+", "/a(/.*)?", "/(a|b)/c", "/a$", "/\\d+\\.(css|js)", "/a{2,3}", "/a\\b", "/(?:a)", "/(?<id>[0-9]+)", "/[a-z-]+", "/[-a]", "/a{1000}", "/%20", "/\\{a\\}"]) {
    it(`may be ${path}`, () => assert.equal(pathRegexProblem(path), undefined));
  }

  const faults: Readonly<Record<string, string>> = {
    "/(?!admin).*": "has a lookahead, which RE2 lacks",
    "/a(?=b)": "has a lookahead, which RE2 lacks",
    "/(?<!a)b": "has a lookbehind, which RE2 lacks",
    "/(?<=a)b": "has a lookbehind, which RE2 lacks",
    "/([a-z])\\1": "has a reference back to a group, which RE2 lacks",
    "/(?<x>[a-z])\\k<x>": "has a reference back to a group, which RE2 lacks",
    "/a|/b": "has alternatives outside of a group",
    "^/a$": "has ^, and the whole path is compared anyway",
    "/a{1001}": "repeats more than 1000 times",
    "/(a{50}){50}": "repeats too much",
    "/[]": "has a class without characters",
    "/[^]": "has a class without characters",
    "/[a-c-e]": "has - in the middle of a class",
    "/[[a]": "has [ within a class, which RE2 reads differently",
    "/\\cA": "has \\cA, which RE2 lacks",
    "/\\e": "has \\e, which RE2 lacks",
    "/a{": "has { without a count, which not every controller reads as itself",
    "/a}": "has } without a count, which not every controller reads as itself",
    "/a b": 'has " ", which no path has as it is',
    "/ä": 'has "ä", which no path has as it is',
    "/`": 'has "`", which no path has as it is',
    "/(": "is no regular expression",
    "/[a": "is no regular expression",
    "/a)": "is no regular expression",
    "/a**": "is no regular expression",
    "/[b-a]": "is no regular expression",
    "/a{3,2}": "is no regular expression",
  };
  for (const [path, problem] of Object.entries(faults)) {
    it(`may not be ${path}: it ${problem}`, () => assert.deepEqual(pathRegexProblem(path), { problem, got: JSON.stringify(path), expected: "a regular expression of RE2 for the whole path" }));
  }

  it("is read as a tree, and none is an error", () => {
    assert.equal(parsedPath("/(a|b)").alternatives.length, 1);
    assert.throws(() => parsedPath("/("), SyntaxError);
  });
});
