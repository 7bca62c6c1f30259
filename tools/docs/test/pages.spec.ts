import assert from "node:assert/strict";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { main, makePages, outdated, writePages } from "../src/index.ts";
import type { Pages } from "../src/index.ts";

const ROOT = join(import.meta.dirname, "..", "..", "..");
const FIXTURES = join(import.meta.dirname, "fixtures");
const KIOSK = { folder: "kiosk", path: join(FIXTURES, "kiosk") };

describe("The pages of components", function () {
  this.timeout(60_000);
  let folder: string;

  beforeEach(() => (folder = realpathSync(mkdtempSync(join(tmpdir(), "moorage-docs-")))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  describe("made from a package", () => {
    let pages: Pages;
    before(async () => (pages = await makePages(ROOT, [KIOSK])));

    it("say all that its doc comments say", () => {
      assert.equal(pages.get("kiosk.md"), readFileSync(join(FIXTURES, "kiosk.md"), "utf8"));
    });

    it("are listed with its sentence and its classes", () => {
      assert.match(pages.get("README.md")!, /^- \[kiosk\]\(kiosk\.md\): Kiosks and what they sell\. `Kiosk`, `KioskError`\.$/m);
    });

    it("are the same every time and name no folder of this machine", async () => {
      assert.deepEqual(await makePages(ROOT, [KIOSK]), pages);
      assert.ok(![...pages.values()].some((text) => text.includes(ROOT)));
    });

    it("keep to themselves what is private, protected or not exported", () => {
      const page = pages.get("kiosk.md")!;
      assert.doesNotMatch(page, /#name|counted|stackTraceLimit/);
    });
  });

  it("leave out a package that exports nothing yet, and one without sources", async () => {
    mkdirSync(join(folder, "empty", "src"), { recursive: true });
    writeFileSync(join(folder, "empty", "package.json"), JSON.stringify({ name: "@fixtures/empty" }));
    writeFileSync(join(folder, "empty", "src", "index.ts"), "export {};\n");
    const pages = await makePages(ROOT, [KIOSK, { folder: "empty", path: join(folder, "empty") }, { folder: "absent", path: join(folder, "absent") }]);
    assert.deepEqual([...pages.keys()], ["README.md", "kiosk.md"]);
  });

  it("link from one package to the other", async () => {
    mkdirSync(join(folder, "street", "src"), { recursive: true });
    writeFileSync(join(folder, "street", "package.json"), JSON.stringify({ name: "@fixtures/street" }));
    writeFileSync(
      join(folder, "street", "src", "index.ts"),
      `import type { Opening } from ${JSON.stringify(join(KIOSK.path, "src", "index.ts"))};\n/** A street. */\nexport interface Street { readonly opening: readonly Opening[]; readonly other: k8s.Opening }\n`,
    );
    const pages = await makePages(ROOT, [KIOSK, { folder: "street", path: join(folder, "street") }]);
    assert.match(pages.get("street.md")!, /\| `opening` \| `readonly `\[`Opening`\]\(kiosk\.md#opening-1\)`\[\]` \|/);
    assert.match(pages.get("street.md")!, /\| `other` \| `k8s\.Opening` \|/);
  });

  it("are out of date when they differ, are not there, or nobody makes them", () => {
    const pages = new Map([["a.md", "a\n"], ["b.md", "b\n"], ["c.md", "c\n"]]);
    writeFileSync(join(folder, "a.md"), "a\n");
    writeFileSync(join(folder, "b.md"), "old\n");
    writeFileSync(join(folder, "d.md"), "left\n");
    writeFileSync(join(folder, "notes.txt"), "not a page");
    assert.deepEqual(outdated(pages, folder), ["b.md", "c.md", "d.md"]);
    assert.deepEqual(writePages(pages, folder), ["b.md", "c.md", "d.md"]);
    assert.deepEqual(readdirSync(folder).sort(), ["a.md", "b.md", "c.md", "notes.txt"]);
    assert.deepEqual(outdated(pages, folder), []);
    assert.deepEqual(outdated(pages, join(folder, "absent")), ["a.md", "b.md", "c.md"]);
  });

  describe("by the command", () => {
    let printed: string[];
    const run = async (...words: readonly string[]): Promise<number> => {
      printed = [];
      return main(words, { root: folder, print: (line) => printed.push(line) });
    };
    beforeEach(() => {
      cpSync(join(ROOT, "tsconfig.base.json"), join(folder, "tsconfig.base.json"));
      cpSync(KIOSK.path, join(folder, "packages", "core"), { recursive: true });
    });

    it("are checked without being touched, and those that are out of date are named", async () => {
      assert.equal(await run("--check"), 1);
      assert.deepEqual(printed, ["README.md", "core.md"].map((name) => `docs: ${join("docs", "components", name)} is out of date. Fix: pnpm run docs`));
      assert.ok(!existsSync(join(folder, "docs")));
    });

    it("are written, and then good", async () => {
      assert.equal(await run(), 0);
      assert.match(printed.join("\n"), /wrote docs.components.README\.md, docs.components.core\.md/);
      assert.equal(await run("--check"), 0);
      assert.deepEqual(printed, []);
      assert.equal(await run(), 0);
      assert.match(printed.join("\n"), /is up to date/);
    });

    it("are not made when the command is not understood", async () => {
      assert.equal(await run("--chekc"), 2);
      assert.match(printed.join("\n"), /--chekc: not known/);
      assert.ok(!existsSync(join(folder, "docs")));
    });
  });
});
