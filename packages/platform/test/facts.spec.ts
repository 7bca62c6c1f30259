import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writeClusterFacts } from "@moorage/cluster";
import { writeMachineFacts } from "@moorage/machine";
import { readFacts } from "../src/facts.ts";
import { clusterFacts } from "./clusters.ts";

describe("What is known of a clone", () => {
  let stateDir: string;
  beforeEach(() => (stateDir = mkdtempSync(join(tmpdir(), "facts-"))));
  afterEach(() => rmSync(stateDir, { recursive: true, force: true }));

  it("is an ordinary machine and no cluster where nothing was written", () => {
    const ordinary = { machine: { docker: { available: true }, baseImages: {} } };
    assert.deepEqual(readFacts("dev", stateDir), ordinary);
    assert.deepEqual(readFacts("dev", join(stateDir, "none")), ordinary);
  });

  it("is what was written", () => {
    const machine = { docker: { available: false, why: "no engine" } as const, baseImages: { "node:22": "made-here:1" } };
    const cluster = clusterFacts(stateDir);
    writeMachineFacts(stateDir, machine);
    writeClusterFacts(stateDir, cluster);
    assert.deepEqual(readFacts("dev", stateDir), { machine, cluster });
  });

  it("is, of every file that cannot be read, what to do", () => {
    for (const file of ["cluster.json", "machine.json"]) writeFileSync(join(stateDir, file), "{");
    const facts = readFacts("dev", stateDir);
    assert.ok("problems" in facts);
    assert.deepEqual(facts.problems.map(({ path }) => path), ["stack dev", "stack dev"]);
    for (const [index, file] of ["cluster.json", "machine.json"].entries()) assert.ok(facts.problems[index]?.problem.startsWith(join(stateDir, file)), file);
  });
});
