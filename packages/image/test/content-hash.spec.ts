import assert from "node:assert/strict";
import { chmodSync, mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { contentHash } from "../src/index.ts";
import type { BuildInputs } from "../src/index.ts";
import { anyTree, withContext } from "./trees.ts";
import type { Entry, Tree } from "./trees.ts";

const RUNS = { numRuns: 60 };

describe("the content hash", () => {
  let context: string;
  const hash = (inputs: Partial<BuildInputs> = {}): string => contentHash({ context, ...inputs });

  beforeEach(() => {
    context = mkdtempSync(join(tmpdir(), "context-"));
    writeFileSync(join(context, "Dockerfile"), "FROM scratch\n");
    writeFileSync(join(context, ".dockerignore"), "*.md\nlogs\n!logs/keep\n");
    mkdirSync(join(context, "src"));
    writeFileSync(join(context, "src", "main.py"), "print(1)\n");
  });
  afterEach(() => rmSync(context, { recursive: true, force: true }));

  /** Whether doing something changes the hash. */
  const changes = (action: () => void): boolean => {
    const before = hash();
    action();
    return hash() !== before;
  };

  it("is 16 hexadecimal digits, fit for a tag", () => {
    assert.match(hash(), /^[0-9a-f]{16}$/);
  });

  const nothing: Readonly<Record<string, () => void>> = {
    "the time of a file": () => utimesSync(join(context, "src", "main.py"), 1, 1),
    "a file that .dockerignore leaves out": () => writeFileSync(join(context, "README.md"), "text"),
    "a file in a folder that it leaves out": () => {
      mkdirSync(join(context, "logs"));
      writeFileSync(join(context, "logs", "today"), "text");
    },
    "what others than the owner may do with a file": () => chmodSync(join(context, "src", "main.py"), 0o604),
    "who but its owner may execute a file": () => chmodSync(join(context, "src", "main.py"), 0o655),
    "an empty folder": () => mkdirSync(join(context, "empty")),
  };
  for (const [title, action] of Object.entries(nothing)) it(`is not changed by ${title}`, () => assert.equal(changes(action), false));

  const something: Readonly<Record<string, () => void>> = {
    "one byte of a file": () => writeFileSync(join(context, "src", "main.py"), "print(2)\n"),
    "the name of a file": () => renameSync(join(context, "src", "main.py"), join(context, "src", "more.py")),
    "a file more": () => writeFileSync(join(context, "src", "more.py"), ""),
    "a file that may be executed now": () => chmodSync(join(context, "src", "main.py"), 0o755),
    "the Dockerfile": () => writeFileSync(join(context, "Dockerfile"), "FROM scratch\nUSER 1\n"),
    "a file that .dockerignore leaves in below what it leaves out": () => {
      mkdirSync(join(context, "logs"));
      writeFileSync(join(context, "logs", "keep"), "text");
    },
    "a symbolic link": () => symlinkSync("src/main.py", join(context, "link")),
    "a Dockerfile that .dockerignore leaves out, for the build reads it all the same": () => {
      writeFileSync(join(context, ".dockerignore"), "*\n!src\n");
      const before = hash();
      writeFileSync(join(context, "Dockerfile"), "FROM scratch\nUSER 2\n");
      assert.notEqual(hash(), before);
    },
  };
  for (const [title, action] of Object.entries(something)) it(`is changed by ${title}`, () => assert.equal(changes(action), true));

  it("is changed by target, platform, build arguments and the ids of secrets, and by nothing else of them", () => {
    const of: readonly Partial<BuildInputs>[] = [
      {},
      { target: "linux/amd64" },
      { platform: "linux/amd64" },
      { platform: "linux/arm64" },
      { buildArgs: { A: "1" } },
      { buildArgs: { A: "2" } },
      { buildArgs: { A1: "" } },
      { buildSecrets: { A: { env: "ONE" } } },
      { buildSecrets: { B: { env: "ONE" } } },
    ];
    assert.equal(new Set(of.map(hash)).size, of.length);
    assert.equal(hash({ buildSecrets: { A: { env: "ONE" } } }), hash({ buildSecrets: { A: { file: "two" } } }));
    assert.equal(hash({ buildArgs: {}, buildSecrets: {}, dockerfile: "Dockerfile" }), hash());
  });

  it("is the same in whatever order arguments and secrets are given", () => {
    const [one, two] = [{ env: "ONE" }, { env: "TWO" }];
    assert.equal(hash({ buildArgs: { a: "1", B: "2", ä: "3" }, buildSecrets: { one, two } }), hash({ buildArgs: { ä: "3", B: "2", a: "1" }, buildSecrets: { two, one } }));
  });

  it("takes a Dockerfile for the same by whatever path", () => {
    assert.equal(hash({ dockerfile: join(context, "Dockerfile") }), hash());
    assert.equal(hash({ dockerfile: "./src/../Dockerfile" }), hash());
  });

  it("is changed when bytes move from one file to another, or from a name to what it names", () => {
    const file = (text: string): Entry => ({ text, kind: "file" });
    const trees: readonly Tree[] = [
      { a: file("xy"), b: file("") },
      { a: file("x"), b: file("y") },
      { a: file(""), b: file("xy") },
      { ab: file("xy") },
      { a: file("bxy") },
      { a: file('x"]\n["file","b","y') },
      { a: { text: "xy", kind: "link" } },
      { a: { text: "xy", kind: "link" }, b: file("") },
    ];
    assert.equal(new Set(trees.map((tree) => withContext(tree, (folder) => contentHash({ context: folder })))).size, trees.length);
  });

  it("is the same for the same content in another folder, in whatever order it was written", () => {
    fc.assert(fc.property(anyTree, (tree) => {
      const of = (order: readonly string[]): string => withContext(tree, (folder) => contentHash({ context: folder }), order);
      assert.equal(of(Object.keys(tree)), of(Object.keys(tree).reverse()));
    }), RUNS);
  });

  it("is another for any single change: a byte, a name, a mode, a link's end, a file more or less", () => {
    const kinds: readonly Entry["kind"][] = ["file", "executable", "link"];
    const made: Readonly<Record<string, (tree: Tree, at: string, entry: Entry) => Tree>> = {
      byte: (tree, at, entry) => ({ ...tree, [at]: { ...entry, text: `${entry.text}c` } }),
      kind: (tree, at, entry) => ({ ...tree, [at]: { ...entry, kind: kinds[(kinds.indexOf(entry.kind) + 1) % kinds.length]! } }),
      name: (tree, at, entry) => ({ ...without(tree, at), [`${at}2`]: entry }),
      less: without,
      more: (tree, at, entry) => ({ ...tree, [`${at}2`]: entry }),
    };
    fc.assert(fc.property(anyTree, fc.nat(), fc.constantFrom(...Object.values(made)), (tree, index, change) => {
      const paths = Object.keys(tree);
      const at = paths[index % paths.length]!;
      const of = (changed: Tree): string => withContext(changed, (folder) => contentHash({ context: folder }));
      assert.notEqual(of(change(tree, at, tree[at]!)), of(tree));
    }), RUNS);
  });

  it("is not changed by whatever is done to ignored files", () => {
    const rules = { ".dockerignore": { text: "ignored\n**/*.tmp\n", kind: "file" } } as const;
    fc.assert(fc.property(anyTree, anyTree, fc.boolean(), (tree, ignored, inFolder) => {
      const extra = Object.fromEntries(Object.entries(ignored).map(([path, entry]) => [inFolder ? `ignored/${path}` : `${path}.tmp`, entry]));
      const of = (whole: Tree): string => withContext({ ...whole, ...rules }, (folder) => contentHash({ context: folder }));
      assert.equal(of({ ...tree, ...extra }), of(tree));
    }), RUNS);
  });

  it("is another for any change of a build argument", () => {
    const pairs = fc.dictionary(fc.stringMatching(/^[A-Z]{1,3}$/), fc.string({ maxLength: 4 }), { minKeys: 1, maxKeys: 3 });
    fc.assert(fc.property(pairs, pairs, (one, other) => {
      const same = JSON.stringify(Object.entries(one).sort()) === JSON.stringify(Object.entries(other).sort());
      assert.equal(hash({ buildArgs: one }) === hash({ buildArgs: other }), same);
    }), RUNS);
  });
});

function without(tree: Tree, at: string): Tree {
  return Object.fromEntries(Object.entries(tree).filter(([path]) => path !== at));
}
