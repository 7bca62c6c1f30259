import assert from "node:assert/strict";
import { join, sep } from "node:path";
import fc from "fast-check";
import { parseAllDocuments } from "yaml";
import { PINNED } from "../src/index.ts";
import { COMPONENT_NAMES, COMPONENTS, placesOf, REQUIRED_TOOLS, toolPath } from "../src/embedded/components.ts";
import { clusterDescription } from "../src/embedded/config.ts";
import { initialObjects, SIMULATED_ADDRESS, STORAGE_CLASS, VOLUME_DRIVER } from "../src/embedded/objects.ts";

interface Description {
  readonly kind: string;
  readonly options: Readonly<Record<string, unknown>>;
  readonly componentsPatches: readonly { readonly name: string; readonly extraArgs: readonly { readonly key: string; readonly value: unknown }[] }[];
}

interface InitialObject {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly labels?: Readonly<Record<string, string>>; readonly annotations?: Readonly<Record<string, string>> };
  readonly provisioner?: string;
  readonly volumeBindingMode?: string;
  readonly spec?: Readonly<Record<string, unknown>>;
}

const somePorts = { apiServer: 20001, etcd: 20002, etcdPeer: 20003, controllerManager: 20004, scheduler: 20005, kwok: 20006 };

describe("the components of an embedded cluster", () => {
  it("start with the store and the API server, which all others wait for", () => {
    assert.deepEqual(COMPONENT_NAMES.slice(0, 2), ["etcd", "kube-apiserver"]);
  });

  it("are all among the tools that it takes", () => {
    for (const tool of Object.values(COMPONENTS)) assert.ok((REQUIRED_TOOLS as readonly string[]).includes(tool), tool);
  });

  it("are found by path, or named with what to do", () => {
    assert.equal(toolPath({ etcd: "/tools/etcd" }, "etcd"), "/tools/etcd");
    assert.throws(() => toolPath({ etcd: "/tools/etcd" }, "kwok"), { code: "tool-missing", message: "no kwok was given. Fix: run `pnpm start`, which gets it" });
  });

  it("keep everything of a cluster below its own folder, save for its description, which is there before the folder", () => {
    const { home, workdir, config, marker, logs } = placesOf("/home/shared", "moorage-abcdef");
    assert.deepEqual([home, workdir], ["/home/shared", join("/home/shared", "clusters", "moorage-abcdef")]);
    for (const path of [marker, logs]) assert.ok(path.startsWith(workdir + sep), path);
    assert.equal(config, `${workdir}.yaml`);
  });
});

describe("the description that kwokctl is given", () => {
  const pathText = fc.string({ unit: "grapheme", minLength: 1, maxLength: 30 }).map((text) => `/${text}`);
  const described = (tools: Readonly<Record<string, string>>, ports = somePorts): Description => parseAllDocuments(clusterDescription(tools, ports))[0]!.toJS() as Description;
  const tools = Object.fromEntries(REQUIRED_TOOLS.map((name) => [name, `/tools/${name}`]));

  it("holds every path as it is, whatever folders are called", () => {
    fc.assert(
      fc.property(pathText, (folder) => {
        const { options } = described(Object.fromEntries(REQUIRED_TOOLS.map((name) => [name, `${folder}/${name}`])));
        const { etcdBinary, kubeApiserverBinary, kubeControllerManagerBinary, kubeSchedulerBinary, kubectlBinary, kwokControllerBinary } = options;
        const found = [etcdBinary, kubeApiserverBinary, kubeControllerManagerBinary, kubeSchedulerBinary, kubectlBinary, kwokControllerBinary];
        assert.deepEqual(found, ["etcd", "kube-apiserver", "kube-controller-manager", "kube-scheduler", "kubectl", "kwok"].map((name) => `${folder}/${name}`));
      }),
    );
  });

  it("gives each component the port that was found for it", () => {
    const { kubeApiserverPort, etcdPort, etcdPeerPort, kubeControllerManagerPort, kubeSchedulerPort, kwokControllerPort } = described(tools).options;
    assert.deepEqual([kubeApiserverPort, etcdPort, etcdPeerPort, kubeControllerManagerPort, kubeSchedulerPort, kwokControllerPort], Object.values(somePorts));
  });

  it("is for the pinned Kubernetes, and pulls nothing", () => {
    const { kubeVersion, runtime, quietPull } = described(tools).options;
    assert.deepEqual([kubeVersion, runtime, quietPull], [`v${PINNED.kubernetes}`, "binary", true]);
  });

  it("lets the API server's certificate stand for this machine only", () => {
    assert.deepEqual(described(tools).options["kubeApiserverCertSANs"], ["127.0.0.1", "localhost"]);
  });

  it("has room for as many Services as many stacks make, and controllers that keep up with them", () => {
    const args = new Map(described(tools).componentsPatches.map(({ name, extraArgs }) => [name, Object.fromEntries(extraArgs.map(({ key, value }) => [key, value]))]));
    assert.match(String(args.get("kube-apiserver")?.["service-cluster-ip-range"]), /\/16$/);
    for (const controller of ["kube-controller-manager", "kube-scheduler"]) assert.ok(Number(args.get(controller)?.["kube-api-qps"]) >= 100, controller);
  });

  it("changes arguments of components that are there, each a text: kwokctl takes nothing else", () => {
    for (const { name, extraArgs } of described(tools).componentsPatches) {
      assert.ok((COMPONENT_NAMES as readonly string[]).includes(name), name);
      for (const { key, value } of extraArgs) assert.equal(typeof value, "string", key);
    }
  });

  it("takes Pods and Services from ranges that do not meet", () => {
    const values = described(tools).componentsPatches.flatMap(({ extraArgs }) => extraArgs);
    const prefix = (wanted: string): string => String(values.find(({ key }) => key === wanted)?.value).split(".").slice(0, 2).join(".");
    assert.notEqual(prefix("service-cluster-ip-range"), prefix("cidr"));
  });
});

describe("what is in an embedded cluster from its beginning", () => {
  const objects = (nodes: number): readonly InitialObject[] => (initialObjects(nodes) as { readonly items: readonly InitialObject[] }).items;
  const only = (kind: string): InitialObject => {
    const found = objects(1).filter((object) => object.kind === kind);
    assert.equal(found.length, 1, kind);
    return found[0]!;
  };

  it("are as many nodes as asked for, each with a host name and a zone of its own", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), (count) => {
        const nodes = objects(count).filter(({ kind }) => kind === "Node");
        assert.equal(nodes.length, count);
        for (const label of ["kubernetes.io/hostname", "topology.kubernetes.io/zone"]) assert.equal(new Set(nodes.map(({ metadata }) => metadata.labels?.[label])).size, count, label);
        for (const { metadata } of nodes) assert.equal(metadata.labels?.["kubernetes.io/hostname"], metadata.name);
      }),
    );
  });

  it("keep their names when there are more of them: pods stay where they are", () => {
    const names = (count: number): readonly string[] => objects(count).filter(({ kind }) => kind === "Node").map(({ metadata }) => metadata.name);
    assert.deepEqual(names(5).slice(0, 2), names(2));
  });

  it("are no two objects of one kind and name", () => {
    const all = objects(3).map(({ kind, metadata }) => `${kind}/${metadata.name}`);
    assert.equal(new Set(all).size, all.length);
  });

  it("are a class for Ingresses and one for volumes that name none", () => {
    assert.equal(only("IngressClass").metadata.annotations?.["ingressclass.kubernetes.io/is-default-class"], "true");
    assert.equal(only("StorageClass").metadata.annotations?.["storageclass.kubernetes.io/is-default-class"], "true");
    assert.equal(only("StorageClass").metadata.name, STORAGE_CLASS);
  });

  it("is a driver for those volumes that nobody has to attach", () => {
    assert.deepEqual([only("CSIDriver").metadata.name, only("StorageClass").provisioner], [VOLUME_DRIVER, VOLUME_DRIVER]);
    assert.equal(only("CSIDriver").spec?.["attachRequired"], false);
  });

  it("are volumes that are there as soon as somebody claims them: no Pod has to be waited for", () => {
    assert.equal(only("StorageClass").volumeBindingMode, "Immediate");
  });

  it("have addresses behind which nothing can ever be", () => {
    assert.match(SIMULATED_ADDRESS, /^192\.0\.2\.\d+$/);
  });
});
