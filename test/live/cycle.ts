import assert from "node:assert/strict";
import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { clusterDown, clusterUp, kubectl } from "@moorage/cluster";
import type { ClusterFacts, ClusterOptions } from "@moorage/cluster";
import type { TestFacts } from "@moorage/testing";
import { wireAddress } from "../fixtures/real-node.ts";
import { foldersNow, marksOf, tracesOf } from "./traces.ts";
import type { NodeMarks } from "./traces.ts";

const POD_MS = 60_000;
const GONE_MS = 5_000;
/** Every real node has it, whatever was loaded. */
const IMAGE = "moorage.local/pause:1";

/** Two pods with a volume, a folder of their own and a Service each: something of everything that a node makes for pods. */
const OBJECTS = {
  apiVersion: "v1",
  kind: "List",
  items: [
    { apiVersion: "v1", kind: "PersistentVolumeClaim", metadata: { name: "kept", namespace: "default" }, spec: { accessModes: ["ReadWriteOnce"], resources: { requests: { storage: "1Mi" } } } },
    { apiVersion: "v1", kind: "Service", metadata: { name: "idle", namespace: "default" }, spec: { type: "NodePort", selector: { app: "idle" }, ports: [{ port: 80, nodePort: 30_080 }] } },
    {
      apiVersion: "apps/v1",
      kind: "Deployment",
      metadata: { name: "idle", namespace: "default" },
      spec: {
        replicas: 2,
        selector: { matchLabels: { app: "idle" } },
        template: {
          metadata: { labels: { app: "idle" } },
          spec: {
            volumes: [{ name: "kept", persistentVolumeClaim: { claimName: "kept" } }, { name: "own", emptyDir: { medium: "Memory" } }],
            containers: [{ name: "idle", image: IMAGE, imagePullPolicy: "Never", volumeMounts: [{ name: "kept", mountPath: "/kept" }, { name: "own", mountPath: "/own" }] }],
          },
        },
      },
    },
  ],
};

/** What one life of a node took. */
export interface Cycle {
  /** Seconds until the node, its names and its ingress answered. */
  readonly up: number;
  /** Seconds more until its pods ran. */
  readonly pods: number;
  /** Seconds until everything had gone. */
  readonly down: number;
  /** What it left behind. */
  readonly traces: readonly string[];
}

/** A place for one node after another. */
export class Cycles {
  readonly stateDir = realpathSync(mkdtempSync(join(tmpdir(), "moorage-cycles-")));
  readonly #options: ClusterOptions;
  readonly #folders = foldersNow();
  readonly #iptables: string;

  constructor({ home, executables }: TestFacts) {
    this.#options = { stateDir: this.stateDir, home, tools: executables };
    this.#iptables = executables["iptables"] ?? "iptables";
  }

  /** Makes a node with pods in it, and takes it down while they run. */
  async one(): Promise<Cycle> {
    const begun = Date.now();
    const cluster = await clusterUp({ ...this.#options, provider: "embedded", nodeKind: "real" });
    const up = Date.now();
    await podsRun(cluster);
    const ran = Date.now();
    const marks = await marksOf(cluster, this.#folders);
    assert.ok(marks.namespaces.size >= 3 && marks.addresses.includes(wireAddress(cluster)), "the node has no namespaces of its own, or no wire");
    await clusterDown(this.#options);
    const down = Date.now();
    const seconds = (from: number, to: number): number => Math.round((to - from) / 100) / 10;
    return { up: seconds(begun, up), pods: seconds(up, ran), down: seconds(ran, down), traces: await this.#left(marks) };
  }

  async dispose(): Promise<void> {
    await clusterDown(this.#options);
    rmSync(this.stateDir, { recursive: true, force: true });
  }

  /** The kernel lets go of some things a moment after their owner. */
  async #left(marks: NodeMarks): Promise<readonly string[]> {
    for (const end = Date.now() + GONE_MS; ; ) {
      const traces = await tracesOf(marks, this.#iptables);
      if (traces.length === 0 || Date.now() > end) return traces;
      await pause(200);
    }
  }
}

async function podsRun(cluster: ClusterFacts): Promise<void> {
  await kubectl(cluster, ["apply", "--filename", "-"], { input: JSON.stringify(OBJECTS) });
  await kubectl(cluster, ["rollout", "status", "deployment/idle", `--timeout=${POD_MS / 1000}s`]);
}
