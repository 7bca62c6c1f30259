import assert from "node:assert/strict";
import type * as pulumi from "@pulumi/pulumi";
import type { NamespaceReference } from "@moorage/core";
import { InputError } from "@moorage/core";
import { Recorder, valueOf } from "@moorage/testing";
import type { Recorded } from "@moorage/testing";
import { AppNamespace, namespaceDefaults } from "../src/index.ts";

const NAMESPACE = "kubernetes:core/v1:Namespace";
const QUOTA = "kubernetes:core/v1:ResourceQuota";
const RANGE = "kubernetes:core/v1:LimitRange";
const POLICY = "kubernetes:networking.k8s.io/v1:NetworkPolicy";
const INSIDE = [QUOTA, RANGE, POLICY];

interface Metadata {
  readonly name: string;
  readonly namespace?: string;
  readonly labels: Readonly<Record<string, string>>;
}

const metadataOf = ({ inputs }: Recorded): Metadata => inputs["metadata"] as Metadata;

describe("AppNamespace", () => {
  let recorder: Recorder;
  beforeEach(async () => (recorder = await Recorder.start()));

  it("is one Namespace of the name it was given, known before and after it is made", async () => {
    const namespace = new AppNamespace("apps", { name: "board-dev" });
    assert.equal(namespace.plainName, "board-dev");
    assert.equal(await valueOf(namespace.name), "board-dev");
    assert.equal((await recorder.only(NAMESPACE)).name, "apps");
  });

  it("admits only pods of the level restricted, by rules of a pinned version", async () => {
    new AppNamespace("apps");
    const { labels } = metadataOf(await recorder.only(NAMESPACE));
    for (const mode of ["enforce", "audit", "warn"]) {
      assert.equal(labels[`pod-security.kubernetes.io/${mode}`], "restricted");
      assert.equal(labels[`pod-security.kubernetes.io/${mode}-version`], "v1.34");
    }
  });

  it("makes a quota, limits and a policy beside the Namespace, all of them under the component, and nothing else", async () => {
    new AppNamespace("apps");
    await recorder.resources();
    const within = (type: string): string => `urn:pulumi:dev::moorage::moorage:namespace:AppNamespace$${type}::apps`;
    assert.deepEqual([...(await recorder.urns())].sort(), ["urn:pulumi:dev::moorage::moorage:namespace:AppNamespace::apps", ...[NAMESPACE, ...INSIDE].map(within)].sort());
  });

  it("puts what it makes into the namespace, under names that do not change, and only once the namespace is there", async () => {
    const renamed = await Recorder.start({ outputs: { [NAMESPACE]: () => ({ metadata: { name: "as-made" } }) } });
    new AppNamespace("apps", { name: "board-dev" });
    const made = (await renamed.resources()).filter(({ type }) => INSIDE.includes(type)).map(metadataOf);
    assert.deepEqual(made.map(({ name }) => name).sort(), ["default-deny", "limits", "quota"]);
    for (const { namespace, name } of made) assert.equal(namespace, "as-made", `${name} takes the name from before the namespace is made, so it does not wait`);
  });

  it("has a name that waits for the Namespace alone", async () => {
    const { name, namespace } = new AppNamespace("apps");
    const waitsFor = (name as unknown as { allResources(): Promise<ReadonlySet<pulumi.Resource>> }).allResources();
    assert.deepEqual([...(await waitsFor)], [namespace]);
  });

  it("stops all traffic of all its pods, in both directions", async () => {
    new AppNamespace("apps");
    assert.deepEqual((await recorder.only(POLICY)).inputs["spec"], { podSelector: {}, policyTypes: ["Ingress", "Egress"] });
  });

  it("bounds requests, limits and counts", async () => {
    new AppNamespace("apps", { quota: { cpu: "4", pods: 10, persistentVolumeClaims: 0 } });
    assert.deepEqual((await recorder.only(QUOTA)).inputs["spec"], {
      hard: {
        "requests.cpu": "4", "limits.cpu": "8000m",
        "requests.memory": "64Gi", "limits.memory": "131072Mi",
        "requests.ephemeral-storage": "32Gi", "limits.ephemeral-storage": "65536Mi",
        pods: "10", persistentvolumeclaims: "0", "services.loadbalancers": "2",
      },
    });
  });

  it("gives a container without limits some, and none more than the most", async () => {
    new AppNamespace("apps", { limits: { limits: { memory: "1Gi" } } });
    const { inputs } = await recorder.only(RANGE);
    assert.deepEqual(inputs["spec"], {
      limits: [{
        type: "Container",
        defaultRequest: { cpu: "50m", memory: "64Mi", "ephemeral-storage": "256Mi" },
        default: { cpu: "200m", memory: "1Gi", "ephemeral-storage": "512Mi" },
        max: { cpu: "8", memory: "16Gi", "ephemeral-storage": "16Gi" },
      }],
    });
  });

  for (const [setting, type] of Object.entries({ quota: QUOTA, limits: RANGE, networkPolicy: POLICY })) {
    it(`makes no ${type.replace(/.*:/, "")} when ${setting} is false, and everything else as ever`, async () => {
      new AppNamespace("apps", { [setting]: false });
      const types = (await recorder.resources()).filter(({ component }) => !component).map((resource) => resource.type);
      assert.deepEqual(types.sort(), [NAMESPACE, ...INSIDE].filter((each) => each !== type).sort());
    });
  }

  it("bounds limits by the defaults alone where there is no quota", async () => {
    new AppNamespace("apps", { quota: false });
    const [range] = ((await recorder.only(RANGE)).inputs["spec"] as { limits: { max: object }[] }).limits;
    assert.deepEqual(range?.max, { ...namespaceDefaults.max });
  });

  it("refers to a namespace of another stack without making anything", async () => {
    const shared = new AppNamespace("apps", { name: "observability", partOf: "board", shared: true });
    const reference: NamespaceReference = shared;
    assert.deepEqual([reference.plainName, await valueOf(reference.name)], ["observability", "observability"]);
    const { namespace, resourceQuota, limitRange, networkPolicy } = shared;
    assert.deepEqual([namespace, resourceQuota, limitRange, networkPolicy], [undefined, undefined, undefined, undefined]);
    assert.deepEqual((await recorder.resources()).map(({ type }) => type), ["moorage:namespace:AppNamespace"]);
  });

  it("labels all it makes as a part of its system, and takes the version of the rules it is told", async () => {
    new AppNamespace("apps", { name: "board-dev", partOf: "board", podSecurityVersion: "v1.30" });
    for (const made of (await recorder.resources()).filter(({ component }) => !component)) {
      const { labels } = metadataOf(made);
      assert.deepEqual([labels["app.kubernetes.io/name"], labels["app.kubernetes.io/part-of"], labels["app.kubernetes.io/managed-by"]], ["board-dev", "board", "pulumi"], made.type);
    }
    assert.equal(metadataOf(await recorder.only(NAMESPACE)).labels["pod-security.kubernetes.io/enforce-version"], "v1.30");
  });

  it("lets each transform have the last word on its own child", async () => {
    new AppNamespace("apps", {
      transform: {
        namespace: () => ({ metadata: { name: "n" } }),
        resourceQuota: (made) => ({ ...made, spec: { hard: { pods: "1" } } }),
        limitRange: (made) => ({ ...made, spec: { limits: [] } }),
        networkPolicy: (made) => ({ ...made, spec: { podSelector: {}, policyTypes: ["Ingress"] } }),
      },
    });
    assert.deepEqual((await recorder.only(NAMESPACE)).inputs["metadata"], { name: "n" });
    assert.deepEqual((await recorder.only(QUOTA)).inputs["spec"], { hard: { pods: "1" } });
    assert.deepEqual((await recorder.only(RANGE)).inputs["spec"], { limits: [] });
    assert.deepEqual((await recorder.only(POLICY)).inputs["spec"], { podSelector: {}, policyTypes: ["Ingress"] });
  });

  it("is refused with everything that is wrong before anything is registered", async () => {
    assert.throws(() => new AppNamespace("apps", { name: "default", quota: { pods: -1 } }), (error: unknown) => {
      assert.ok(error instanceof InputError);
      assert.deepEqual(error.problems.map(({ path }) => path), ["AppNamespace apps: name", "AppNamespace apps: quota.pods"]);
      return true;
    });
    assert.deepEqual(await recorder.resources(), []);
  });
});
