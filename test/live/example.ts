import assert from "node:assert/strict";
import { execa } from "execa";
import { needsBaseImages } from "@moorage/testing";
import type { TestFacts } from "@moorage/testing";
import { changed, counts } from "../engine/sandbox.ts";
import type { Result } from "../engine/sandbox.ts";
import { realNodeFacts } from "../fixtures/real-node.ts";
import { RealClone } from "./real-clone.ts";

/** A system and what it is to be on a real node. */
export interface RealExample {
  readonly system: string;
  /** Images that it builds upon. */
  readonly bases: readonly string[];
  /** Ready replicas of each workload. */
  readonly workloads: Readonly<Record<string, number>>;
  /** Images of others that its pods run. @default none */
  readonly foreign?: readonly string[];
  /** What only this one does. */
  readonly checks: (clone: () => RealClone) => void;
}

interface Workload {
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly status: { readonly readyReplicas?: number };
}
interface Pod {
  readonly metadata: { readonly name: string };
  readonly status: { readonly phase: string; readonly containerStatuses?: readonly { readonly restartCount: number }[] };
}
interface List<T> {
  readonly items: readonly T[];
}

/** Brings a system up on a real node of its own, asks it what it is for, and finds nothing to do the second time. */
export function describeOnRealNode({ system, bases, workloads, foreign = [], checks }: RealExample): void {
  describe(`${system} on a real node`, function () {
    this.timeout(600_000);
    let facts: TestFacts;
    let clone: RealClone | undefined;
    let first: Result;
    const given = (): RealClone => clone ?? assert.fail("it was not started");
    const ours = ["--all-namespaces", "--selector", `app.kubernetes.io/part-of=${system}`];

    before(async function () {
      facts = realNodeFacts(this);
      needsBaseImages(this, facts, bases);
      clone = new RealClone(facts, system);
      const begun = Date.now();
      first = await clone.start();
      console.log(`      ${system}: from nothing to all ready in ${Math.round((Date.now() - begun) / 1000)} s`);
    });
    after(async () => clone?.dispose());

    it("has every workload ready, and no others, and no container was started twice", async () => {
      const { items } = await given().get<List<Workload>>("deployments,statefulsets", ...ours);
      assert.deepEqual(Object.fromEntries(items.map(({ kind, metadata, status }) => [`${kind} ${metadata.name}`, status.readyReplicas ?? 0])), workloads);
      const pods = (await given().get<List<Pod>>("pods", ...ours)).items;
      assert.deepEqual(pods.filter(({ status }) => status.phase !== "Running" || (status.containerStatuses ?? []).some(({ restartCount }) => restartCount > 0)), []);
    });

    it("names every image that something else stands in for", async () => {
      for (const wanted of foreign) assert.equal(first.stdout.includes(`Image ${wanted} could not be pulled; moorage.local/`), !(await inDocker(facts, wanted)), first.all);
      for (const wanted of bases) {
        const made = facts.machine.baseImages[wanted];
        assert.equal(first.stdout.includes(`Base image ${wanted} could not be pulled; ${made ?? ""} was made here in its place.`), made !== undefined, first.all);
      }
    });

    checks(given);

    it("leaves everything unchanged when it is started again", async () => {
      const again = await given().moorage(["start", system, "--offline", "--nodes", "real"]);
      assert.equal(again.exitCode, 0, again.all);
      assert.deepEqual([Object.keys(counts(again)), changed(again)], [["unchanged"], []], again.all);
    });
  });
}

async function inDocker({ executables }: TestFacts, image: string): Promise<boolean> {
  return (await execa(executables["docker"] ?? "docker", ["image", "inspect", image], { reject: false })).exitCode === 0;
}
