import assert from "node:assert/strict";
import { NODE_COMPONENTS } from "../../src/real-node/components.ts";
import { DNS_ADDRESS } from "../../src/real-node/networks.ts";
import { INGRESS_CLASS, nodeObjects, PROVISIONER, STORAGE_CLASS } from "../../src/real-node/objects.ts";
import { nodePlaces } from "../../src/real-node/places.ts";

interface NodeObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string; readonly labels?: Readonly<Record<string, string>>; readonly annotations?: Readonly<Record<string, string>> };
  readonly [key: string]: unknown;
}
interface Rule {
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
}

describe("what is in a real node from its beginning", () => {
  const { items } = nodeObjects("198.18.7.6") as { readonly items: readonly NodeObject[] };
  const of = (kind: string): readonly NodeObject[] => items.filter((item) => item.kind === kind);
  const only = (kind: string): NodeObject => {
    assert.equal(of(kind).length, 1, kind);
    return of(kind)[0]!;
  };
  const rulesOf = (component: string): readonly Rule[] => (of("ClusterRole").find(({ metadata }) => metadata.name === `moorage:${component}`)?.["rules"] ?? assert.fail(component)) as readonly Rule[];

  it("are no two objects of one kind and name", () => {
    const all = items.map(({ kind, metadata }) => `${kind}/${metadata.namespace ?? ""}/${metadata.name}`);
    assert.equal(new Set(all).size, all.length);
  });

  it("is a class for Ingresses that name none, served by what runs on the node", () => {
    const { metadata, spec } = only("IngressClass");
    assert.deepEqual([metadata.name, metadata.annotations], [INGRESS_CLASS, { "ingressclass.kubernetes.io/is-default-class": "true" }]);
    assert.deepEqual(spec, { controller: "traefik.io/ingress-controller" });
    const args = NODE_COMPONENTS.traefik.args(nodePlaces("/home", "n"), { name: "n", address: "198.18.7.6", ingressPort: 8080 });
    assert.ok(args.includes(`--providers.kubernetesingress.ingressclass=${INGRESS_CLASS}`));
  });

  it("is a class for volumes that name none, made by what runs on the node, where the pod is", () => {
    const { metadata, provisioner, volumeBindingMode, reclaimPolicy } = only("StorageClass");
    assert.deepEqual([metadata.name, metadata.annotations], [STORAGE_CLASS, { "storageclass.kubernetes.io/is-default-class": "true" }]);
    assert.deepEqual([provisioner, volumeBindingMode, reclaimPolicy], [PROVISIONER, "WaitForFirstConsumer", "Delete"]);
    assert.ok(NODE_COMPONENTS["local-volumes"].args(nodePlaces("/home", "n"), { name: "n", address: "198.18.7.6", ingressPort: 8080 }).includes(PROVISIONER));
  });

  it("is a Service for names at the address that pods are told, which leads to the node itself", () => {
    const { metadata, spec } = only("Service");
    assert.deepEqual(spec, { clusterIP: DNS_ADDRESS, ports: [{ name: "dns", port: 53, protocol: "UDP" }, { name: "dns-tcp", port: 53, protocol: "TCP" }] });
    const slice = only("EndpointSlice");
    assert.equal(slice.metadata.namespace, metadata.namespace);
    assert.equal(slice.metadata.labels?.["kubernetes.io/service-name"], metadata.name);
    assert.deepEqual(slice["endpoints"], [{ addresses: ["198.18.7.6"], conditions: { ready: true } }]);
    assert.deepEqual(slice["ports"], (spec as { readonly ports: unknown }).ports);
  });

  it("names the node's address in one place, so that a node that moved is found again", () => {
    const texts = (address: string): readonly string[] => (nodeObjects(address) as { readonly items: readonly NodeObject[] }).items.map((item) => JSON.stringify(item));
    const [one, other] = [texts("198.18.7.6"), texts("198.18.0.2")];
    assert.deepEqual(one.filter((text, index) => text !== other[index]).length, 1);
  });

  it("gives rights to components by the names that their certificates have", () => {
    const bound = of("ClusterRoleBinding").map(({ metadata, roleRef, subjects }) => [metadata.name, roleRef, subjects]);
    assert.deepEqual(bound, ["coredns", "traefik", "local-volumes"].map((component) => {
      const name = `moorage:${component}`;
      return [name, { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name }, [{ apiGroup: "rbac.authorization.k8s.io", kind: "User", name }]];
    }));
    assert.deepEqual(of("ClusterRole").map(({ metadata }) => metadata.name), bound.map(([name]) => name));
  });

  it("lets none of them do everything, nor give rights", () => {
    for (const component of ["coredns", "traefik", "local-volumes"]) {
      for (const { apiGroups, resources, verbs } of rulesOf(component)) {
        for (const words of [apiGroups, resources, verbs]) assert.ok(!words.includes("*"), component);
        assert.ok(!apiGroups.includes("rbac.authorization.k8s.io"), component);
      }
    }
  });

  it("lets the servers of names and Ingresses look, and write nothing but where an Ingress is", () => {
    const writes = (component: string): readonly Rule[] => rulesOf(component).filter(({ verbs }) => verbs.some((verb) => !["get", "list", "watch"].includes(verb)));
    assert.deepEqual(writes("coredns"), []);
    assert.deepEqual(writes("traefik"), [{ apiGroups: ["networking.k8s.io"], resources: ["ingresses/status"], verbs: ["update"] }]);
  });

  it("lets only the ingress controller read Secrets: certificates are in them", () => {
    for (const component of ["coredns", "local-volumes"]) assert.ok(!rulesOf(component).some(({ resources }) => resources.includes("secrets")), component);
  });
});
