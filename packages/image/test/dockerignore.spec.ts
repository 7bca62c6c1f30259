import assert from "node:assert/strict";
import fc from "fast-check";
import { DockerIgnore } from "../src/dockerignore.ts";
import type { Judgement } from "../src/dockerignore.ts";

/** The paths that are left, as a walk from the context down would find them. */
function left(text: string, paths: readonly string[]): readonly string[] {
  const rules = new DockerIgnore(text);
  return paths.filter((path) => {
    const parts = path.split("/");
    const judged = parts.reduce<Judgement | undefined>((above, _, index) => rules.judge(parts.slice(0, index + 1).join("/"), above), undefined);
    return judged?.ignored === false;
  });
}

describe("the rules of a .dockerignore", () => {
  const paths = ["Dockerfile", "a.md", "c++/main.cc", "constructor", "logs/keep/one", "logs/today", "src/__pycache__/m.pyc", "src/main.py"];
  // What BuildKit leaves of these paths.
  const table: Readonly<Record<string, readonly string[]>> = {
    "": paths,
    "*": [],
    ".": paths,
    "/": paths,
    "*.md\nlogs": ["Dockerfile", "c++/main.cc", "constructor", "src/__pycache__/m.pyc", "src/main.py"],
    "/logs/\n./src//__pycache__/../": ["Dockerfile", "a.md", "c++/main.cc", "constructor"],
    "*\n!src\n**/__pycache__": ["src/main.py"],
    "*\n! src/main.py ": ["src/main.py"],
    "logs\n!logs/keep": paths.filter((path) => path !== "logs/today"),
    "!logs/keep\nlogs": paths.filter((path) => !path.startsWith("logs")),
    "**\n!**/one": ["logs/keep/one"],
    "c++": paths.filter((path) => !path.startsWith("c++")),
    "*\n!constructor": ["constructor"],
    "logs/keep\n!logs": paths.filter((path) => path !== "logs/keep/one"),
    "# *\n #a\n\n  \n*.md": paths.filter((path) => path !== "a.md"),
    "\uFEFF*.md\r\nlogs\r\n": ["Dockerfile", "c++/main.cc", "constructor", "src/__pycache__/m.pyc", "src/main.py"],
    "A.MD": paths,
    "*.md\n!/a.md\n*.m?": paths.filter((path) => path !== "a.md"),
    "/!a.md\n*": [],
    "*\n/!a.md": ["a.md"],
  };
  for (const [text, expected] of Object.entries(table)) {
    it(`are read as BuildKit reads them: ${JSON.stringify(text)}`, () => assert.deepEqual(left(text, paths), expected));
  }

  it("name the lines that the engine would refuse", () => {
    const { malformed } = new DockerIgnore("*.md\n!\n  [a\n!/\n#[b\nc\\\n");
    assert.deepEqual(malformed, ["!", "  [a", "!/", "c\\"]);
    assert.deepEqual(new DockerIgnore("\uFEFF#[b\n").malformed, [], "a remark is one behind a byte order mark too");
  });

  it("know whether any of them brings something back", () => {
    assert.deepEqual(["a\n!b", "a\n#!b", ""].map((text) => new DockerIgnore(text).exceptions), [true, false, false]);
  });

  it("leave out nothing below a folder that they do not leave out, and nothing but that", () => {
    const name = fc.constantFrom("a", "b", "c");
    const path = fc.array(name, { minLength: 1, maxLength: 3 }).map((parts) => parts.join("/"));
    fc.assert(fc.property(fc.array(path, { maxLength: 4 }), path, (rules, asked) => {
      const ignored = rules.some((rule) => asked === rule || asked.startsWith(`${rule}/`));
      assert.deepEqual(left(rules.join("\n"), [asked]), ignored ? [] : [asked]);
    }));
  });

  it("bring back with a last exception whatever they left out", () => {
    const path = fc.array(fc.constantFrom("a", "b", "*", "**"), { minLength: 1, maxLength: 3 }).map((parts) => parts.join("/"));
    fc.assert(fc.property(fc.array(path), (rules) => {
      assert.deepEqual(left([...rules, "!a/b/c"].join("\n"), ["a/b/c"]), ["a/b/c"]);
    }));
  });
});
