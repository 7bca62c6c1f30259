import assert from "node:assert/strict";
import { closeSync, mkdirSync, mkdtempSync, openSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readMachineFacts, writeMachineFacts } from "../src/index.ts";
import type { MachineFacts } from "../src/index.ts";

describe("the facts of a machine", () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "machine-"))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const all: readonly MachineFacts[] = [
    { docker: { available: true }, baseImages: { "python:3.13": "made:1" } },
    { docker: { available: true, host: "unix:///run/docker.sock" }, baseImages: {} },
    { docker: { available: false, why: "no engine" }, baseImages: {} },
  ];

  it("are read as they were written, into a folder that need not be there", () => {
    for (const facts of all) {
      writeMachineFacts(join(folder, "state"), facts);
      assert.deepEqual(readMachineFacts(join(folder, "state")), facts);
    }
  });

  it("leave no draft behind", () => {
    writeMachineFacts(folder, all[0]!);
    assert.deepEqual(readdirSync(folder), ["machine.json"]);
  });

  it("are the usual ones where nobody has looked: an engine in its usual place", () => {
    assert.deepEqual(readMachineFacts(folder), { docker: { available: true }, baseImages: {} });
  });

  it("that cannot be read are refused with the file's name and what to do", () => {
    for (const text of ["{", '{"docker": 1}']) {
      writeFileSync(join(folder, "machine.json"), text);
      assert.throws(() => readMachineFacts(folder), /machine\.json cannot be read; remove it and run `pnpm start` again/);
    }
  });

  it("are replaced whole: nothing of the older ones is left", () => {
    for (const facts of all) writeMachineFacts(folder, facts);
    assert.deepEqual(readMachineFacts(folder), all.at(-1));
  });

  it("are not taken for missing when they cannot be opened: a folder in their place is named", () => {
    mkdirSync(join(folder, "machine.json"));
    assert.throws(() => readMachineFacts(folder), (error: Error) => error.message.startsWith(`${join(folder, "machine.json")} cannot be read`));
  });

  it("keep what they need not know of out of a program that reads them", () => {
    writeFileSync(join(folder, "machine.json"), JSON.stringify({ ...all[2], later: 1 }));
    assert.deepEqual(readMachineFacts(folder), all[2]);
  });

  it("are never half written for one who is reading them", () => {
    writeMachineFacts(folder, all[0]!);
    const reader = openSync(join(folder, "machine.json"), "r");
    try {
      writeMachineFacts(folder, all[2]!);
      assert.deepEqual(JSON.parse(readFileSync(reader, "utf8")), all[0]);
    } finally {
      closeSync(reader);
    }
  });
});
