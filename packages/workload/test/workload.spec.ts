import assert from "node:assert/strict";
import fc from "fast-check";
import { InputError } from "@moorage/core";
import { Recorder } from "@moorage/testing";
import { Workload, workloadDefaults } from "../src/index.ts";
import type { WorkloadArgs } from "../src/index.ts";
import { validateWorkload } from "../src/workload-args.ts";

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

  it("is one pod that nothing asks for its health, where neither is told", async () => {
    const { health: _health, environmentFrom: _from, ...least } = args;
    new Workload("web", least);
    const { replicas, template } = (await recorder.only(DEPLOYMENT)).inputs["spec"] as Spec;
    const [container] = template.spec.containers;
    assert.equal(replicas, 1);
    assert.deepEqual(Object.keys(container ?? {}).filter((key) => key.endsWith("Probe")), []);
    assert.deepEqual(container?.envFrom, []);
  });

  it("puts its labels on everything it makes, and puts it under itself", async () => {
    const { labels } = new Workload("web", args);
    const made = (await recorder.resources()).filter(({ component }) => !component);
    for (const { inputs } of made) assert.deepEqual((inputs["metadata"] as { labels: object }).labels, labels);
    assert.equal(labels["app.kubernetes.io/part-of"], "shop");
    for (const urn of (await recorder.urns()).slice(1)) assert.match(urn, /::moorage:workload:Workload\$kubernetes:/);
  });

  it("declares every port that it was given, by name", async () => {
    const ports = [{ name: "http", port: 8000 }, { name: "metrics", port: 9100 }];
    const { ports: declared } = (await containerOf({ ports })) as unknown as { ports: object[] };
    assert.deepEqual(declared, [{ name: "http", containerPort: 8000, protocol: "TCP" }, { name: "metrics", containerPort: 9100, protocol: "TCP" }]);
  });

  it("takes the policy of an image that a registry has, too", async () => {
    assert.equal((await containerOf({ image: { reference: "registry.example.com/web:1.2", pullPolicy: "IfNotPresent" } })).imagePullPolicy, "IfNotPresent");
  });

  it("selects by the same labels whatever image it runs: no version is among them", async () => {
    const before = (await specOf()).selector;
    recorder = await Recorder.start();
    assert.deepEqual((await specOf({ image: { reference: "web:2.0.0", pullPolicy: "Never" } })).selector, before);
    assert.doesNotMatch(JSON.stringify(before), /version/);
  });

  it("lets the ServiceAccount's transform have the last word too, and its pods follow the name", async () => {
    new Workload("web", { ...args, transform: { serviceAccount: (made) => ({ ...made, metadata: { name: "other", namespace: "shop" } }) } });
    assert.deepEqual((await recorder.only("kubernetes:core/v1:ServiceAccount")).inputs["metadata"], { name: "other", namespace: "shop" });
    assert.equal(((await recorder.only(DEPLOYMENT)).inputs["spec"] as Spec).template.spec.serviceAccountName, "other");
  });

  it("has defaults that nobody can change for all by changing them for one", () => {
    assert.throws(() => Object.assign(workloadDefaults.resources.limits, { memory: "1Mi" }), TypeError);
    assert.throws(() => Object.assign(workloadDefaults, { replicas: 9 }), TypeError);
  });

  for (const replicas of [0, -1, 1.5, NaN]) {
    it(`is refused for ${replicas} replicas`, () => {
      assert.throws(() => new Workload("web", { ...args, replicas }), { message: `Workload web: replicas: is no count of pods; got ${replicas}; expected a whole number from 1` });
    });
  }

  it("takes as port names exactly what Kubernetes takes", () => {
    for (const [name, good] of [["a".repeat(15), true], ["a".repeat(16), false], ["a--b", false], ["80", false], ["-a", false]] as const) {
      const check = (): void => validateWorkload("web", { ...args, ports: [{ name, port: 80 }] }, workloadDefaults.resources, "64Mi");
      if (good) check();
      else assert.throws(check, InputError, name);
    }
    const KUBERNETES = /^(?=.{1,15}$)(?=.*[a-z])(?!.*--)[a-z0-9]([a-z0-9-]*[a-z0-9])?$/;
    fc.assert(fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[a-z0-9-]{1,17}$/)), (name) => {
      const refused = (() => {
        try {
          validateWorkload("web", { ...args, ports: [{ name, port: 80 }] }, workloadDefaults.resources, "64Mi");
          return false;
        } catch {
          return true;
        }
      })();
      assert.equal(refused, !KUBERNETES.test(name), name);
    }));
  });

  it("may have the ports 1 to 65535", () => {
    const problemsOf = (port: number): boolean => {
      try {
        validateWorkload("web", { ...args, ports: [{ name: "http", port }] }, workloadDefaults.resources, "64Mi");
        return false;
      } catch {
        return true;
      }
    };
    assert.deepEqual([1, 65535, 0, 65536, 1.5].map(problemsOf), [false, false, true, true, true]);
  });

  it("is refused for a port that is declared twice, by number or by name", () => {
    for (const second of [{ name: "http", port: 9000 }, { name: "other", port: 8000 }]) {
      assert.throws(() => new Workload("web", { ...args, ports: [...args.ports, second] }), { message: `Workload web: ports.${second.name}: is declared twice; got ${second.name} ${second.port}` });
    }
  });

  it("gets no list of every Service of its namespace, and leaves its last words when it fails", async () => {
    const { template } = await specOf();
    assert.equal((template.spec as { enableServiceLinks?: boolean }).enableServiceLinks, false);
    assert.equal((template.spec.containers[0] as { terminationMessagePolicy?: string } | undefined)?.terminationMessagePolicy, "FallbackToLogsOnError");
  });
});
