import assert from "node:assert/strict";
import { chmodSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { isOfficial, place, placeScript, pluginFile } from "../src/pulumi-files.ts";
import { Workbench } from "./workbench.ts";

describe("programs in Pulumi's own folders", () => {
  let bench: Workbench;
  let target: string;

  const source = (text: string): string => bench.program("built", text);
  const installOfficially = (text: string): void => {
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, text);
    chmodSync(target, 0o755);
  };

  beforeEach(() => {
    bench = new Workbench();
    target = pluginFile(bench.context(), "random", "4.21.2");
  });
  afterEach(() => bench.remove());

  it("are real files in the folder that the engine looks in", () => {
    place(source("ours"), target);
    assert.equal(target, join(bench.pulumiHome, "plugins/resource-random-v4.21.2/pulumi-resource-random"));
    assert.equal(readFileSync(target, "utf8"), "ours");
    assert.ok(statSync(target).mode & 0o100);
    assert.ok(!isOfficial(target));
  });

  it("are never put over an official one", () => {
    installOfficially("official");
    assert.ok(isOfficial(target));
    place(source("ours"), target);
    assert.equal(readFileSync(target, "utf8"), "official");
  });

  it("are never put over an official one that came after ours", () => {
    place(source("ours"), target);
    installOfficially("official");
    const newer = bench.program("newer", "ours, newer");
    place(newer, target);
    assert.equal(readFileSync(target, "utf8"), "official");
  });

  it("are replaced when ours is newer", () => {
    place(source("ours"), target);
    place(bench.program("newer", "ours, newer"), target);
    assert.equal(readFileSync(target, "utf8"), "ours, newer");
  });

  it("are replaced when ours was cut short", () => {
    const built = source("ours, and long enough");
    place(built, target);
    writeFileSync(target, "ours");
    assert.ok(!isOfficial(target));
    const again = join(bench.bin, "again");
    writeFileSync(again, "ours, and long enough");
    place(again, target);
    assert.equal(readFileSync(target, "utf8"), "ours, and long enough");
  });

  it("can be small scripts, written once", () => {
    placeScript(target, "#!/bin/sh\n");
    const { mtimeMs } = statSync(target);
    placeScript(target, "#!/bin/sh\n");
    assert.equal(statSync(target).mtimeMs, mtimeMs);
    assert.ok(statSync(target).mode & 0o100);
  });
});
