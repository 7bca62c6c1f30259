import assert from "node:assert/strict";
import { parse } from "yaml";
import { SIMULATED_ADDRESS, STORAGE_CLASS, VOLUME_DRIVER } from "../src/embedded/objects.ts";
import { stages } from "../src/embedded/stages.ts";

interface Match {
  readonly key: string;
  readonly operator: string;
  readonly values?: readonly string[];
}

interface Step {
  readonly delete?: boolean;
  readonly apply?: { readonly template: string };
  readonly patch?: { readonly subresource: string; readonly root: string; readonly type: string; readonly template: string };
}

interface Stage {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly spec: {
    readonly resourceRef: { readonly apiGroup: string; readonly kind: string };
    readonly selector: { readonly matchExpressions: readonly Match[] };
    readonly delay?: { readonly durationMilliseconds: number };
    readonly steps: readonly Step[];
  };
}

const all = stages() as readonly Stage[];
const stage = (name: string): Stage => all.find(({ metadata }) => metadata.name === name) ?? assert.fail(`there is no stage ${name}`);
const condition = (name: string, key: string): Match | undefined => stage(name).spec.selector.matchExpressions.find((match) => match.key === key);
const templates = all.flatMap(({ metadata, spec }) => spec.steps.flatMap(({ patch, apply }) => (patch ?? apply) === undefined ? [] : [{ name: metadata.name, text: (patch ?? apply)!.template }]));

/** A template as it comes out for an object with one of everything: of two branches the first is taken, tags that steer vanish, all others become a word. */
const filledIn = (template: string): string =>
  template
    .replaceAll(/\{\{ else \}\}.*?\{\{ end \}\}/g, "")
    .replaceAll(/\{\{ (?:if|with|range|end)\b[^}]*\}\}/g, "")
    .replaceAll(/\{\{[^}]*\}\}/g, "filled");

const valueOf = (name: string): Record<string, unknown> => parse(filledIn(templates.find((template) => template.name === name)?.text ?? "")) as Record<string, unknown>;

describe("what the simulator does to objects", () => {
  it("has a name of its own for each thing it does", () => {
    const names = all.map(({ metadata }) => metadata.name);
    assert.equal(new Set(names).size, names.length);
    for (const { apiVersion, kind } of all) assert.deepEqual([apiVersion, kind], ["kwok.x-k8s.io/v1alpha1", "Stage"]);
  });

  it("is done to these kinds of objects, each by the group of its API", () => {
    const kinds = Object.fromEntries(all.map(({ metadata, spec }) => [metadata.name, `${spec.resourceRef.apiGroup} ${spec.resourceRef.kind}`]));
    assert.deepEqual(kinds, {
      "node-ready": "v1 Node",
      "pod-ready": "v1 Pod",
      "pod-of-job-done": "v1 Pod",
      "pod-gone": "v1 Pod",
      "ingress-address": "networking.k8s.io/v1 Ingress",
      "load-balancer-address": "v1 Service",
      "volume-for-claim": "v1 PersistentVolumeClaim",
      "volume-released": "v1 PersistentVolume",
    });
  });

  it("knows for each thing when to do it and what: one without a condition would be done for ever", () => {
    for (const { metadata, spec } of all) {
      assert.ok(spec.selector.matchExpressions.length > 0, metadata.name);
      assert.ok(spec.steps.length > 0, metadata.name);
      for (const { key, operator, values } of spec.selector.matchExpressions) {
        assert.equal(values !== undefined, operator === "In" || operator === "NotIn", `${metadata.name}: ${key}`);
      }
    }
  });

  it("leaves alone what is being deleted, except that it lets Pods go", () => {
    for (const { metadata, spec } of all.filter(({ spec }) => spec.resourceRef.kind !== "Node")) {
      const deletion = spec.selector.matchExpressions.find(({ key }) => key === ".metadata.deletionTimestamp");
      assert.equal(deletion?.operator, metadata.name === "pod-gone" ? "Exists" : "DoesNotExist", metadata.name);
    }
    assert.deepEqual(stage("pod-gone").spec.steps, [{ delete: true }]);
  });

  it("writes nothing but status into objects of others", () => {
    for (const { metadata, spec } of all) for (const { patch } of spec.steps) if (patch !== undefined) assert.deepEqual([patch.subresource, patch.root], ["status", "status"], metadata.name);
  });

  it("has templates in which every tag is closed", () => {
    for (const { name, text } of templates) {
      assert.equal(text.split("{{").length, text.split("}}").length, name);
      const opened = text.match(/\{\{ (?:if|with|range)\b/g)?.length ?? 0;
      assert.equal(text.match(/\{\{ end \}\}/g)?.length ?? 0, opened, name);
    }
  });

  it("has templates that are YAML once they are filled in", () => {
    for (const { name, text } of templates) assert.doesNotThrow(() => parse(filledIn(text)) as unknown, name);
  });
});

describe("a simulated node", () => {
  it("says that it is ready, and is spoken to again when it says so no more", () => {
    assert.deepEqual(stage("node-ready").spec.selector.matchExpressions, [{ key: '.status.conditions.[] | select(.type == "Ready") | .status', operator: "NotIn", values: ["True"] }]);
    const [ready] = valueOf("node-ready")["conditions"] as readonly Record<string, string>[];
    assert.deepEqual([ready?.["type"], ready?.["status"]], ["Ready", "True"]);
  });

  it("keeps the images that were recorded on it", () => {
    assert.equal("images" in valueOf("node-ready"), false);
    assert.equal(stage("node-ready").spec.steps[0]?.patch?.type, "strategic");
  });

  it("has no more to give than it says it has", () => {
    const { allocatable, capacity } = valueOf("node-ready");
    assert.deepEqual(allocatable, capacity);
    assert.deepEqual(Object.keys(capacity as object).sort(), ["cpu", "ephemeral-storage", "memory", "pods"]);
  });
});

describe("a simulated Pod", () => {
  it("is seen to while it is pending only", () => {
    assert.deepEqual(condition("pod-ready", ".status.phase")?.values, ["Pending"]);
  });

  it("has an address of its node's and its own, and every container is said to run", () => {
    const { hostIP, podIP, podIPs, containerStatuses, initContainerStatuses } = valueOf("pod-ready") as Record<string, unknown> & Record<"containerStatuses" | "initContainerStatuses", readonly Record<string, unknown>[]>;
    assert.deepEqual([hostIP, podIP, podIPs], ["filled", "filled", [{ ip: "filled" }]]);
    for (const container of [containerStatuses[0], initContainerStatuses[0]]) {
      assert.deepEqual(Object.keys(container ?? {}), ["name", "image", "imageID", "restartCount", "ready", "started", "state"]);
      assert.deepEqual([container?.["ready"], container?.["restartCount"]], [true, 0]);
      assert.ok("running" in (container?.["state"] as object));
    }
  });

  it("comes to its end if a Job owns it, and not before it ran a moment", () => {
    assert.deepEqual(condition("pod-of-job-done", ".metadata.ownerReferences.[].kind")?.values, ["Job"]);
    assert.deepEqual(condition("pod-of-job-done", ".status.phase")?.values, ["Running"]);
    assert.ok((stage("pod-of-job-done").spec.delay?.durationMilliseconds ?? 0) > 0);
    assert.equal(valueOf("pod-of-job-done")["phase"], "Succeeded");
  });

  it("that has come to its end is not ready, and its container exited well", () => {
    const { conditions, containerStatuses } = valueOf("pod-of-job-done") as { conditions: readonly Record<string, string>[]; containerStatuses: readonly Record<string, unknown>[] };
    for (const { status, reason } of conditions) assert.deepEqual([status, reason], ["False", "PodCompleted"]);
    const { ready, state } = containerStatuses[0] as { ready: boolean; state: { terminated?: { exitCode: number } } };
    assert.deepEqual([ready, state.terminated?.exitCode], [false, 0]);
  });
});

describe("simulated addresses and volumes", () => {
  for (const [name, kind, group] of [["ingress-address", "Ingress", "networking.k8s.io/v1"], ["load-balancer-address", "Service", "v1"]] as const) {
    it(`are given once to each ${kind} that waits for one`, () => {
      assert.deepEqual(stage(name).spec.resourceRef, { apiGroup: group, kind });
      assert.equal(condition(name, ".status.loadBalancer.ingress")?.operator, "DoesNotExist");
      assert.deepEqual(valueOf(name), { loadBalancer: { ingress: [{ ip: SIMULATED_ADDRESS }] } });
    });
  }

  it("are not given to Services that want none", () => {
    assert.deepEqual(condition("load-balancer-address", ".spec.type")?.values, ["LoadBalancer"]);
  });

  it("are made for claims of our class that have none yet, and for no other's", () => {
    assert.deepEqual(condition("volume-for-claim", ".spec.storageClassName"), { key: ".spec.storageClassName", operator: "In", values: [STORAGE_CLASS] });
    assert.equal(condition("volume-for-claim", ".spec.volumeName")?.operator, "DoesNotExist");
  });

  it("are reserved for the claim that they were made for, by our driver", () => {
    const { metadata, spec } = valueOf("volume-for-claim") as { metadata: { annotations: Record<string, string> }; spec: Record<string, Record<string, unknown>> };
    assert.deepEqual(Object.keys(spec["claimRef"] ?? {}).sort(), ["apiVersion", "kind", "name", "namespace", "uid"]);
    assert.deepEqual([spec["csi"]?.["driver"], metadata.annotations["pv.kubernetes.io/provisioned-by"]], [VOLUME_DRIVER, VOLUME_DRIVER]);
  });

  it("go when their claim is gone, and only those of our class", () => {
    assert.deepEqual(condition("volume-released", ".status.phase")?.values, ["Released"]);
    assert.deepEqual(condition("volume-released", ".spec.storageClassName")?.values, [STORAGE_CLASS]);
    assert.deepEqual(stage("volume-released").spec.steps, [{ delete: true }]);
  });
});
