import assert from "node:assert/strict";
import { baseImages } from "@moorage/machine";
import { needsBaseImages } from "@moorage/testing";
import type { Result } from "../engine/sandbox.ts";
import { realNodeFacts } from "../fixtures/real-node.ts";
import { anotherImage, changeProgram, changeSystem, loadOnBoth } from "./board-changes.ts";
import { shown } from "./load.ts";
import type { Load } from "./load.ts";
import { RealClone } from "./real-clone.ts";

/** Seconds without progress after which a rollout has failed, here. */
const DEADLINE = 40;
/** Seconds after which the engine gives up: that for each of two pods, and the time that old ones have to go. */
const ENGINE_DEADLINE = 2 * DEADLINE + 45;
/** Seconds that building and loading take besides. */
const BESIDES = 60;
const LOAD = { kept: 3, fresh: 3, rate: 60 };

describe("board when what is rolled out is broken", function () {
  this.timeout(900_000);
  let clone: RealClone;
  let loads: readonly Load[] = [];
  let healthy: readonly string[] = [];
  let password = "";

  before(async function () {
    const facts = realNodeFacts(this);
    needsBaseImages(this, facts, [baseImages.python]);
    clone = new RealClone(facts);
    changeSystem(clone, 'ready: "/health/ready" },', `ready: "/health/ready", startupSeconds: 30 },\n        progressDeadlineSeconds: ${DEADLINE},`);
    await clone.start();
    password = (await clone.pulumi(["config", "get", "--stack", "dev", "databasePassword"])).stdout.trim();
    assert.notEqual(password, "");
    healthy = await pods();
    const { ingress, direct } = await loadOnBoth(clone, LOAD);
    loads = [ingress, direct];
  });
  after(async () => {
    await Promise.all(loads.map(async (load) => load.end()));
    await (clone as RealClone | undefined)?.dispose();
  });

  /** Pods that nobody has told to go. */
  const pods = async (): Promise<readonly string[]> => {
    const { items } = await clone.get<{ readonly items: readonly { readonly metadata: { readonly name: string; readonly deletionTimestamp?: string } }[] }>("pods", "--namespace", "board-dev");
    return items.flatMap(({ metadata: { name, deletionTimestamp } }) => (deletionTimestamp === undefined ? [name] : []));
  };
  const failsInTime = async (bringUp: () => Promise<Result>): Promise<Result> => {
    const begun = Date.now();
    const result = await bringUp();
    const seconds = Math.round((Date.now() - begun) / 1000);
    assert.notEqual(result.exitCode, 0, result.all);
    assert.ok(seconds < ENGINE_DEADLINE + BESIDES, `it took ${seconds} s`);
    console.log(`      failed after ${seconds} s`);
    return result;
  };
  /** The old pods are there as they were, and have answered everything. */
  const nobodyNoticed = async (): Promise<void> => {
    const now = await pods();
    assert.deepEqual(healthy.filter((pod) => !now.includes(pod)), []);
    assert.deepEqual(loads.flatMap(({ failures }) => failures), []);
  };
  /** What is told of one pod that is none of the old ones: from its reason to the end of its log. */
  const toldOf = (text: string, reason: RegExp): string => {
    const [told = "", , pod = ""] = new RegExp(String.raw`^(${reason.source}) {2}board-dev/(board-api-\S+), container board-api: [^]*?(?=\n\n|\nerror:|$(?![^]))`, "m").exec(text) ?? [];
    assert.ok(told !== "" && !healthy.includes(pod), text);
    return told;
  };

  it("serves on while a program that ends at once is rolled out, and start says in time which pod, why, and what it said last", async () => {
    const mend = changeProgram(clone, "__main__.py", "    settings = read_settings()\n", '    settings = read_settings()\n    print("cannot sail with", settings.database_url, flush=True)\n    sys.exit(3)\n');
    const { all } = await failsInTime(async () => clone.moorage(["start", "board", "--offline", "--nodes", "real"]));
    mend();
    const told = toldOf(all, /CrashLoopBackOff|Error/);
    assert.match(told, /: (?:last )?exit code 3\n {2}since \S+ \(.+\), [1-9]\d* restarts?\n/);
    assert.match(told, /^ {2}\| cannot sail with \[secret\]$/m);
    assert.ok(!all.includes(password));
    assert.match(all, /^ {2}ill {3}board-dev {2,}Deployment {2,}board-api {2,}2\/2 ready {2}1 of 2 as wanted now/m);
    await nobodyNoticed();
  });

  it("serves on while a program that never gets ready is rolled out, and status says what the probe was told", async () => {
    const mend = changeProgram(clone, "api.py", "200 if answers else 503", "503");
    const { all } = await failsInTime(async () => clone.up());
    mend();
    assert.match(all, /\[Pod board-dev\/board-api-\S+\]: containers with unready status: \[board-api\]/);
    const { exitCode, stdout } = await clone.moorage(["status"]);
    assert.equal(exitCode, 1, stdout);
    const told = toldOf(stdout, /NotReady/);
    assert.match(told, /: Readiness probe failed: HTTP probe failed with statuscode: 503\n {2}since \S+ \(.+\), 0 restarts\n/);
    assert.match(told, /^ {2}\| \S/m);
    await nobodyNoticed();
  });

  it("rolls a repaired program out then, and no request was lost from the beginning to the end", async () => {
    anotherImage(clone, "repaired");
    const result = await clone.up();
    assert.equal(result.exitCode, 0, result.all);
    assert.deepEqual((await pods()).filter((pod) => healthy.includes(pod)), []);
    const { exitCode, stdout } = await clone.moorage(["status"]);
    assert.deepEqual([exitCode, stdout.includes("ill")], [0, false], stdout);
    await new Promise((resolve) => setTimeout(resolve, 15_000));
    const reports = await Promise.all(loads.map(async (load) => load.end()));
    for (const report of reports) console.log(`      ${shown(report)}`);
    assert.deepEqual(reports.map(({ failed }) => failed), [0, 0]);
  });
});
