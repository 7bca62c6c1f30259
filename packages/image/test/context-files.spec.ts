import assert from "node:assert/strict";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { byBytes, contextFiles, linkTarget } from "../src/context-files.ts";

describe("the files of a context", () => {
  let context: string;
  const paths = (dockerfile = "Dockerfile"): readonly string[] => [...contextFiles(context, dockerfile)].map(({ path }) => path);
  const write = (path: string, text = path): void => {
    mkdirSync(join(context, dirname(path)), { recursive: true });
    writeFileSync(join(context, path), text);
  };

  beforeEach(() => {
    context = mkdtempSync(join(tmpdir(), "files-"));
    for (const path of ["Dockerfile", "a.md", "logs/keep/one", "logs/today", "src/main.py"]) write(path);
  });
  afterEach(() => rmSync(context, { recursive: true, force: true }));

  it("are all of them where nothing is left out, folder by folder", () => {
    assert.deepEqual(paths(), ["Dockerfile", "a.md", "logs/keep/one", "logs/today", "src/main.py"]);
  });

  it("are in the order of their names' bytes, whatever the language of the machine", () => {
    const names = ["a", "B", "ä", "z", "Z", "\uFF5E", "😀"];
    assert.deepEqual([...names].sort(byBytes), ["B", "Z", "a", "z", "ä", "\uFF5E", "😀"]);
    for (const name of names) write(`names/${name}`);
    assert.deepEqual(paths().filter((path) => path.startsWith("names/")).map((path) => path.slice("names/".length)), ["B", "Z", "a", "z", "ä", "\uFF5E", "😀"]);
  });

  it("are without what .dockerignore leaves out, and with what it brings back below that", () => {
    write(".dockerignore", "*\n!logs/keep\n");
    assert.deepEqual(paths(), ["logs/keep/one"]);
  });

  it("are by the rules beside the Dockerfile where there are such, even empty ones", () => {
    write(".dockerignore", "*\n");
    write("Dockerfile.dockerignore", "logs\n**/*.dockerignore\n.dockerignore\n");
    write("docker/slim.Dockerfile.dockerignore", "");
    assert.deepEqual(paths(), ["Dockerfile", "a.md", "src/main.py"]);
    assert.equal(paths("docker/slim.Dockerfile").length, 8);
    assert.deepEqual(paths("docker/other.Dockerfile"), []);
  });

  it("are by the rules beside a Dockerfile that lies elsewhere", () => {
    const elsewhere = mkdtempSync(join(tmpdir(), "elsewhere-"));
    writeFileSync(join(elsewhere, "Dockerfile.dockerignore"), "logs\nsrc\n");
    assert.deepEqual(paths(join(elsewhere, "Dockerfile")), ["Dockerfile", "a.md"]);
    rmSync(elsewhere, { recursive: true });
  });

  it("tell what may be executed from what may not", () => {
    chmodSync(join(context, "src", "main.py"), 0o700);
    const kinds = Object.fromEntries([...contextFiles(context, "Dockerfile")].map(({ path, kind }) => [path, kind]));
    assert.equal(kinds["src/main.py"], "executable");
    assert.equal(kinds["a.md"], "file");
  });

  it("have links in them as links, broken ones too, and never what is behind them", () => {
    symlinkSync("../outside", join(context, "broken"));
    symlinkSync("src", join(context, "folder"));
    const links = [...contextFiles(context, "Dockerfile")].filter(({ kind }) => kind === "link");
    assert.deepEqual(links.map((link) => [link.path, linkTarget(link)]), [["broken", "../outside"], ["folder", "src"]]);
    assert.ok(!paths().some((path) => path.startsWith("folder/")));
  });
});
