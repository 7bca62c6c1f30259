import assert from "node:assert/strict";
import { sep } from "node:path";
import fc from "fast-check";
import { HANDED_OVER, NODE_COMPONENT_NAMES, NODE_COMPONENTS, NODE_PROGRAMS, NODE_TOOLS } from "../../src/real-node/components.ts";
import type { NodeAddresses, NodeComponentName } from "../../src/real-node/components.ts";
import { nodePlaces } from "../../src/real-node/places.ts";

const addresses: NodeAddresses = { name: "moorage-abcdef", address: "198.18.7.6", ingressPort: 8081 };
const places = nodePlaces("/home/shared", addresses.name);
const args = (name: NodeComponentName): readonly string[] => NODE_COMPONENTS[name].args(places, addresses);
/** What a flag is set to. */
const flag = (name: NodeComponentName, key: string): string | undefined => args(name).find((arg) => arg.startsWith(`--${key}=`))?.slice(key.length + 3);

describe("the components of a real node", () => {
  it("start with the store and the API server; what talks to that one comes after it", () => {
    assert.deepEqual(NODE_COMPONENT_NAMES.slice(0, 2), ["etcd", "kube-apiserver"]);
    const waiting = NODE_COMPONENT_NAMES.filter((name) => NODE_COMPONENTS[name].afterApiServer);
    assert.deepEqual(waiting, ["kubelet", "kube-proxy", "coredns", "traefik", "local-volumes"]);
    assert.deepEqual(NODE_COMPONENT_NAMES.slice(-waiting.length), waiting);
  });

  it("are all among the programs of the node, and those among what it takes, each once", () => {
    for (const name of NODE_COMPONENT_NAMES) assert.ok(NODE_PROGRAMS.includes(name), name);
    for (const name of NODE_PROGRAMS) assert.ok(NODE_TOOLS.includes(name), name);
    assert.equal(new Set(NODE_TOOLS).size, NODE_TOOLS.length);
    for (const tool of ["iptables", "ip", "nsenter", "unshare", "kubectl"]) assert.ok(NODE_TOOLS.includes(tool) && !NODE_PROGRAMS.includes(tool), tool);
  });

  it("name no file that is not below the node's own folder, wherever that is", () => {
    const text = fc.stringMatching(/^[a-z0-9][a-z0-9 -]{0,12}$/);
    fc.assert(
      fc.property(text, text, fc.constantFrom(...NODE_COMPONENT_NAMES), (folder, name, component) => {
        const here = nodePlaces(`${sep}${folder}`, name);
        for (const arg of NODE_COMPONENTS[component].args(here, { ...addresses, name })) {
          const path = /^(?:--[\w.-]+=)?(\/.*)$/s.exec(arg)?.[1];
          if (path !== undefined) assert.ok(path.startsWith(here.workdir + sep), `${component}: ${path}`);
        }
      }),
    );
  });

  it("have no flag twice", () => {
    for (const name of NODE_COMPONENT_NAMES) {
      const flags = args(name).flatMap((arg) => /^--?[\w.-]+/.exec(arg)?.[0] ?? []);
      assert.equal(new Set(flags).size, flags.length, name);
    }
  });

  it("put no text of a certificate or key where every process list shows it", () => {
    for (const name of NODE_COMPONENT_NAMES) for (const arg of args(name)) assert.ok(arg.length < 200 && !arg.includes("-----"), `${name}: ${arg}`);
  });

  it("keep their data where it outlives them", () => {
    assert.equal(flag("etcd", "data-dir"), places.etcd);
    assert.equal(flag("kubelet", "root-dir"), places.kubelet);
    assert.equal(args("local-volumes")[args("local-volumes").indexOf("--folder") + 1], places.volumes);
  });

  it("let the store be asked by nobody outside of the node", () => {
    for (const key of ["listen-client-urls", "advertise-client-urls", "listen-peer-urls"]) assert.match(flag("etcd", key) ?? "", /^http:\/\/127\.0\.0\.1:\d+$/, key);
    assert.equal(flag("kube-apiserver", "etcd-servers"), flag("etcd", "listen-client-urls"));
  });

  it("let nobody do anything that is not given to them", () => {
    assert.equal(flag("kube-apiserver", "authorization-mode"), "Node,RBAC");
    assert.equal(flag("kube-apiserver", "enable-admission-plugins"), "NodeRestriction");
    assert.equal(args("kube-controller-manager").includes("--use-service-account-credentials"), true);
  });

  it("check each other's certificates, and sign tokens by one key", () => {
    for (const key of ["client-ca-file", "kubelet-certificate-authority"]) assert.equal(flag("kube-apiserver", key), `${places.pki}/ca.crt`, key);
    assert.equal(flag("kube-apiserver", "requestheader-client-ca-file"), `${places.pki}/front-proxy-ca.crt`);
    assert.equal(flag("kube-apiserver", "service-account-signing-key-file"), flag("kube-controller-manager", "service-account-private-key-file"));
    assert.equal(flag("kube-controller-manager", "root-ca-file"), `${places.pki}/ca.crt`);
  });

  it("agree on the networks of Services and pods, which do not meet", () => {
    const services = flag("kube-apiserver", "service-cluster-ip-range") ?? "";
    assert.equal(flag("kube-controller-manager", "service-cluster-ip-range"), services);
    assert.notEqual(services.split(".").slice(0, 2).join("."), (flag("kube-controller-manager", "cluster-cidr") ?? "").split(".").slice(0, 2).join("."));
  });

  it("wait for no election: there is one of each", () => {
    for (const name of ["kube-controller-manager", "kube-scheduler"] as const) assert.equal(flag(name, "leader-elect"), "false", name);
  });

  it("call the node by its name and address", () => {
    assert.deepEqual([flag("kubelet", "hostname-override"), flag("kubelet", "node-ip")], [addresses.name, addresses.address]);
    assert.equal(flag("kube-apiserver", "advertise-address"), addresses.address);
    assert.ok(args("local-volumes").includes(addresses.name));
  });

  it("serve Ingresses on the node's usual ports, and on one that this machine handed over", () => {
    assert.deepEqual([flag("traefik", "entrypoints.web.address"), flag("traefik", "entrypoints.websecure.address")], [`${addresses.address}:80`, `${addresses.address}:443`]);
    assert.equal(flag("traefik", `entrypoints.${HANDED_OVER}.address`), `127.0.0.1:${addresses.ingressPort}`);
  });

  it("tell nobody that they run", () => {
    assert.deepEqual([flag("traefik", "global.checknewversion"), flag("traefik", "global.sendanonymoususage")], ["false", "false"]);
  });
});
