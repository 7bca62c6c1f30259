import assert from "node:assert/strict";
import { InputError } from "@moorage/core";
import { Recorder, valueOf } from "@moorage/testing";
import { Workload, engineTimeoutSeconds } from "../src/index.ts";
import type { WorkloadArgs } from "../src/index.ts";
import { TYPE, image, made, metadataOf, specOf, strict, watching } from "./made.ts";

const args: WorkloadArgs = {
  namespace: "shop",
  image,
  ports: [{ name: "http", port: 8000 }],
  health: { live: "/health", ready: "/health/ready" },
  environmentFrom: { configMaps: ["web-config"], secrets: ["web-secret"] },
  partOf: "shop",
};

interface Spec {
  readonly replicas?: number;
  readonly selector: { readonly matchLabels: Readonly<Record<string, string>> };
  readonly strategy: object;
  readonly progressDeadlineSeconds: number;
  readonly revisionHistoryLimit: number;
  readonly template: {
    readonly metadata: { readonly labels: Readonly<Record<string, string>>; readonly annotations?: object };
    readonly spec: {
      readonly containers: readonly { readonly name: string; readonly image: string; readonly imagePullPolicy: string; readonly envFrom: readonly object[] }[];
      readonly initContainers?: readonly { readonly name: string }[];
      readonly serviceAccountName: string;
      readonly restartPolicy?: string;
      readonly topologySpreadConstraints?: readonly { readonly labelSelector: object }[];
      readonly affinity?: object;
    };
  };
}

describe("Workload", () => {
  let recorder: Recorder;
  beforeEach(async () => (recorder = await Recorder.start()));

  const deployed = async (changes: Partial<WorkloadArgs> = {}): Promise<Spec> => {
    recorder = await Recorder.start();
    new Workload("web", { ...args, ...changes });
    return specOf<Spec>(recorder, TYPE.deployment);
  };

  it("makes a Deployment, a ServiceAccount and a NetworkPolicy, and nothing else, of a single pod", async () => {
    const { disruptionBudget, autoscaler } = new Workload("web", args);
    assert.deepEqual((await made(recorder)).map(({ type, name }) => [type, name]).sort(), [[TYPE.deployment, "web"], [TYPE.serviceAccount, "web"], [TYPE.networkPolicy, "web"]]);
    assert.deepEqual([disruptionBudget, autoscaler], [undefined, undefined]);
  });

  it("makes a disruption budget from two pods on, and an autoscaler where one is asked for", async () => {
    new Workload("web", { ...args, autoscaling: { min: 2, max: 5 } });
    const types = (await made(recorder)).map(({ type }) => type).sort();
    assert.deepEqual(types, [TYPE.deployment, TYPE.autoscaler, TYPE.serviceAccount, TYPE.networkPolicy, TYPE.disruptionBudget].sort());
  });

  it("puts everything under itself, by names that state knows it by", async () => {
    new Workload("web", { ...args, autoscaling: { min: 2, max: 5 } });
    const urns = (await recorder.urns()).map((urn) => urn.split("::").slice(2).join("::"));
    assert.deepEqual(urns.sort(), [
      "moorage:workload:Workload::web",
      ...[TYPE.deployment, TYPE.serviceAccount, TYPE.networkPolicy, TYPE.disruptionBudget, TYPE.autoscaler].map((type) => `moorage:workload:Workload$${type}::web`),
    ].sort());
  });

  it("gives everything its name, its namespace and its labels", async () => {
    const { labels } = new Workload("web", { ...args, component: "front", autoscaling: { min: 2, max: 5 } });
    for (const resource of await made(recorder)) assert.deepEqual(metadataOf(resource), { name: "web", namespace: "shop", labels });
    assert.deepEqual([labels["app.kubernetes.io/part-of"], labels["app.kubernetes.io/component"]], ["shop", "front"]);
  });

  it("selects its pods by labels that they have and that never change", async () => {
    const { selector, template } = await deployed({ component: "front" });
    assert.deepEqual(Object.keys(selector.matchLabels).sort(), ["app.kubernetes.io/instance", "app.kubernetes.io/name"]);
    for (const [key, value] of Object.entries(selector.matchLabels)) assert.equal(template.metadata.labels[key], value);
    const other = await deployed({ image: { reference: "web:2.0.0", pullPolicy: "Never" }, component: "back", partOf: "other" });
    assert.deepEqual(other.selector, selector);
  });

  it("runs the pod that was described, as its own ServiceAccount", async () => {
    const { template } = await deployed({ sidecars: { proxy: { image } } });
    const [container] = template.spec.containers;
    assert.deepEqual([container?.name, container?.image, container?.imagePullPolicy], ["web", "web:abc", "Never"]);
    assert.deepEqual(container?.envFrom, [{ configMapRef: { name: "web-config" } }, { secretRef: { name: "web-secret" } }]);
    assert.deepEqual(template.spec.initContainers?.map(({ name }) => name), ["proxy"]);
    assert.deepEqual([template.spec.serviceAccountName, template.spec.restartPolicy], ["web", undefined]);
  });

  it("rolls without taking a pod away before another is ready, and fails before the engine gives up", async () => {
    const { strategy, progressDeadlineSeconds, revisionHistoryLimit } = await deployed();
    assert.deepEqual(strategy, { type: "RollingUpdate", rollingUpdate: { maxUnavailable: 0, maxSurge: 1 } });
    assert.deepEqual([progressDeadlineSeconds, revisionHistoryLimit], [300, 5]);
    assert.ok(progressDeadlineSeconds < engineTimeoutSeconds);
  });

  it("stops all pods before it starts new ones where it is told to", async () => {
    assert.deepEqual((await deployed({ rollout: "Recreate" })).strategy, { type: "Recreate" });
  });

  it("takes another deadline and another history", async () => {
    const { progressDeadlineSeconds, revisionHistoryLimit } = await deployed({ progressDeadlineSeconds: 599, revisionHistoryLimit: 0 });
    assert.deepEqual([progressDeadlineSeconds, revisionHistoryLimit], [599, 0]);
  });

  for (const [what, settings, seconds] of [
    ["one pod, and 45 for an old one to go", {}, 345],
    ["two pods, and no longer than it ever waits", { replicas: 2 }, 600],
    ["each of two pods that have less time", { replicas: 2, progressDeadlineSeconds: 100 }, 245],
    ["as many pods as load may make of them", { autoscaling: { min: 1, max: 4 }, progressDeadlineSeconds: 100 }, 445],
    ["pods that have longer to go", { progressDeadlineSeconds: 100, terminationGraceSeconds: 90 }, 190],
  ] as const) {
    it(`tells the engine to wait ${seconds} s: the deadline of ${what}`, async () => {
      const { opts, seen } = watching();
      new Workload("web", { ...args, ...settings }, opts);
      await recorder.resources();
      assert.deepEqual(seen.get(TYPE.deployment)?.customTimeouts, { create: `${seconds}s`, update: `${seconds}s` });
      assert.equal(seen.get(TYPE.deployment)?.protect, undefined);
    });
  }

  it("starts no pod before it is settled whom it may talk with", async () => {
    const { opts, seen } = watching();
    const { networkPolicy } = new Workload("web", args, opts);
    await recorder.resources();
    assert.deepEqual(seen.get(TYPE.deployment)?.dependsOn, [networkPolicy]);
  });

  describe("has as many pods", () => {
    it("as it is told, or one", async () => {
      assert.deepEqual([(await deployed()).replicas, (await deployed({ replicas: 3 })).replicas], [1, 3]);
    });

    it("as the environment asks for at least, when it is not told", async () => {
      assert.equal((await deployed({ rules: strict })).replicas, 2);
      assert.equal((await deployed({ rules: { ...strict, minimumReplicas: 0 } })).replicas, 1);
    });

    it("as it is told though the environment asks for more, when that is meant", async () => {
      assert.equal((await deployed({ rules: strict, replicas: 1, fewerReplicas: true })).replicas, 1);
    });

    it("as the autoscaler says, and says no number itself", async () => {
      assert.ok(!("replicas" in (await deployed({ autoscaling: { min: 2, max: 5 } }))));
    });
  });

  it("is spread over nodes only when there is something to spread", async () => {
    for (const single of [{ replicas: 1 }, { autoscaling: { min: 1, max: 9 } }]) {
      const { spec } = (await deployed(single)).template;
      assert.deepEqual([spec.topologySpreadConstraints, spec.affinity], [undefined, undefined]);
    }
    for (const several of [{ replicas: 2 }, { autoscaling: { min: 2, max: 9 } }, { rules: strict }]) {
      const { selector, template } = await deployed(several);
      assert.deepEqual(template.spec.topologySpreadConstraints?.map(({ labelSelector }) => labelSelector), [selector]);
    }
  });

  it("has a budget over its own pods, and none where it wants none", async () => {
    const { selector } = new Workload("web", { ...args, replicas: 4, disruptionBudget: { maxUnavailable: 2 } });
    assert.deepEqual(await specOf(recorder, TYPE.disruptionBudget), { maxUnavailable: 2, selector: { matchLabels: selector }, unhealthyPodEvictionPolicy: "AlwaysAllow" });
    recorder = await Recorder.start();
    assert.equal(new Workload("web", { ...args, replicas: 4, disruptionBudget: false }).disruptionBudget, undefined);
    assert.deepEqual(await recorder.ofType(TYPE.disruptionBudget), []);
  });

  it("has an autoscaler over its own Deployment, whose fewest pods are the replicas unless it says so itself", async () => {
    new Workload("web", { ...args, replicas: 3, autoscaling: { max: 5 } });
    const { scaleTargetRef, minReplicas, maxReplicas } = await specOf<Record<string, unknown>>(recorder, TYPE.autoscaler);
    assert.deepEqual([scaleTargetRef, minReplicas, maxReplicas], [{ apiVersion: "apps/v1", kind: "Deployment", name: "web" }, 3, 5]);
    recorder = await Recorder.start();
    new Workload("web", { ...args, rules: strict, autoscaling: { max: 5 } });
    assert.equal((await specOf<{ minReplicas: number }>(recorder, TYPE.autoscaler)).minReplicas, 2);
  });

  it("rolls its pods when configuration that changes in place has changed", async () => {
    const { metadata } = (await deployed({ checksum: "abc", annotations: { "prometheus.io/scrape": "true" } })).template;
    assert.deepEqual(metadata.annotations, { "moorage.dev/config-checksum": "abc", "prometheus.io/scrape": "true" });
  });

  it("lets each transform have the last word, and what follows a name follows the changed one", async () => {
    const metadata = { name: "other", namespace: "shop" };
    const { name } = new Workload("web", {
      ...args,
      autoscaling: { min: 2, max: 5 },
      transform: {
        deployment: (each) => ({ ...each, metadata }),
        serviceAccount: (each) => ({ ...each, metadata }),
        disruptionBudget: (each) => ({ ...each, metadata }),
        autoscaler: (each) => ({ ...each, metadata }),
        networkPolicy: (each) => ({ ...each, metadata }),
      },
    });
    const all = await made(recorder);
    assert.equal(all.length, 5);
    for (const resource of all) assert.deepEqual(metadataOf(resource), metadata);
    assert.equal((await specOf<Spec>(recorder, TYPE.deployment)).template.spec.serviceAccountName, "other");
    assert.equal((await specOf<{ scaleTargetRef: { name: string } }>(recorder, TYPE.autoscaler)).scaleTargetRef.name, "other");
    assert.equal(await valueOf(name), "other");
  });

  it("is something that a Service can select", () => {
    const { selector, ports, namespace } = new Workload("web", args);
    assert.deepEqual([selector, ports, namespace], [{ "app.kubernetes.io/name": "web", "app.kubernetes.io/instance": "web" }, args.ports, "shop"]);
    assert.deepEqual(new Workload("worker", { namespace: "shop", image }).ports, []);
  });

  it("is refused for everything that is wrong at once, before anything is registered, itself included", async () => {
    const wrong: Partial<WorkloadArgs> = { replicas: 1.5, ports: [{ name: "HTTP", port: 0 }], progressDeadlineSeconds: 900, scratch: "0Mi", rules: strict };
    assert.throws(() => new Workload("Web", { ...args, ...wrong }), (error: unknown) => {
      assert.ok(error instanceof InputError);
      assert.deepEqual([...new Set(error.problems.map(({ path }) => path))], ["name", "ports.HTTP", "scratch", "replicas", "progressDeadlineSeconds"].map((path) => `Workload Web: ${path}`));
      return true;
    });
    assert.deepEqual(await recorder.resources(), []);
  });
});
