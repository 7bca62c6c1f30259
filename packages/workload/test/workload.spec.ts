import assert from "node:assert/strict";
import { InputError } from "@moorage/core";
import { Recorder } from "@moorage/testing";
import { Workload, httpProbes } from "../src/index.ts";
import type { WorkloadArgs } from "../src/index.ts";

const DEPLOYMENT = "kubernetes:apps/v1:Deployment";

const args: WorkloadArgs = {
  namespace: "shop",
  image: { reference: "web:abc", pullPolicy: "Never" },
  ports: [{ name: "http", port: 8000 }],
  health: { live: "/health", ready: "/health/ready" },
  environmentFrom: { configMaps: ["web-config"], secrets: ["web-secret"] },
  partOf: "shop",
};

interface Container {
  readonly image: string;
  readonly imagePullPolicy: string;
  readonly envFrom: readonly object[];
  readonly env?: unknown;
  readonly resources: object;
  readonly securityContext: object;
  readonly livenessProbe: { readonly httpGet: object };
  readonly readinessProbe: { readonly httpGet: object };
  readonly volumeMounts: readonly object[];
  readonly lifecycle: object;
}
interface Spec {
  readonly replicas: number;
  readonly selector: { readonly matchLabels: Readonly<Record<string, string>> };
  readonly strategy: object;
  readonly progressDeadlineSeconds: number;
  readonly template: {
    readonly metadata: { readonly labels: Readonly<Record<string, string>> };
    readonly spec: {
      readonly containers: readonly Container[];
      readonly securityContext: Readonly<Record<string, unknown>>;
      readonly automountServiceAccountToken: boolean;
      readonly serviceAccountName: string;
      readonly terminationGracePeriodSeconds: number;
      readonly topologySpreadConstraints?: readonly object[];
      readonly hostNetwork?: boolean;
    };
  };
}

describe("Workload", () => {
  let recorder: Recorder;

  beforeEach(async () => (recorder = await Recorder.start()));

  const specOf = async (changes: Partial<WorkloadArgs> = {}): Promise<Spec> => {
    new Workload("web", { ...args, ...changes });
    return (await recorder.only(DEPLOYMENT)).inputs["spec"] as Spec;
  };
  const containerOf = async (changes: Partial<WorkloadArgs> = {}): Promise<Container> => (await specOf(changes)).template.spec.containers[0]!;

  it("makes a Deployment and a ServiceAccount in its namespace, and nothing else", async () => {
    new Workload("web", args);
    const made = (await recorder.resources()).filter(({ component }) => !component);
    assert.deepEqual(made.map(({ type, name }) => [type, name]), [["kubernetes:core/v1:ServiceAccount", "web"], [DEPLOYMENT, "web"]]);
    for (const { inputs } of made) assert.equal((inputs["metadata"] as { namespace: string }).namespace, "shop");
  });

  it("gives its pods no token of the API server", async () => {
    new Workload("web", args);
    assert.equal((await recorder.only("kubernetes:core/v1:ServiceAccount")).inputs["automountServiceAccountToken"], false);
    const { spec } = ((await recorder.only(DEPLOYMENT)).inputs["spec"] as Spec).template;
    assert.equal(spec.automountServiceAccountToken, false);
    assert.equal(spec.serviceAccountName, "web");
  });

  it("runs without root, privileges, capabilities or a writable root", async () => {
    const { template } = await specOf();
    const { runAsNonRoot, runAsUser, seccompProfile } = template.spec.securityContext;
    assert.deepEqual([runAsNonRoot, runAsUser, seccompProfile], [true, 10001, { type: "RuntimeDefault" }]);
    assert.deepEqual(template.spec.containers[0]?.securityContext, { allowPrivilegeEscalation: false, privileged: false, readOnlyRootFilesystem: true, capabilities: { drop: ["ALL"] } });
    assert.equal(template.spec.hostNetwork, undefined);
  });

  it("can write to /tmp and nowhere else", async () => {
    assert.deepEqual((await containerOf()).volumeMounts, [{ name: "tmp", mountPath: "/tmp" }]);
  });

  it("selects its pods by labels that they have and that never change", async () => {
    const { selector, template } = await specOf();
    assert.deepEqual(Object.keys(selector.matchLabels).sort(), ["app.kubernetes.io/instance", "app.kubernetes.io/name"]);
    for (const [key, value] of Object.entries(selector.matchLabels)) assert.equal(template.metadata.labels[key], value);
  });

  it("rolls without taking a pod away before another is ready", async () => {
    const { strategy, progressDeadlineSeconds } = await specOf();
    assert.deepEqual(strategy, { type: "RollingUpdate", rollingUpdate: { maxUnavailable: 0, maxSurge: 1 } });
    assert.ok(progressDeadlineSeconds < 600, "the engine would give up first");
  });

  it("has time to drain before it is killed", async () => {
    const { template } = await specOf();
    const { lifecycle } = template.spec.containers[0]!;
    assert.deepEqual(lifecycle, { preStop: { sleep: { seconds: 10 } } });
    assert.ok(template.spec.terminationGracePeriodSeconds > 10);
  });

  it("takes its environment from ConfigMaps and Secrets by name, and none literally", async () => {
    const container = await containerOf();
    assert.deepEqual(container.envFrom, [{ configMapRef: { name: "web-config" } }, { secretRef: { name: "web-secret" } }]);
    assert.equal(container.env, undefined);
  });

  it("takes image and pull policy as they come", async () => {
    const { image, imagePullPolicy } = await containerOf();
    assert.deepEqual([image, imagePullPolicy], ["web:abc", "Never"]);
  });

  it("asks liveness and readiness at different paths of a named port", async () => {
    const { livenessProbe, readinessProbe } = await containerOf();
    assert.deepEqual(livenessProbe.httpGet, { path: "/health", port: "http" });
    assert.deepEqual(readinessProbe.httpGet, { path: "/health/ready", port: "http" });
    assert.equal(httpProbes("http", { live: "/a", ready: "/b" }).startupProbe.httpGet !== undefined, true);
  });

  it("asks for 256Mi and 100m and may use twice that, unless told otherwise", async () => {
    assert.deepEqual((await containerOf()).resources, { requests: { cpu: "100m", memory: "256Mi" }, limits: { cpu: "200m", memory: "512Mi" } });
  });

  it("is spread over nodes only when there is something to spread", async () => {
    assert.equal((await specOf({ replicas: 1 })).template.spec.topologySpreadConstraints, undefined);
    recorder = await Recorder.start();
    assert.equal((await specOf({ replicas: 2 })).template.spec.topologySpreadConstraints?.length, 1);
  });

  it("lets a transform have the last word", async () => {
    const transform: NonNullable<WorkloadArgs["transform"]> = { deployment: (made) => ({ ...made, metadata: { name: "other" } }) };
    new Workload("web", { ...args, transform });
    assert.deepEqual((await recorder.only(DEPLOYMENT)).inputs["metadata"], { name: "other" });
  });

  it("is refused for everything that is wrong at once, before anything is made", async () => {
    const wrong: Partial<WorkloadArgs> = {
      replicas: 1.5,
      ports: [{ name: "HTTP", port: 0 }, { name: "a-name-that-is-too-long", port: 80 }, { name: "web", port: 80 }],
      health: { live: "/health", ready: "/health" },
      resources: { requests: { cpu: "1", memory: "1Gi" }, limits: { cpu: "100m", memory: "1Mi" } },
      scratch: "0Mi",
    };
    assert.throws(() => new Workload("Web", { ...args, ...wrong }), (error: unknown) => {
      assert.ok(error instanceof InputError);
      assert.deepEqual(error.problems.map(({ path }) => path.replace("Workload Web: ", "")), [
        "name", "replicas", "ports.HTTP", "ports.HTTP", "ports.a-name-that-is-too-long", "ports.web", "health.ready", "resources.requests.cpu", "resources.requests.memory", "scratch",
      ]);
      return true;
    });
    assert.deepEqual((await recorder.resources()).filter(({ component }) => !component), []);
  });

  it("is refused when probes have no port to ask", () => {
    assert.throws(() => new Workload("web", { ...args, ports: [] }), /health: asks a port, and none is declared/);
  });
});
