import assert from "node:assert/strict";
import { appendFileSync, chmodSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { entryOf, fillEntry, keyOf, wholeEntry } from "../src/cache.ts";
import type { Entry } from "../src/cache.ts";
import { Workbench } from "./workbench.ts";

describe("the cache", () => {
  let bench: Workbench;
  let entry: Entry;
  const { signal } = new AbortController();

  const fill = async (text = "one", name = "tool"): Promise<void> =>
    fillEntry(entry, {
      make: async (draft) => {
        writeFileSync(join(draft, name), text);
        chmodSync(join(draft, name), 0o755);
        return Promise.resolve();
      },
      onWait: () => undefined,
      signal,
    });

  beforeEach(() => {
    bench = new Workbench();
    entry = entryOf(bench.home, "part", "key");
  });
  afterEach(() => bench.remove());

  it("gives what it was given", async () => {
    assert.equal(await wholeEntry(entry), undefined);
    await fill();
    assert.deepEqual(await wholeEntry(entry), { tool: join(entry.folder, "tool") });
  });

  it("does not give a file that has lost bytes, and takes it anew", async () => {
    await fill();
    writeFileSync(join(entry.folder, "tool"), "on");
    assert.equal(await wholeEntry(entry), undefined);
    await fill();
    assert.ok(await wholeEntry(entry));
  });

  it("does not give a file of other content and the same size", async () => {
    await fill();
    writeFileSync(join(entry.folder, "tool"), "two");
    utimesSync(join(entry.folder, "tool"), 1, 1);
    assert.equal(await wholeEntry(entry), undefined);
  });

  it("gives a file that was only touched, and looks at its content once", async () => {
    await fill();
    const before = readFileSync(join(entry.folder, "manifest.json"), "utf8");
    utimesSync(join(entry.folder, "tool"), 1, 1);
    assert.ok(await wholeEntry(entry));
    const after = readFileSync(join(entry.folder, "manifest.json"), "utf8");
    assert.notEqual(after, before);
    assert.ok(await wholeEntry(entry));
    assert.equal(readFileSync(join(entry.folder, "manifest.json"), "utf8"), after);
  });

  it("does not give a file that cannot be run, or is gone", async () => {
    await fill();
    chmodSync(join(entry.folder, "tool"), 0o644);
    assert.equal(await wholeEntry(entry), undefined);
    rmSync(join(entry.folder, "tool"));
    assert.equal(await wholeEntry(entry), undefined);
  });

  it("does not give an entry whose list is damaged", async () => {
    await fill();
    appendFileSync(join(entry.folder, "manifest.json"), "}");
    assert.equal(await wholeEntry(entry), undefined);
  });

  it("ignores what a killed run left half made, and clears it away", async () => {
    mkdirSync(join(entry.shelf, "draft-1"), { recursive: true });
    writeFileSync(join(entry.shelf, "draft-1", "tool"), "half");
    assert.equal(await wholeEntry(entry), undefined);
    await fill();
    assert.deepEqual(readdirSync(entry.shelf).filter((name) => name.startsWith("draft-")), []);
  });

  it("recovers from the lock of a killed run", async function () {
    this.timeout(5_000);
    const lock = `${entry.shelf}.lock`;
    mkdirSync(lock, { recursive: true });
    utimesSync(lock, 1, 1);
    await fill();
    assert.ok(await wholeEntry(entry));
    assert.ok(!existsSync(lock));
  });

  it("keeps nothing of a filling that fails", async () => {
    const failing = fillEntry(entry, { make: async () => Promise.reject(new Error("no luck")), onWait: () => undefined, signal });
    await assert.rejects(failing, /no luck/);
    assert.deepEqual(readdirSync(entry.shelf), []);
  });

  it("has a key that tells texts apart wherever they are cut", () => {
    fc.assert(
      fc.property(fc.array(fc.string()), fc.array(fc.string()), (a, b) => {
        assert.equal(keyOf(a) === keyOf(b), JSON.stringify(a) === JSON.stringify(b));
      }),
    );
    assert.notEqual(keyOf(["ab", "c"]), keyOf(["a", "bc"]));
  });
});
