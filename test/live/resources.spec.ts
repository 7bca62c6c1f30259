import assert from "node:assert/strict";
import { memoryBytes } from "@moorage/core";
import { baseImages } from "@moorage/machine";
import { needsBaseImages } from "@moorage/testing";
import type { Result } from "../engine/sandbox.ts";
import { realNodeFacts } from "../fixtures/real-node.ts";
import { hungryPod } from "./hungry-pod.ts";
import { Load, shown } from "./load.ts";
import { RealClone } from "./real-clone.ts";

/** Milliseconds of load on each server. */
const LONG = 60_000;
const MEBI = 2 ** 20;
/** What the board lists for each who asks. */
const CARDS = 200;

interface Pod {
  readonly metadata: { readonly name: string; readonly namespace: string };
  readonly spec: { readonly containers: readonly { readonly name: string; readonly resources: { readonly limits: { readonly memory: string } } }[] };
  readonly status: { readonly containerStatuses?: readonly { readonly restartCount: number; readonly lastState: object }[] };
}

/** A server of each runtime, and how it is reached: through the ingress where it says no port of the node. */
const servers = [
  { system: "board", runtime: "python", base: baseImages.python, name: "board-api", paths: ["/health", "/cards?limit=500"], rate: 100 },
  { system: "counter", runtime: "node", base: baseImages.node, name: "counter", paths: ["/", "/api/count"], nodePort: 31_000, rate: 60 },
  { system: "spring-server", runtime: "java", base: baseImages.jre, name: "spring-server", paths: ["/", "/api/notes"], nodePort: 30_000, rate: 100 },
] as const;

describe("memory on a real node", function () {
  this.timeout(900_000);
  let clone: RealClone;

  before(async function () {
    const facts = realNodeFacts(this);
    needsBaseImages(this, facts, [...servers.map(({ base }) => base), baseImages.maven]);
    clone = new RealClone(facts);
    await clone.start();
    for (let card = 0; card < CARDS; card += 1) assert.equal((await clone.ask("/cards", { method: "POST", json: { title: `card ${card} ${"x".repeat(100)}` } })).status, 201);
  });
  after(async () => (clone as RealClone | undefined)?.dispose());

  const pods = async (system: string, name: string): Promise<readonly Pod[]> => (await clone.get<{ readonly items: readonly Pod[] }>("pods", "--namespace", `${system}-dev`, "--selector", `app.kubernetes.io/name=${name}`)).items;
  const status = async (system: string): Promise<Result> => clone.moorage(["status", system]);

  it("kills a container that goes over its limit, and status says so with the limit and its last words", async () => {
    const [{ spec } = assert.fail("there is no pod")] = await clone.get<{ readonly items: readonly { readonly spec: { readonly containers: readonly { readonly image: string }[] } }[] }>("pods", "--namespace", "board-dev").then(({ items }) => items);
    await clone.kubectl(["apply", "--filename", "-"], JSON.stringify(hungryPod("board", spec.containers[0]?.image ?? "", "64Mi")));
    // The first end says it already; the second leaves a run before it, whose log is asked for.
    while (((await pods("board", "hungry"))[0]?.status.containerStatuses?.[0]?.restartCount ?? 0) < 1) await pause(500);
    const { exitCode, stdout } = await status("board");
    assert.equal(exitCode, 1, stdout);
    assert.match(stdout, /^OOMKilled {2}board-dev\/hungry, container hungry: over its memory limit of 64Mi\n {2}since \S+Z \(\d+ s\), [1-9]\d* restarts?\n {2}\| still hungry$/m);
    await clone.kubectl(["delete", "pod", "hungry", "--namespace", "board-dev", "--now"]);
    const after = await status("board");
    assert.equal(after.exitCode, 0, after.stdout);
  });

  for (const { system, runtime, name, paths, rate, ...way } of servers) {
    it(`is enough for ${system} under load, with what is preset for ${runtime}`, async () => {
      const started = await clone.moorage(["start", system, "--offline", "--nodes", "real"]);
      assert.equal(started.exitCode, 0, started.all);
      const { cluster } = clone;
      const target = "nodePort" in way ? { address: new URL(cluster.server).hostname, port: way.nodePort } : { address: "127.0.0.1", port: cluster.ingressPort };
      const load = new Load({ ...target, host: `${system}.localhost`, paths }, { kept: 4, fresh: 4, rate, timeout: 30_000 });
      await pause(LONG);
      const report = await load.end();
      console.log(`      ${shown(report)}`);
      const all = await pods(system, name);
      for (const pod of all) console.log(`      ${await peakOf(pod)}`);
      assert.deepEqual(all.flatMap(({ status: { containerStatuses = [] } }) => containerStatuses.map(({ restartCount, lastState }) => [restartCount, lastState])), all.map(() => [0, {}]));
      assert.equal(report.failed, 0);
      const { exitCode, stdout } = await status(system);
      assert.equal(exitCode, 0, stdout);
    });
  }

  /** The most memory that a pod's container has had, as its control group counts it, and the limit. */
  const peakOf = async ({ metadata: { name, namespace }, spec }: Pod): Promise<string> => {
    const [container] = spec.containers;
    const limit = memoryBytes(container?.resources.limits.memory ?? "0");
    const peak = Number(await clone.kubectl(["exec", name, "--namespace", namespace, "--container", container?.name ?? "", "--", "sh", "-c", "cat /sys/fs/cgroup/memory.peak 2>/dev/null || cat /sys/fs/cgroup/memory/memory.max_usage_in_bytes"]));
    assert.ok(peak > 0 && peak < limit, `${name}: ${peak} of ${limit} bytes`);
    return `${name}: ${Math.round(peak / MEBI)} Mi of ${Math.round(limit / MEBI)} Mi at most, ${Math.round((100 * peak) / limit)} %`;
  };
});

async function pause(milliseconds: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, milliseconds));
}
