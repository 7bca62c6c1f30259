import assert from "node:assert/strict";
import { InputError } from "@moorage/core";
import { Recorder, valueOf } from "@moorage/testing";
import { StatefulWorkload } from "../src/index.ts";
import type { StatefulWorkloadArgs } from "../src/index.ts";
import { TYPE, image, made, metadataOf, specOf, strict, watching } from "./made.ts";

const args: StatefulWorkloadArgs = {
  namespace: "shop",
  image,
  ports: [{ name: "client", port: 4222 }],
  health: { live: { tcp: "client" }, ready: { command: ["/ready"] } },
  claims: { data: { path: "/data", size: "10Gi" } },
};

interface Spec {
  readonly replicas: number;
  readonly serviceName: string;
  readonly podManagementPolicy: string;
  readonly updateStrategy: object;
  readonly persistentVolumeClaimRetentionPolicy: object;
  readonly selector: { readonly matchLabels: object };
  readonly volumeClaimTemplates: readonly { readonly metadata: { readonly name: string; readonly labels: object } }[];
  readonly template: {
    readonly metadata: { readonly labels: object };
    readonly spec: {
      readonly containers: readonly { readonly volumeMounts: readonly { readonly name: string; readonly mountPath: string }[] }[];
      readonly volumes: readonly { readonly name: string }[];
      readonly affinity?: object;
      readonly topologySpreadConstraints?: readonly object[];
    };
  };
}

describe("StatefulWorkload", () => {
  let recorder: Recorder;
  beforeEach(async () => (recorder = await Recorder.start()));

  const deployed = async (changes: Partial<StatefulWorkloadArgs> = {}): Promise<Spec> => {
    recorder = await Recorder.start();
    new StatefulWorkload("queue", { ...args, ...changes });
    return specOf<Spec>(recorder, TYPE.statefulSet);
  };

  it("makes a StatefulSet, its headless Service, a ServiceAccount and a NetworkPolicy, and nothing else, of a single pod", async () => {
    assert.equal(new StatefulWorkload("queue", args).disruptionBudget, undefined);
    assert.deepEqual((await made(recorder)).map(({ type, name }) => [type, name]).sort(), [[TYPE.statefulSet, "queue"], [TYPE.service, "queue"], [TYPE.serviceAccount, "queue"], [TYPE.networkPolicy, "queue"]]);
  });

  it("makes a disruption budget besides from two pods on", async () => {
    const { selector } = new StatefulWorkload("queue", { ...args, replicas: 3 });
    assert.deepEqual(await specOf(recorder, TYPE.disruptionBudget), { maxUnavailable: 1, selector: { matchLabels: selector }, unhealthyPodEvictionPolicy: "AlwaysAllow" });
    recorder = await Recorder.start();
    assert.equal(new StatefulWorkload("queue", { ...args, replicas: 3, disruptionBudget: false }).disruptionBudget, undefined);
  });

  it("gives each pod a host name, ready or not, and waits for no endpoints: that would be a deadlock", async () => {
    const { selector } = new StatefulWorkload("queue", args);
    const service = await recorder.only(TYPE.service);
    assert.deepEqual([metadataOf(service).name, metadataOf(service).annotations], ["queue-headless", { "pulumi.com/skipAwait": "true" }]);
    assert.deepEqual(service.inputs["spec"], { clusterIP: "None", selector, publishNotReadyAddresses: true, ports: [{ name: "client", port: 4222, targetPort: "client", protocol: "TCP" }] });
    assert.equal((await specOf<Spec>(recorder, TYPE.statefulSet)).serviceName, "queue-headless");
  });

  it("may have a Service of another name, and pods that listen nowhere", async () => {
    assert.equal((await deployed({ serviceName: "members" })).serviceName, "members");
    recorder = await Recorder.start();
    new StatefulWorkload("queue", { namespace: "shop", image, claims: {} });
    assert.ok(!("ports" in (await specOf<object>(recorder, TYPE.service))));
  });

  it("mounts each claim where it says, and leaves the volumes to the controller", async () => {
    const { template, volumeClaimTemplates } = await deployed({ mounts: { "/certs": { secret: "tls" } } });
    const [container] = template.spec.containers;
    assert.deepEqual(container?.volumeMounts.map(({ mountPath }) => mountPath), ["/tmp", "/certs", "/data"]);
    assert.equal(container.volumeMounts.at(-1)?.name, "data");
    assert.ok(!template.spec.volumes.some(({ name }) => name === "data"));
    assert.deepEqual(volumeClaimTemplates.map(({ metadata }) => metadata.name), ["data"]);
  });

  it("shares its claims with its sidecars, if they name them", () => {
    assert.doesNotThrow(() => new StatefulWorkload("queue", { ...args, sidecars: { backup: { image, mounts: { "/data": { volume: "data", readOnly: true } } } } }));
    assert.throws(() => new StatefulWorkload("queue", { ...args, sidecars: { backup: { image, mounts: { "/data": { volume: "date" } } } } }), /sidecars\.backup\.mounts\.\/data: names the volume "date".*one of data/);
  });

  it("keeps claims when it goes and when it shrinks", async () => {
    assert.deepEqual((await deployed()).persistentVolumeClaimRetentionPolicy, { whenDeleted: "Retain", whenScaled: "Retain" });
  });

  it("has in what can never change nothing that may change", async () => {
    const before = await deployed();
    const after = await deployed({ component: "broker", partOf: "shop", image: { reference: "queue:2", pullPolicy: "Never" } });
    assert.deepEqual([after.volumeClaimTemplates, after.selector, after.serviceName], [before.volumeClaimTemplates, before.selector, before.serviceName]);
    assert.notDeepEqual(after.template.metadata.labels, before.template.metadata.labels);
  });

  it("starts its pods all at once, or in order where that is needed", async () => {
    assert.deepEqual([(await deployed()).podManagementPolicy, (await deployed({ podManagement: "OrderedReady" })).podManagementPolicy], ["Parallel", "OrderedReady"]);
    assert.deepEqual((await deployed()).updateStrategy, { type: "RollingUpdate" });
  });

  it("is one pod unless told otherwise, spread over nodes when it is more", async () => {
    const [one, three] = [await deployed(), await deployed({ replicas: 3 })];
    assert.deepEqual([one.replicas, one.template.spec.affinity, one.template.spec.topologySpreadConstraints], [1, undefined, undefined]);
    assert.deepEqual([three.replicas, three.template.spec.topologySpreadConstraints?.length], [3, 1]);
  });

  it("is protected where the environment protects data, and only there", async () => {
    for (const [rules, protect] of [[strict, true], [{ ...strict, protectData: false }, undefined], [undefined, undefined]] as const) {
      const { opts, seen } = watching();
      recorder = await Recorder.start();
      new StatefulWorkload("queue", { ...args, replicas: 3, ...(rules === undefined ? {} : { rules }) }, opts);
      await recorder.resources();
      assert.equal(seen.get(TYPE.statefulSet)?.protect, protect);
    }
  });

  it("is waited for as long as its pods may take one after the other, and at least as long as any", async () => {
    for (const [changes, seconds] of [[{}, 600], [{ replicas: 10 }, 1050], [{ replicas: 3, terminationGraceSeconds: 140, health: { ...args.health!, startupSeconds: 360 } }, 1500]] as const) {
      const { opts, seen } = watching();
      recorder = await Recorder.start();
      new StatefulWorkload("queue", { ...args, ...changes }, opts);
      await recorder.resources();
      assert.deepEqual(seen.get(TYPE.statefulSet)?.customTimeouts, { create: `${seconds}s`, update: `${seconds}s` });
    }
  });

  it("lets each transform have the last word", async () => {
    const metadata = { name: "other", namespace: "shop" };
    const { name } = new StatefulWorkload("queue", {
      ...args,
      replicas: 2,
      transform: { statefulSet: (each) => ({ ...each, metadata }), service: (each) => ({ ...each, metadata }), disruptionBudget: (each) => ({ ...each, metadata }) },
    });
    for (const type of [TYPE.statefulSet, TYPE.service, TYPE.disruptionBudget]) assert.deepEqual(metadataOf(await recorder.only(type)), metadata);
    assert.equal((await specOf<Spec>(recorder, TYPE.statefulSet)).serviceName, "other");
    assert.equal(await valueOf(name), "other");
  });

  it("is something that a Service can select", () => {
    const { selector, ports, namespace } = new StatefulWorkload("queue", args);
    assert.deepEqual([selector, ports, namespace], [{ "app.kubernetes.io/name": "queue", "app.kubernetes.io/instance": "queue" }, args.ports, "shop"]);
  });

  it("is refused for everything that is wrong at once, before anything is registered", async () => {
    assert.throws(() => new StatefulWorkload("queue", { ...args, rules: strict, claims: { data: { path: "data", size: "10GB" as "10Gi" } } }), (error: unknown) => {
      assert.ok(error instanceof InputError);
      assert.deepEqual(error.problems.map(({ path }) => path), ["replicas", "claims.data.path", "claims.data.size"].map((path) => `StatefulWorkload queue: ${path}`));
      return true;
    });
    assert.deepEqual(await recorder.resources(), []);
  });
});
