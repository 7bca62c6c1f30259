import assert from "node:assert/strict";
import { setTimeout as pause } from "node:timers/promises";
import { execa } from "execa";
import type { ClusterFacts } from "@moorage/cluster";
import { engineFacts, needsBaseImages, needsDocker, needsExecutables } from "@moorage/testing";
import type { TestFacts } from "@moorage/testing";
import { Containers, containerExecutables } from "../../fixtures/containers.ts";
import type { ContainerPlace } from "../../fixtures/containers.ts";
import { kubeCheckExecutables } from "../../fixtures/kube-checks.ts";
import { registryExecutables, startRegistry } from "../../fixtures/registry.ts";
import type { Registry } from "../../fixtures/registry.ts";
import { Servers, serverExecutables } from "../../fixtures/servers.ts";
import { findings } from "../hardening.ts";
import { PROD_PASSPHRASE, rehearse } from "../rehearsal.ts";
import type { StackSettings } from "../rehearsal.ts";
import { Sandbox, counts } from "../sandbox.ts";
import type { Result } from "../sandbox.ts";

/** One example, as its specs know it. */
export interface Example {
  /** Name of the system, of its folder and of its project. */
  readonly system: string;
  /** Base images that its Dockerfiles name. */
  readonly bases: readonly string[];
  /** Workloads of dev by kind and name, with their replicas. */
  readonly dev: Readonly<Record<string, number>>;
  /** Workloads of prod. */
  readonly prod: Readonly<Record<string, number>>;
  /** Settings of prod beside those of every rehearsal. */
  readonly settings: StackSettings;
  /** What its images answer when they are run. */
  readonly containers: (place: () => ContainerPlace) => void;
  /** What holds of dev alone. @default nothing */
  readonly devTests?: (place: Place) => void;
}

/** What the tests of one example share. */
export interface Place {
  readonly sandbox: () => Sandbox;
  readonly facts: () => TestFacts;
  readonly registry: () => Registry;
  /** References of the images that the stack built, by service. */
  readonly images: () => Promise<Readonly<Record<string, string>>>;
}

interface Workload {
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly spec: { readonly replicas?: number; readonly template: { readonly spec: { readonly containers: readonly { readonly image: string; readonly imagePullPolicy: string }[] } } };
  readonly status: { readonly readyReplicas?: number };
}
interface List<T> {
  readonly items: readonly T[];
}

/** An example on a real engine, API server, Docker engine and registry: dev first, then prod on the same cluster. */
export function describeExample(example: Example): void {
  const { system } = example;
  describe(`The example ${system} on a real engine and a real API server`, function () {
    this.timeout(600_000);
    let facts: TestFacts | undefined;
    let sandbox: Sandbox | undefined;
    let cluster: ClusterFacts;
    let registry: Registry | undefined;
    const given = <T>(value: T | undefined): T => value ?? assert.fail("it was not started");
    const place: Place = {
      sandbox: () => given(sandbox),
      facts: () => given(facts),
      registry: () => given(registry),
      images: async () => (await given(sandbox).outputs<{ readonly v1: { readonly images: Readonly<Record<string, string>> } }>()).v1.images,
    };

    before(async function () {
      facts = engineFacts(this);
      needsBaseImages(this, facts, example.bases);
      sandbox = new Sandbox(facts, `examples/${system}`);
      cluster = await sandbox.clusterUp();
    });
    after(async () => {
      await removeImages(facts, system, registry);
      await registry?.stop();
      await sandbox?.dispose();
    });

    describe("in dev", () => {
      before(async () => void (await place.sandbox().pulumi(["stack", "select", "dev", "--create"])));
      // Suites within a suite come after its own tests: the order holds only among equals.
      describe("from nothing", () => lifeOf(place, "dev", example.dev, {}));
      describeContainers(place, example);
      describe("while it runs", () => example.devTests?.(place));
      describe("in the end", () => endOf(place, "dev", {}));
    });

    describe("in prod", () => {
      before(async function () {
        needsDocker(this, place.facts());
        registry = await startRegistry(needsExecutables(this, registryExecutables));
        await rehearse(place.sandbox(), system, cluster, registry, example.settings);
      });
      lifeOf(place, "prod", example.prod, PROD_PASSPHRASE);
      it("runs every image that it built by the digest that the registry has for it", async () => {
        const { items } = await workloads(place, "prod");
        const ours = items.flatMap(({ spec }) => spec.template.spec.containers).filter(({ image }) => image.startsWith(place.registry().address));
        assert.ok(ours.length > 0);
        for (const { image, imagePullPolicy } of ours) {
          const [, repository = "", tag = "", digest] = /^[^/]+\/(.+):([^:@]+)@(sha256:[0-9a-f]{64})$/.exec(image) ?? [];
          assert.equal(digest, await place.registry().digest(repository, tag), image);
          assert.equal(imagePullPolicy, "IfNotPresent");
        }
      });
      endOf(place, "prod", PROD_PASSPHRASE);
    });
  });
}

/** From nothing to a second `up` that finds nothing to do. */
function lifeOf(place: Place, stack: string, expected: Readonly<Record<string, number>>, env: Readonly<Record<string, string>>): void {
  let first: Result;
  it("comes up with exit code 0", async () => {
    first = await place.sandbox().up(env, stack);
    assert.equal(first.exitCode, 0, first.all);
    assert.ok((counts(first)["created"] ?? 0) > 8, first.all);
  });

  it("has every workload ready, and no others", async () => {
    const { items } = await workloads(place, stack);
    assert.deepEqual(Object.fromEntries(items.map(({ kind, metadata, status }) => [`${kind} ${metadata.name}`, status.readyReplicas ?? 0])), expected);
  });

  it("leaves every resource unchanged when it is brought up again, and previews no change", async () => {
    const again = await place.sandbox().up(env, stack);
    assert.equal(again.exitCode, 0, again.all);
    assert.deepEqual(Object.keys(counts(again)), ["unchanged"], again.all);
    const preview = await place.sandbox().pulumi(["preview", "--stack", stack, "--expect-no-changes", "--non-interactive"], env);
    assert.equal(preview.exitCode, 0, preview.all);
  });

  it("has nothing that kube-linter or kube-score would change", async function () {
    assert.deepEqual(await findings(place.sandbox(), needsExecutables(this, kubeCheckExecutables), [await namespaceOf(place, stack, env)]), []);
  });
}

/** The images that dev runs, in containers, as pods would run them. */
function describeContainers(place: Place, { containers: checks }: Example): void {
  describe("its images, run as pods run them", () => {
    let containers: Containers | undefined;
    let servers: Servers | undefined;
    let images: Readonly<Record<string, string>> = {};
    before(async function () {
      needsDocker(this, place.facts());
      servers = new Servers(needsExecutables(this, serverExecutables));
      containers = await Containers.start(needsExecutables(this, containerExecutables).docker);
      images = await place.images();
    });
    after(async () => {
      await containers?.dispose();
      await servers?.dispose();
    });
    checks(() => {
      if (containers === undefined || servers === undefined) throw new Error("nothing was started");
      return { containers, servers, images };
    });
  });
}

/** `destroy` leaves nothing in the cluster: no object of the system, and none of its namespaces. */
function endOf(place: Place, stack: string, env: Readonly<Record<string, string>>): void {
  it("leaves nothing behind when it is destroyed", async () => {
    const namespace = await namespaceOf(place, stack, env);
    const result = await place.sandbox().destroy(env, stack);
    assert.equal(result.exitCode, 0, result.all);
    // A namespace is gone a moment after the API server said yes.
    for (let second = 0; second < 60 && (await namespaces(place)).includes(namespace); second += 1) await pause(1000);
    assert.ok(!(await namespaces(place)).includes(namespace));
    assert.deepEqual((await workloads(place, stack)).items, []);
    assert.equal((await place.sandbox().pulumi(["stack", "--stack", stack, "--show-urns"], env)).all.includes("kubernetes:"), false);
  });
}

async function namespaces({ sandbox }: Place): Promise<readonly string[]> {
  return (await sandbox().get<List<{ readonly metadata: { readonly name: string } }>>("namespaces")).items.map(({ metadata }) => metadata.name);
}

async function namespaceOf({ sandbox }: Place, stack: string, env: Readonly<Record<string, string>>): Promise<string> {
  return (await sandbox().outputs<{ readonly v1: { readonly namespace: string } }>(env, stack)).v1.namespace;
}

async function workloads({ sandbox }: Place, stack: string): Promise<List<Workload>> {
  const system = sandbox().project.split("/").at(-1) ?? "";
  const { items } = await sandbox().get<List<Workload>>("deployments,statefulsets", "--namespace", `${system}-${stack}`);
  return { items };
}

/** Images that only these tests know: whatever was pushed to their registry. */
async function removeImages(facts: TestFacts | undefined, system: string, registry: Registry | undefined): Promise<void> {
  const docker = facts?.executables["docker"];
  if (docker === undefined || registry === undefined) return;
  const { stdout } = await execa(docker, ["image", "ls", "--format", "{{.Repository}}:{{.Tag}}"], { reject: false });
  const ours = stdout.split("\n").filter((name) => name.startsWith(`${registry.address}/${system}`));
  if (ours.length > 0) await execa(docker, ["image", "rm", "--force", ...ours], { reject: false });
}
