import assert from "node:assert/strict";
import { isWell, podTroubles } from "../src/pod-troubles.ts";
import type { PodTrouble } from "../src/pod-troubles.ts";

const NOW = Date.parse("2026-01-01T12:00:00Z");
const RECENTLY = "2026-01-01T11:59:00Z";
const LONG_AGO = "2026-01-01T09:00:00Z";
const RUNNING = { running: { startedAt: RECENTLY } };

type Json = Readonly<Record<string, unknown>>;

const died = (exitCode: number, more: Json = {}): Json => ({ terminated: { exitCode, reason: exitCode === 0 ? "Completed" : "Error", finishedAt: RECENTLY, ...more } });
const waits = (reason: string, message?: string): Json => ({ waiting: { reason, ...(message === undefined ? {} : { message }) } });

/** A pod with one container, `api`, in a state; ready unless something else is said. */
function pod(name: string, status: Json, more: { readonly pod?: Json; readonly metadata?: Json; readonly limit?: string } = {}): Json {
  return {
    kind: "Pod",
    metadata: { name, namespace: "shop-dev", creationTimestamp: LONG_AGO, ownerReferences: [{ kind: "ReplicaSet", name: "api-1" }], ...more.metadata },
    spec: { containers: [{ name: "api", resources: more.limit === undefined ? {} : { limits: { memory: more.limit } } }], initContainers: [{ name: "prepare" }] },
    status: { phase: "Running", conditions: [{ type: "PodScheduled", status: "True" }, { type: "Ready", status: "False", lastTransitionTime: RECENTLY }], containerStatuses: [{ name: "api", ready: false, restartCount: 0, state: RUNNING, ...status }], ...more.pod },
  };
}

function event(reason: string, message: string, about: Json = { kind: "Pod", name: "api-1-a", namespace: "shop-dev", fieldPath: "spec.containers{api}" }, lastTimestamp = RECENTLY): Json {
  return { kind: "Event", type: "Warning", metadata: { namespace: "shop-dev" }, reason, message, involvedObject: about, lastTimestamp };
}

function deployment(status: Json, kind = "Deployment"): Json {
  return { kind, metadata: { name: "api", namespace: "shop-dev" }, spec: { replicas: 2 }, status };
}

const troubles = (...objects: readonly Json[]): readonly PodTrouble[] => podTroubles(objects, NOW).troubles;

/** What is told of a pod, by the situation it is in. */
const situations: readonly { readonly what: string; readonly objects: readonly Json[]; readonly told: Partial<PodTrouble> }[] = [
  {
    what: "a container over its memory limit, with the limit",
    objects: [pod("api-1-a", { restartCount: 2, state: waits("CrashLoopBackOff", "back-off 20s"), lastState: died(137, { reason: "OOMKilled" }) }, { limit: "64Mi" })],
    told: { container: "api", reason: "OOMKilled", detail: "over its memory limit of 64Mi", since: RECENTLY, restarts: 2, log: "previous" },
  },
  {
    what: "one that was over it and serves again, however long ago that was",
    objects: [pod("api-1-a", { ready: true, restartCount: 1, lastState: died(137, { reason: "OOMKilled", finishedAt: LONG_AGO }) }, { limit: "64Mi" })],
    told: { reason: "OOMKilled", detail: "over its memory limit of 64Mi", since: LONG_AGO },
  },
  {
    what: "one without a limit that the node ran out of memory for",
    objects: [pod("api-1-a", { state: died(137, { reason: "OOMKilled" }) })],
    told: { reason: "OOMKilled", detail: "over the node's memory: it has no limit", log: "current" },
  },
  {
    what: "one that ends again and again, with its last exit code and last words",
    objects: [pod("api-1-a", { restartCount: 5, state: waits("CrashLoopBackOff", "back-off"), lastState: died(3, { message: "no database" }) })],
    told: { reason: "CrashLoopBackOff", detail: "last exit code 3", since: RECENTLY, restarts: 5, log: "previous", lastWords: "no database" },
  },
  { what: "one that has just ended badly", objects: [pod("api-1-a", { state: died(3) })], told: { reason: "Error", detail: "exit code 3", log: "current", since: RECENTLY } },
  { what: "one that ended badly minutes ago and serves again", objects: [pod("api-1-a", { ready: true, restartCount: 1, lastState: died(3) })], told: { reason: "restarted", detail: "last exit code 3", log: "previous" } },
  {
    what: "an image that nobody loaded",
    objects: [pod("api-1-a", { state: waits("ErrImageNeverPull", 'Container image "api:1" is not present\nwith pull policy of Never') }, { pod: { phase: "Pending" } })],
    told: { reason: "ErrImageNeverPull", detail: 'Container image "api:1" is not present with pull policy of Never', since: RECENTLY, restarts: 0 },
  },
  { what: "an image that cannot be pulled", objects: [pod("api-1-a", { state: waits("ImagePullBackOff", "no such host") }, { pod: { phase: "Pending" } })], told: { reason: "ImagePullBackOff", detail: "no such host" } },
  { what: "a Secret that is not there", objects: [pod("api-1-a", { state: waits("CreateContainerConfigError", 'secret "api" not found') })], told: { reason: "CreateContainerConfigError", detail: 'secret "api" not found' } },
  {
    what: "a pod that no node has room for, and why",
    objects: [pod("api-1-a", {}, { pod: { phase: "Pending", containerStatuses: [], conditions: [{ type: "PodScheduled", status: "False", reason: "Unschedulable", message: "0/1 nodes are available: 1 Insufficient cpu.", lastTransitionTime: RECENTLY }] } })],
    told: { reason: "Unschedulable", detail: "0/1 nodes are available: 1 Insufficient cpu.", since: RECENTLY },
  },
  {
    what: "a probe that fails, by what it said last",
    objects: [pod("api-1-a", { started: true }), event("Unhealthy", "Readiness probe failed: statuscode: 500", undefined, LONG_AGO), event("Unhealthy", "Readiness probe failed: statuscode: 503")],
    told: { reason: "NotReady", detail: "Readiness probe failed: statuscode: 503", since: RECENTLY, log: "current" },
  },
  { what: "one that has not started yet", objects: [pod("api-1-a", { started: false })], told: { reason: "NotStarted", detail: "no probe has succeeded yet" } },
  { what: "an init container that fails", objects: [pod("api-1-a", { state: waits("PodInitializing") }, { pod: { phase: "Pending", initContainerStatuses: [{ name: "prepare", state: waits("CrashLoopBackOff"), lastState: died(1), restartCount: 1 }] } })], told: { container: "prepare", reason: "CrashLoopBackOff", detail: "last exit code 1" } },
  {
    what: "a volume that cannot be mounted",
    objects: [pod("api-1-a", { state: waits("ContainerCreating") }, { pod: { phase: "Pending" } }), event("FailedMount", "no such volume", { kind: "Pod", name: "api-1-a", namespace: "shop-dev" })],
    told: { reason: "FailedMount", detail: "no such volume" },
  },
  { what: "a pod that was evicted", objects: [pod("api-1-a", {}, { pod: { phase: "Failed", reason: "Evicted", message: "low on disk", containerStatuses: [] } })], told: { reason: "Evicted", detail: "low on disk" } },
];

/** What is nobody's trouble. */
const quiet: Readonly<Record<string, readonly Json[]>> = {
  "a pod that serves": [pod("api-1-a", { ready: true })],
  "a pod that serves and ended badly long ago": [pod("api-1-a", { ready: true, restartCount: 1, lastState: died(1, { finishedAt: LONG_AGO }) })],
  "a pod that is told to go": [pod("api-1-a", { state: died(137) }, { metadata: { deletionTimestamp: RECENTLY } })],
  "a pod that has done its work": [pod("tidy-1", { state: died(0) }, { pod: { phase: "Succeeded" } })],
  "an image on its way": [pod("api-1-a", { state: waits("ContainerCreating") }, { pod: { phase: "Pending" } })],
  "an init container that has ended well": [pod("api-1-a", { ready: true }, { pod: { initContainerStatuses: [{ name: "prepare", state: died(0) }] } })],
  "a warning about a pod that is well": [pod("api-1-a", { ready: true }), event("Unhealthy", "Readiness probe failed")],
  "what is no pod, and what is no object at all": [{ kind: "ConfigMap", metadata: { name: "a", namespace: "shop-dev" } }, {}],
};

describe("the troubles of pods", () => {
  for (const { what, objects, told } of situations) {
    it(`are told of ${what}`, () => {
      const [first, ...others] = troubles(...objects);
      assert.ok(first !== undefined);
      assert.deepEqual(others, []);
      assert.deepEqual({ ...first, ...told }, first);
      assert.deepEqual([first.namespace, first.pod, first.alike], ["shop-dev", "api-1-a", 0]);
    });
  }

  for (const [what, objects] of Object.entries(quiet)) it(`are none of ${what}`, () => assert.deepEqual(troubles(...objects), []));

  it("are told once of pods of one workload, with how many others there are", () => {
    const crashing = (name: string, owner: string): Json => pod(name, { state: died(1) }, { metadata: { ownerReferences: [{ kind: "ReplicaSet", name: owner }] } });
    const found = troubles(crashing("api-1-a", "api-1"), crashing("api-1-b", "api-1"), crashing("web-1-a", "web-1"));
    assert.deepEqual(found.map(({ pod: name, alike }) => [name, alike]), [["api-1-a", 1], ["web-1-a", 0]]);
  });

  it("are forgotten of a job whose later run went well, and of no other", () => {
    const run = (name: string, phase: string, instance: string, creationTimestamp: string): Json => pod(name, { state: died(phase === "Failed" ? 1 : 0) }, { pod: { phase }, metadata: { labels: { "app.kubernetes.io/instance": instance }, creationTimestamp, ownerReferences: [{ kind: "Job", name }] } });
    const failed = run("tidy-1", "Failed", "tidy", "2026-01-01T08:00:00Z");
    assert.deepEqual(troubles(failed, run("tidy-2", "Succeeded", "tidy", LONG_AGO)), []);
    assert.equal(troubles(failed, run("tidy-0", "Succeeded", "tidy", "2026-01-01T07:00:00Z")).length, 1);
    assert.equal(troubles(failed, run("backup-2", "Succeeded", "backup", LONG_AGO)).length, 1);
  });
});

describe("the state of a system", () => {
  const serving = deployment({ readyReplicas: 2, updatedReplicas: 2 });
  const wellWith = (...objects: readonly Json[]): boolean => isWell(podTroubles(objects, NOW));

  it("is well when every workload has its pods and none is in trouble", () => {
    assert.equal(wellWith(serving, pod("api-1-a", { ready: true })), true);
    assert.deepEqual(podTroubles([serving], NOW).workloads, [{ kind: "Deployment", namespace: "shop-dev", name: "api", ready: 2, wanted: 2, updated: 2 }]);
  });

  it("is not while a pod is missing, is of an earlier rollout, or is in trouble, and not where there is nothing", () => {
    assert.equal(wellWith(), false);
    assert.equal(wellWith(deployment({ readyReplicas: 1, updatedReplicas: 2 })), false);
    assert.equal(wellWith(deployment({ readyReplicas: 2, updatedReplicas: 1 })), false);
    assert.equal(wellWith(deployment({})), false);
    assert.equal(wellWith(serving, pod("api-1-a", { state: died(1) })), false);
  });

  it("says what keeps a workload from making pods, or its rollout from going on", () => {
    const trouble = (...objects: readonly Json[]): string | undefined => podTroubles(objects, NOW).workloads[0]?.trouble;
    const stuck = { type: "Progressing", status: "False", reason: "ProgressDeadlineExceeded", message: "has timed out" };
    assert.equal(trouble(deployment({ conditions: [stuck, { type: "ReplicaFailure", status: "True", message: "exceeded quota" }] })), "exceeded quota");
    assert.equal(trouble(deployment({ readyReplicas: 2, updatedReplicas: 1, conditions: [stuck] })), "has timed out");
    const forbidden = event("FailedCreate", "exceeded quota: pods", { kind: "StatefulSet", name: "api", namespace: "shop-dev" });
    assert.equal(trouble(deployment({ readyReplicas: 0 }, "StatefulSet"), forbidden), "exceeded quota: pods");
    assert.equal(trouble(deployment({ readyReplicas: 2, updatedReplicas: 2 }, "StatefulSet"), forbidden), undefined);
  });

  it("counts the nodes of a DaemonSet for its replicas", () => {
    const [found] = podTroubles([deployment({ desiredNumberScheduled: 3, numberReady: 1, updatedNumberScheduled: 3 }, "DaemonSet")], NOW).workloads;
    assert.deepEqual([found?.ready, found?.wanted, found?.updated], [1, 3, 3]);
  });
});
