import assert from "node:assert/strict";
import fc from "fast-check";
import { memoryBytes, milliCpu } from "@moorage/core";
import type { ContainerArgs, PodArgs } from "../src/index.ts";
import { podProblems, podSpec } from "../src/index.ts";

const image = { reference: "web:1", pullPolicy: "Never" } as const;
const least: PodArgs = { image, serviceAccountName: "web" };
const SIBLINGS = { "app.kubernetes.io/name": "web" };

interface Amounts {
  readonly cpu: string;
  readonly memory: string;
  readonly "ephemeral-storage": string;
}
interface Container {
  readonly name: string;
  readonly restartPolicy?: string;
  readonly lifecycle?: object;
  readonly resources: { readonly requests: Amounts; readonly limits: Amounts };
  readonly securityContext: { readonly allowPrivilegeEscalation: boolean; readonly privileged: boolean; readonly readOnlyRootFilesystem: boolean; readonly capabilities: object };
  readonly volumeMounts: readonly { readonly name: string; readonly mountPath: string }[];
}
interface Pod {
  readonly containers: readonly Container[];
  readonly initContainers?: readonly Container[];
  readonly volumes: readonly { readonly name: string; readonly emptyDir?: { readonly sizeLimit?: string } }[];
  readonly securityContext: Readonly<Record<string, unknown>>;
  readonly [other: string]: unknown;
}
const spec = (args: Partial<PodArgs> = {}): Pod => podSpec("web", { ...least, ...args }) as unknown as Pod;

describe("a pod", () => {
  it("has one container, its ServiceAccount and no token of the API server", () => {
    const { containers, serviceAccountName, automountServiceAccountToken, enableServiceLinks, initContainers } = spec();
    assert.deepEqual(containers.map(({ name }) => name), ["web"]);
    assert.deepEqual([serviceAccountName, automountServiceAccountToken, enableServiceLinks, initContainers], ["web", false, false, undefined]);
  });

  it("runs without root, under a user that is nobody on the node", () => {
    const { runAsNonRoot, runAsUser, runAsGroup, fsGroup, seccompProfile } = spec().securityContext;
    assert.deepEqual([runAsNonRoot, runAsUser, runAsGroup, fsGroup, seccompProfile], [true, 10001, 10001, 10001, { type: "RuntimeDefault" }]);
  });

  it("shares nothing of its node", () => {
    const pod = spec({ sidecars: { log: { image } }, ports: [{ name: "http", port: 80 }] });
    for (const key of ["hostNetwork", "hostPID", "hostIPC"]) assert.equal(pod[key], undefined);
    assert.doesNotMatch(JSON.stringify(pod), /host(Path|Port)/);
  });

  it("goes on serving for a while after it was told to stop, and has time to end", () => {
    const { containers, terminationGracePeriodSeconds } = spec();
    assert.deepEqual([containers[0]?.lifecycle, terminationGracePeriodSeconds], [{ preStop: { sleep: { seconds: 10 } } }, 45]);
    const other = spec({ preStopSeconds: 0, terminationGraceSeconds: 90 });
    assert.deepEqual([other.containers[0]?.lifecycle, other["terminationGracePeriodSeconds"]], [undefined, 90]);
  });

  it("starts its sidecars before its init containers, and they stay", () => {
    const { initContainers = [], containers } = spec({ sidecars: { proxy: { image } }, initContainers: { first: { image }, second: { image } } });
    assert.deepEqual(initContainers.map(({ name, restartPolicy }) => [name, restartPolicy]), [["proxy", "Always"], ["first", undefined], ["second", undefined]]);
    assert.equal(containers.length, 1);
    for (const { lifecycle } of initContainers) assert.equal(lifecycle, undefined);
  });

  it("keeps away from its siblings when it has some, and prefers rather than insists", () => {
    const { topologySpreadConstraints, affinity } = spec({ spreadOver: SIBLINGS });
    const labelSelector = { matchLabels: SIBLINGS };
    assert.deepEqual(topologySpreadConstraints, [{ maxSkew: 1, topologyKey: "kubernetes.io/hostname", whenUnsatisfiable: "ScheduleAnyway", labelSelector }]);
    assert.deepEqual(affinity, { podAntiAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 100, podAffinityTerm: { topologyKey: "kubernetes.io/hostname", labelSelector } }] } });
    assert.deepEqual([spec()["topologySpreadConstraints"], spec()["affinity"]], [undefined, undefined]);
  });

  it("pulls with Secrets and restarts otherwise only when told", () => {
    const { imagePullSecrets, restartPolicy } = spec({ pullSecrets: ["registry"], restartPolicy: "Never" });
    assert.deepEqual([imagePullSecrets, restartPolicy], [[{ name: "registry" }], "Never"]);
    assert.deepEqual([spec({ pullSecrets: [] })["imagePullSecrets"], spec()["restartPolicy"]], [undefined, undefined]);
  });

  it("has the volumes it is given beside those its containers need", () => {
    const { volumes } = spec({ volumes: [{ name: "shared", emptyDir: { sizeLimit: "1Mi" } }], mounts: { "/shared": { volume: "shared" } } });
    assert.deepEqual(volumes.at(-1), { name: "shared", emptyDir: { sizeLimit: "1Mi" } });
    assert.equal(volumes.length, 2);
  });

  const label = fc.stringMatching(/^[a-z][a-z0-9]{0,12}$/);
  const settings = fc.record(
    {
      runtime: fc.constantFrom("python", "node", "java", "native"),
      ports: fc.uniqueArray(fc.record({ name: label, port: fc.integer({ min: 1, max: 65535 }) }), { selector: ({ port }) => port, maxLength: 2 }),
      environment: fc.dictionary(fc.constantFrom("A", "B"), fc.oneof(fc.string(), fc.constant({ field: "metadata.name" }), fc.constant({ secret: "s", key: "k" }))),
      resources: fc.record({ requests: fc.record({ cpu: fc.constant("10m"), memory: fc.constant("1Mi") }, { requiredKeys: [] }), limits: fc.record({ "ephemeral-storage": fc.constant("9Gi") }) }, { requiredKeys: [] }),
      writable: fc.dictionary(fc.constantFrom("/cache", "/var/run", "/tmp"), fc.constantFrom("1Mi", "16Mi")),
      mounts: fc.dictionary(fc.constantFrom("/a", "/b"), fc.constantFrom({ secret: "s" }, { configMap: "c" }, { claim: "d" }, { volume: "shared" })),
      scratch: fc.constantFrom("1Mi", "2Gi"),
    },
    { requiredKeys: [] },
  ) as unknown as fc.Arbitrary<Omit<ContainerArgs, "image">>;
  const containers = (prefix: string) => fc.dictionary(label.map((name) => `${prefix}-${name}`), settings.map((its) => ({ image, ...its })), { maxKeys: 3 });
  const pods = fc.record({ main: settings, sidecars: containers("side"), initContainers: containers("init"), preStopSeconds: fc.nat({ max: 5 }) }).map(
    ({ main, ...rest }): PodArgs => ({ ...least, ...main, ...rest, volumes: [{ name: "shared", emptyDir: {} }] }),
  );

  it("has in every container, init and sidecar included, all that Pod Security restricted and the house ask for", () => {
    fc.assert(fc.property(pods, (args) => {
      const { containers: mains, initContainers = [], volumes, securityContext } = spec(args);
      assert.equal(initContainers.length, Object.keys(args.sidecars ?? {}).length + Object.keys(args.initContainers ?? {}).length);
      assert.deepEqual([securityContext["runAsNonRoot"], securityContext["seccompProfile"]], [true, { type: "RuntimeDefault" }]);
      for (const { securityContext: context, resources, volumeMounts } of [...mains, ...initContainers]) {
        assert.deepEqual(context, { allowPrivilegeEscalation: false, privileged: false, readOnlyRootFilesystem: true, capabilities: { drop: ["ALL"] } });
        assert.ok(milliCpu(resources.requests.cpu) > 0 && milliCpu(resources.requests.cpu) <= milliCpu(resources.limits.cpu));
        for (const kind of ["memory", "ephemeral-storage"] as const) assert.ok(memoryBytes(resources.requests[kind]) > 0 && memoryBytes(resources.requests[kind]) <= memoryBytes(resources.limits[kind]), kind);
        const scratch = volumeMounts.find(({ mountPath }) => mountPath === "/tmp");
        assert.ok(memoryBytes(volumes.find(({ name }) => name === scratch?.name)?.emptyDir?.sizeLimit ?? "") > 0);
        for (const { name } of volumeMounts) assert.ok(volumes.some((volume) => volume.name === name), name);
        assert.equal(new Set(volumeMounts.map(({ mountPath }) => mountPath)).size, volumeMounts.length);
      }
      assert.equal(new Set(volumes.map(({ name }) => name)).size, volumes.length);
    }));
  });

  it("is generated here in ways that can be wrong, and is then found out", () => {
    const faults = fc.sample(pods, { numRuns: 200, seed: 1 }).map((args) => podProblems("Pod", "web", args).length);
    assert.ok(faults.includes(0), "all are wrong");
    assert.ok(faults.some((count) => count > 0), "all are good");
  });
});
