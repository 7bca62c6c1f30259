import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { setImmediate } from "node:timers/promises";
import fc from "fast-check";
import { describePlan, duration } from "../src/describe-plan.ts";
import { pulumiHome, toolchainHome } from "../src/home.ts";
import { embeddedClusterParts, partsByName, pulumiParts, realNodeParts, testParts } from "../src/parts.ts";
import type { Part } from "../src/part.ts";
import { planToolchain } from "../src/plan-toolchain.ts";
import type { ToolchainOptions } from "../src/plan-toolchain.ts";
import { lanesFor, wallSeconds } from "../src/schedule.ts";
import { Publisher } from "./publisher.ts";
import { Workbench } from "./workbench.ts";

const ALL = [...pulumiParts, ...embeddedClusterParts];

describe("the plan of a toolchain", () => {
  let bench: Workbench;
  beforeEach(() => {
    bench = new Workbench();
    bench.env["MOORAGE_DOWNLOAD_BASE"] = "http://127.0.0.1:9";
  });
  afterEach(() => bench.remove());

  it("names every part there is once", () => {
    assert.deepEqual([...ALL, ...realNodeParts, ...testParts].sort(), Object.keys(partsByName).sort());
    for (const [name, part] of Object.entries(partsByName)) assert.equal(part.name, name);
  });

  it("gives no executable from two parts", () => {
    const given = Object.values(partsByName).flatMap(({ name, gives = [name] }: Part) => gives);
    assert.deepEqual(given, [...new Set(given)]);
  });

  it("has nothing of the tests' unless it is made for them", async () => {
    const names = async (options: Partial<ToolchainOptions>): Promise<readonly string[]> =>
      (await planToolchain(ALL, { env: bench.env, home: bench.home, ...options })).parts.map(({ part }) => part.name);
    assert.deepEqual(await names({}), ALL);
    assert.deepEqual(await names({ purposes: ["test"] }), [...ALL, ...testParts]);
    assert.deepEqual(await names({ purposes: ["stack", "cluster"] }), ALL);
  });

  it("has what a real node takes only where one is to be had, and can do without it", async () => {
    const { parts } = await planToolchain(ALL, { env: bench.env, home: bench.home, purposes: ["node"] });
    assert.deepEqual(parts.map(({ part }) => part.name), [...ALL, ...realNodeParts]);
    assert.deepEqual(parts.filter(({ dispensable }) => dispensable === true).map(({ part }) => part.name), realNodeParts);
    const both = (await planToolchain([], { env: bench.env, home: bench.home, purposes: ["test", "node"] })).parts;
    assert.deepEqual(both.map(({ part, dispensable }) => [part.name, dispensable]), [...testParts, ...realNodeParts].map((name) => [name, true]));
  });

  it("asks every part at once without a warning", async () => {
    const warnings: Error[] = [];
    const note = (warning: Error): void => void warnings.push(warning);
    process.on("warning", note);
    try {
      for (const name of ["kube-linter", "kube-score", "kwok", "kwokctl", "etcd", "docker-registry", "initdb", "pg_ctl", "postgres", "pg_dump", "psql"]) bench.program(name, "#!/bin/sh\necho 0.0.1\n");
      await planToolchain(ALL, { env: bench.env, home: bench.home, purposes: ["test"] });
      await setImmediate();
      assert.deepEqual(warnings, []);
    } finally {
      process.off("warning", note);
    }
  });

  it("can do without what only tests take, unless that is asked for by name", async () => {
    const { parts } = await planToolchain(["etcd", "kube-score"], { env: bench.env, home: bench.home, purposes: ["cluster", "test"] });
    const dispensable = parts.filter((planned) => planned.dispensable === true).map(({ part }) => part.name);
    assert.deepEqual(dispensable, testParts.filter((name) => name !== "kube-score"));
    assert.equal(parts.filter(({ part }) => part.name === "kube-score").length, 1);
  });

  it("builds the checks that tests run, and refuses them with a remedy where it cannot", async () => {
    const planned = async () => (await planToolchain(["kube-linter", "kube-score"], { env: bench.env, home: bench.home })).parts.map(({ offer }) => offer.source);
    assert.deepEqual(await planned(), ["go", "go"]);
    bench.program("kube-score", "#!/bin/sh\necho kube-score version: 1.20.3, commit: x\n");
    bench.program("kube-linter", "#!/bin/sh\necho 0.9.0\n");
    assert.deepEqual(await planned(), ["go", "path"]);
    bench.withoutGo();
    assert.deepEqual(await planned(), ["none", "path"]);
  });

  it("builds every part where nothing can be downloaded, and changes nothing", async () => {
    const { parts, seconds } = await planToolchain(ALL, { env: bench.env, home: bench.home });
    assert.deepEqual([...new Set(parts.map(({ offer }) => offer.source))], ["go"]);
    assert.ok(seconds > 0);
    assert.ok(!existsSync(bench.home) && !existsSync(bench.pulumiHome));
  });

  it("refuses every part without Go and downloads, each with a remedy, and throws nothing", async () => {
    bench.withoutGo();
    const { parts, seconds } = await planToolchain(ALL, { env: bench.env, home: bench.home });
    assert.equal(seconds, 0);
    const lines = describePlan({ parts, seconds });
    for (const [index, name] of ALL.entries()) {
      assert.match(lines[index] ?? "", new RegExp(`^${name} +cannot be had: no Go is on PATH, .*To get it: install Go \\(https://go\\.dev/dl\\), or put ${name} on PATH`));
    }
  });

  it("refuses every part offline in a few words", async () => {
    const { parts } = await planToolchain(["etcd"], { env: bench.env, home: bench.home, offline: true });
    assert.match(describePlan({ parts, seconds: 0 }).join("\n"), /^etcd {2}cannot be had: it is not in the cache, and --offline allows nothing else\. To get it: run once without --offline/);
  });

  it("downloads the parts that are published", async () => {
    const publisher = new Publisher();
    bench.env["MOORAGE_DOWNLOAD_BASE"] = await publisher.open();
    try {
      publisher.files.set("github.com/etcd-io/etcd/releases/download/v3.7.3/SHA256SUMS", "");
      const { parts } = await planToolchain(["etcd", "kwok"], { env: bench.env, home: bench.home });
      assert.deepEqual(parts.map(({ offer }) => offer.source), ["download", "go"]);
    } finally {
      await publisher.close();
    }
  });

  it("takes the user's own CLI, with its language host, if it is new enough", async () => {
    const sources = async (): Promise<readonly string[]> => (await planToolchain(["pulumi-cli", "pulumi-language-nodejs"], { env: bench.env, home: bench.home })).parts.map(({ offer }) => offer.source);
    bench.program("pulumi", "#!/bin/sh\necho v3.251.0\n");
    assert.deepEqual(await sources(), ["go", "go"]);
    bench.program("pulumi-language-nodejs", "#!/bin/sh\n");
    assert.deepEqual(await sources(), ["path", "path"]);
    bench.program("pulumi", "#!/bin/sh\necho v3.249.9\n");
    assert.deepEqual(await sources(), ["go", "go"]);
  });

  it("is told with what, from where and how long", async () => {
    const { parts } = await planToolchain(["etcd"], { env: bench.env, home: bench.home });
    assert.deepEqual(describePlan({ parts, seconds: 30 }), [
      "etcd  the store of the embedded cluster: built from Go module tools/toolchain/parts/etcd, about 30 s",
      "all together about 30 s, this once",
    ]);
    assert.deepEqual(describePlan({ parts: [], seconds: 0 }), []);
  });

  it("says times as people do", () => {
    assert.deepEqual([duration(0.2), duration(89), duration(150)], ["1 s", "89 s", "3 min"]);
  });

  it("expects no less than the longest part and no more than all in turn", () => {
    const pieces = fc.array(fc.integer({ min: 1, max: 900 }), { minLength: 2, maxLength: 12 });
    fc.assert(
      fc.property(pieces, (seconds) => {
        const wall = wallSeconds(seconds, 2, 2);
        const sum = seconds.reduce((total, one) => total + one, 0);
        return wall >= Math.max(...seconds) && wall >= sum / 2 && wall <= sum;
      }),
    );
  });

  it("puts no more side by side than processors and memory bear", () => {
    assert.deepEqual([lanesFor(2, 24e9), lanesFor(1, 24e9), lanesFor(8, 8e9), lanesFor(16, 64e9), lanesFor(4, 2e9)], [2, 1, 1, 3, 1]);
  });

  it("keeps things where the environment says", () => {
    assert.equal(toolchainHome({ MOORAGE_HOME: "/m", XDG_CACHE_HOME: "/x", HOME: "/h" }), "/m");
    assert.equal(toolchainHome({ XDG_CACHE_HOME: "/x", HOME: "/h" }), "/x/moorage");
    assert.equal(toolchainHome({ HOME: "/h" }), "/h/.cache/moorage");
    assert.equal(pulumiHome({ HOME: "/h" }), "/h/.pulumi");
    assert.equal(pulumiHome({ HOME: "/h", PULUMI_HOME: "/p" }), "/p");
  });
});
