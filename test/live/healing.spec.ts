import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { eventually } from "../fixtures/eventually.ts";
import { realNodeFacts } from "../fixtures/real-node.ts";
import { Load, shown } from "./load.ts";
import type { LoadReport } from "./load.ts";
import { nodeProcesses, podProcesses } from "./node-inside.ts";
import { RealClone } from "./real-clone.ts";

const NAMESPACE = "board-dev";
const REPLICAS = 2;
const NODE_PORT = 30_123;
/** Requests per second on each of two ways, by kept connections and new ones. */
const RATE = 30;
/** Seconds in which a replica is back. */
const BACK_SECONDS = 60;
/** Seconds until a node has seen that a container is gone; one replica of two is asked in vain as long. */
const NOTICED_SECONDS = 3;
/** Through no controller, as kube-proxy leads to pods: each connection goes where its first packet went. */
const SERVICE = {
  apiVersion: "v1",
  kind: "Service",
  metadata: { name: "asked-directly", namespace: NAMESPACE },
  spec: { type: "NodePort", selector: { "app.kubernetes.io/name": "board-api" }, ports: [{ port: 8000, nodePort: NODE_PORT }] },
};

interface Pod {
  readonly metadata: { readonly name: string; readonly uid: string; readonly deletionTimestamp?: string };
  readonly status: { readonly conditions?: readonly { readonly type: string; readonly status: string }[]; readonly containerStatuses?: readonly { readonly restartCount: number }[] };
}

describe("A deployment on a real node heals", function () {
  this.timeout(600_000);
  let clone: RealClone | undefined;
  const given = (): RealClone => clone ?? assert.fail("it was not started");
  const inNamespace = async (...args: readonly string[]): Promise<string> => given().kubectl([...args, "--namespace", NAMESPACE]);
  const pods = async (): Promise<readonly Pod[]> => (await given().get<{ readonly items: readonly Pod[] }>("pods", "--namespace", NAMESPACE, "--selector", "app.kubernetes.io/name=board-api")).items.filter(({ metadata }) => metadata.deletionTimestamp === undefined);
  const names = async (): Promise<readonly string[]> => (await pods()).map(({ metadata }) => metadata.name).sort();
  const ready = async (): Promise<readonly Pod[]> => (await pods()).filter(({ status }) => status.conditions?.some(({ type, status: is }) => type === "Ready" && is === "True"));
  const restarts = async (): Promise<Readonly<Record<string, number>>> => Object.fromEntries((await pods()).map(({ metadata, status }) => [metadata.uid, status.containerStatuses?.[0]?.restartCount ?? -1]));
  const any = async (): Promise<Pod> => (await ready())[0] ?? assert.fail("no pod is ready");

  /** Waits until all replicas are ready and `holds`; gives after how many seconds. */
  const back = async (holds: () => Promise<boolean>): Promise<number> => {
    const begun = Date.now();
    for (;;) {
      if ((await ready()).length === REPLICAS && (await holds())) return Math.round((Date.now() - begun) / 100) / 10;
      assert.ok(Date.now() - begun < BACK_SECONDS * 1000, `not back within ${BACK_SECONDS} s:\n${await inNamespace("get", "pods")}`);
      await pause(200);
    }
  };
  /** Asks through the Ingress and at a port of the node all the while; gives how many of these requests failed. */
  const asked = async (what: string, act: () => Promise<string>): Promise<number> => {
    const { server, ingressPort } = given().cluster;
    const settings = { kept: 2, fresh: 2, rate: RATE };
    const paths = ["/health", "/cards?limit=1"];
    const loads = { "the Ingress": new Load({ address: "127.0.0.1", port: ingressPort, host: "board.localhost", paths }, settings), "a port of the node": new Load({ address: new URL(server).hostname, port: NODE_PORT, host: "board", paths }, settings) };
    let told = "nothing came of it";
    let reports: readonly (readonly [string, LoadReport])[] = [];
    try {
      await pause(1000);
      told = await act();
      await pause(1000);
    } finally {
      reports = await Promise.all(Object.entries(loads).map(async ([way, load]) => [way, await load.end()] as const));
      console.log([`      ${what}: ${told}`, ...reports.map(([way, report]) => `        by ${way}: ${shown(report)}`)].join("\n"));
    }
    for (const [, report] of reports) assert.ok(report.requests > RATE, shown(report));
    return reports.reduce((sum, [, { failed }]) => sum + failed, 0);
  };

  before(async function () {
    clone = new RealClone(realNodeFacts(this));
    await clone.start();
    await clone.kubectl(["apply", "--filename", "-"], JSON.stringify(SERVICE));
    assert.equal((await ready()).length, REPLICAS);
    // kube-proxy opens the port a moment after the API server has the Service.
    const port = `http://${new URL(clone.cluster.server).hostname}:${NODE_PORT}/health`;
    await eventually(async () => fetch(port));
  });
  after(async () => clone?.dispose());

  it("when a pod is deleted: another takes its place, and no request fails", async () => {
    const failed = await asked("a pod deleted", async () => {
      const { metadata } = await any();
      await inNamespace("delete", "pod", metadata.name, "--wait=false");
      return `replaced after ${await back(async () => !(await names()).includes(metadata.name))} s`;
    });
    assert.equal(failed, 0);
  });

  it("when its process is killed: the container is started again in the same pod, and the others go on answering", async () => {
    const failed = await asked("a process killed", async () => {
      const { metadata } = await any();
      const before = (await restarts())[metadata.uid] ?? 0;
      const victims = podProcesses(metadata.uid).filter((pid) => readFileSync(`/proc/${pid}/comm`, "utf8").trim() !== "pause");
      assert.ok(victims.length > 0);
      for (const pid of victims) process.kill(pid, "SIGKILL");
      return `started again after ${await back(async () => ((await restarts())[metadata.uid] ?? 0) === before + 1)} s`;
    });
    // Nothing told it to go: what it was being asked is lost, and so is what it is asked until the node has seen it.
    assert.ok(failed <= (2 * RATE * NOTICED_SECONDS) / REPLICAS, `${failed} requests failed`);
  });

  it("when all its pods are evicted one by one, as a drain does: never more than one at a time, and no request fails", async () => {
    const evict = async (pod: string): Promise<string | undefined> =>
      given().kubectl(["create", "--raw", `/api/v1/namespaces/${NAMESPACE}/pods/${pod}/eviction`, "--filename", "-"], JSON.stringify({ apiVersion: "policy/v1", kind: "Eviction", metadata: { name: pod, namespace: NAMESPACE } })).then(() => undefined, (error: unknown) => String(error));
    const failed = await asked("all pods evicted", async () => {
      const [before, begun] = [await names(), Date.now()];
      let refusals = 0;
      for (const pod of before) {
        for (;;) {
          const refused = await evict(pod);
          if (refused === undefined) break;
          assert.match(refused, /disruption budget/);
          refusals += 1;
          assert.ok(Date.now() - begun < REPLICAS * BACK_SECONDS * 1000, refused);
          await pause(500);
        }
        assert.ok((await ready()).length >= REPLICAS - 1, await inNamespace("get", "pods"));
      }
      const last = await back(async () => (await names()).every((name) => !before.includes(name)));
      assert.ok(refusals > 0, "the budget never said no");
      return `the last one replaced after ${last} s, ${Math.round((Date.now() - begun) / 1000)} s in all, ${refusals} times refused by the budget`;
    });
    assert.equal(failed, 0);
  });

  it("when the node's own programs are killed and started again by `moorage cluster up`: pods go on serving, and none is started again", async () => {
    const before = await restarts();
    const failed = await asked("kubelet and containerd killed", async () => {
      for (const { pid, program } of nodeProcesses(given().cluster)) if (program === "kubelet" || program === "containerd") process.kill(pid, "SIGKILL");
      await pause(2000);
      const status = await given().moorage(["cluster", "status"]);
      assert.match(status.stdout, /not running: containerd, kubelet/);
      const begun = Date.now();
      const up = await given().moorage(["cluster", "up", "--offline"]);
      assert.equal(up.exitCode, 0, up.all);
      const seconds = Math.round((Date.now() - begun) / 100) / 10;
      // Whatever they would do to the pods they have done by now.
      await pause(15_000);
      await back(async () => true);
      return `up again after ${seconds} s`;
    });
    assert.deepEqual(await restarts(), before);
    assert.equal(failed, 0);
  });
});
