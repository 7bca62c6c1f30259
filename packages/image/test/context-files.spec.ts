import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { contextFiles } from "../src/index.ts";

describe("the files of a context", () => {
  let context: string;
  const paths = (): readonly string[] => [...contextFiles(context)].map(({ path }) => path);

  beforeEach(() => {
    context = mkdtempSync(join(tmpdir(), "files-"));
    for (const path of ["Dockerfile", "a.md", "logs/keep/one", "logs/today", "src/main.py", "src/__pycache__/main.pyc"]) {
      mkdirSync(join(context, dirname(path)), { recursive: true });
      writeFileSync(join(context, path), path);
    }
  });
  afterEach(() => rmSync(context, { recursive: true, force: true }));

  it("are all of them where nothing is left out, in the order of their paths", () => {
    assert.deepEqual(paths(), ["Dockerfile", "a.md", "logs/keep/one", "logs/today", "src/__pycache__/main.pyc", "src/main.py"]);
  });

  const rules: Readonly<Record<string, readonly string[]>> = {
    "*.md\nlogs": ["Dockerfile", "src/__pycache__/main.pyc", "src/main.py"],
    "/logs/\n": ["Dockerfile", "a.md", "src/__pycache__/main.pyc", "src/main.py"],
    "**/__pycache__": ["Dockerfile", "a.md", "logs/keep/one", "logs/today", "src/main.py"],
    "*\n!src\n**/__pycache__": ["src/main.py"],
    "logs\n!logs/keep": ["Dockerfile", "a.md", "logs/keep/one", "src/__pycache__/main.pyc", "src/main.py"],
    "!logs/keep\nlogs": ["Dockerfile", "a.md", "src/__pycache__/main.pyc", "src/main.py"],
    "# only a remark\n\n": ["Dockerfile", "a.md", "logs/keep/one", "logs/today", "src/__pycache__/main.pyc", "src/main.py"],
    "*.md\r\nlogs\r\n": ["Dockerfile", "src/__pycache__/main.pyc", "src/main.py"],
    "A.MD": ["Dockerfile", "a.md", "logs/keep/one", "logs/today", "src/__pycache__/main.pyc", "src/main.py"],
  };
  for (const [text, expected] of Object.entries(rules)) {
    it(`are these when .dockerignore says ${JSON.stringify(text)}`, () => {
      writeFileSync(join(context, ".dockerignore"), text);
      assert.deepEqual(paths().filter((path) => path !== ".dockerignore"), expected);
    });
  }

  it("have links in them as links, broken ones too, and never what is behind them", () => {
    symlinkSync("../outside", join(context, "broken"));
    symlinkSync("src", join(context, "folder"));
    const links = [...contextFiles(context)].filter(({ content }) => !Buffer.isBuffer(content));
    assert.deepEqual(links.map(({ path, content }) => [path, content]), [["broken", { linkTo: "../outside" }], ["folder", { linkTo: "src" }]]);
    assert.ok(!paths().some((path) => path.startsWith("folder/")));
  });
});
