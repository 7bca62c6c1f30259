import assert from "node:assert/strict";
import { chmodSync, cpSync, mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import fc from "fast-check";
import { contentHash } from "../src/index.ts";

describe("the content hash", () => {
  let context: string;
  const hash = (folder = context, buildArgs: Readonly<Record<string, string>> = {}): string => contentHash({ context: folder, dockerfile: join(folder, "Dockerfile"), buildArgs });

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

  it("is the same for the same content on another path", () => {
    const other = mkdtempSync(join(tmpdir(), "other-"));
    cpSync(context, other, { recursive: true });
    assert.equal(hash(other), hash());
    rmSync(other, { recursive: true });
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
  };
  for (const [title, action] of Object.entries(something)) it(`is changed by ${title}`, () => assert.equal(changes(action), true));

  it("is changed by where a link leads, not by what is there", () => {
    symlinkSync("src/main.py", join(context, "link"));
    const before = hash();
    rmSync(join(context, "link"));
    symlinkSync("src/other.py", join(context, "link"));
    assert.notEqual(hash(), before);
  });

  it("is changed by every build argument, whatever their order", () => {
    assert.equal(hash(context, { A: "1", B: "2" }), hash(context, { B: "2", A: "1" }));
    assert.notEqual(hash(context, { A: "1" }), hash(context, { A: "2" }));
    assert.notEqual(hash(context, { A: "12" }), hash(context, { A1: "2" }));
  });

  it("tells any two contents apart", () => {
    const file = join(context, "src", "main.py");
    fc.assert(fc.property(fc.uint8Array({ maxLength: 40 }), fc.uint8Array({ maxLength: 40 }), (one, other) => {
      writeFileSync(file, one);
      const first = hash();
      writeFileSync(file, other);
      assert.equal(hash() === first, Buffer.from(one).equals(Buffer.from(other)));
    }), { numRuns: 50 });
  });

  it("is the same in whatever order files were written, and another for any change of any", () => {
    const name = fc.stringMatching(/^[a-z]{1,3}(\/[a-z]{1,3})?$/);
    const files = fc.dictionary(name.map((path) => `src/${path}.py`), fc.string({ maxLength: 8 }), { minKeys: 1, maxKeys: 6 });
    fc.assert(fc.property(files, fc.nat(), (tree, at) => {
      const paths = Object.keys(tree);
      const written = (order: readonly string[], changed?: string): string => {
        rmSync(join(context, "src"), { recursive: true, force: true });
        for (const path of order) {
          mkdirSync(join(context, dirname(path)), { recursive: true });
          writeFileSync(join(context, path), `${tree[path]}${path === changed ? "!" : ""}`);
        }
        return hash();
      };
      const first = written(paths);
      assert.equal(written([...paths].reverse()), first);
      assert.notEqual(written(paths, paths[at % paths.length]), first);
    }), { numRuns: 50 });
  });

  it("is changed when bytes move from one file to another, or from a name to what it names", () => {
    const of = (files: Readonly<Record<string, string>>): string => {
      rmSync(join(context, "src"), { recursive: true, force: true });
      mkdirSync(join(context, "src"));
      for (const [path, text] of Object.entries(files)) writeFileSync(join(context, "src", path), text);
      return hash();
    };
    const hashes = [of({ a: "xy", b: "" }), of({ a: "x", b: "y" }), of({ a: "", b: "xy" }), of({ ab: "xy" }), of({ a: "bxy" }), of({ a: "xfile src/b\ny" }), of({ a: "xfile 5 src/b 1\ny" })];
    assert.equal(new Set(hashes).size, hashes.length);
  });

  it("is changed by a Dockerfile that .dockerignore leaves out, for the build reads it all the same", () => {
    writeFileSync(join(context, ".dockerignore"), "*\n!src\n");
    assert.equal(changes(() => writeFileSync(join(context, "Dockerfile"), "FROM scratch\nUSER 2\n")), true);
  });
});
