import assert from "node:assert/strict";
import { createPrivateKey, X509Certificate } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { administrator, kubeconfigOf, makeIdentities } from "../../src/real-node/identities.ts";
import { NODE_COMPONENT_NAMES, NODE_COMPONENTS } from "../../src/real-node/components.ts";
import { StandInNode } from "./stand-in-node.ts";

const NODE = "moorage-abcdef";
const ADDRESS = "198.18.7.6";

interface Kubeconfig {
  readonly clusters: readonly [{ readonly cluster: { readonly server: string; readonly "certificate-authority-data": string } }];
  readonly users: readonly [{ readonly user: { readonly "client-certificate-data": string; readonly "client-key-data": string } }];
}

describe("the identities of a real node's components", () => {
  let node: StandInNode;
  let thereBefore: boolean;
  before(() => {
    node = new StandInNode();
    thereBefore = areThere();
    makeIdentities(node.places, NODE, ADDRESS);
  });
  after(() => node.remove());

  const areThere = (): boolean => existsSync(kubeconfigOf(node.places.pki, "admin"));
  const text = (file: string): string => readFileSync(join(node.places.pki, file), "utf8");
  const certificate = (file: string): X509Certificate => new X509Certificate(text(`${file}.crt`));
  const kubeconfig = (component: string): Kubeconfig => parse(readFileSync(kubeconfigOf(node.places.pki, component), "utf8")) as Kubeconfig;
  const decoded = (base64: string): string => Buffer.from(base64, "base64").toString("utf8");
  const clients = (): readonly string[] => readdirSync(node.places.pki).filter((file) => file.endsWith(".kubeconfig")).map((file) => file.replace(".kubeconfig", ""));

  it("are there once they are made, and not before", () => {
    assert.deepEqual([thereBefore, areThere()], [false, true]);
  });

  it("are their owner's alone, every file of them", () => {
    for (const file of readdirSync(node.places.pki)) assert.equal(statSync(join(node.places.pki, file)).mode & 0o777, 0o600, file);
  });

  it("have the names and groups that Kubernetes gives rights to, and no more than they need", () => {
    const subjects = Object.fromEntries(clients().map((file) => [file, certificate(file).subject.split("\n").sort()]));
    assert.deepEqual(subjects, {
      admin: ["CN=moorage-admin", "O=system:masters"],
      "kube-apiserver-client": ["CN=kube-apiserver", "O=system:masters"],
      "kube-controller-manager": ["CN=system:kube-controller-manager"],
      "kube-scheduler": ["CN=system:kube-scheduler"],
      "kube-proxy": ["CN=system:kube-proxy"],
      coredns: ["CN=moorage:coredns"],
      traefik: ["CN=moorage:traefik"],
      "local-volumes": ["CN=moorage:local-volumes"],
      kubelet: [`CN=system:node:${NODE}`, "O=system:nodes"],
    });
  });

  it("are believed by the node's own authority; what speaks for the API server to extensions, by another", () => {
    const [authority, frontProxy] = [certificate("ca"), certificate("front-proxy-ca")];
    for (const file of [...clients(), "kube-apiserver", "kubelet-server"]) assert.equal(certificate(file).verify(authority.publicKey), true, file);
    assert.deepEqual([certificate("front-proxy").verify(authority.publicKey), certificate("front-proxy").verify(frontProxy.publicKey)], [false, true]);
    assert.equal(certificate("front-proxy").subject, "CN=front-proxy");
  });

  it("each come with the key that fits", () => {
    for (const file of readdirSync(node.places.pki).filter((name) => name.endsWith(".crt") && !name.includes("ca.crt"))) {
      const name = file.replace(".crt", "");
      assert.equal(certificate(name).checkPrivateKey(createPrivateKey(text(`${name}.key`))), true, name);
    }
    assert.match(text("tokens.key"), /PRIVATE KEY/);
  });

  it("keep no key of an authority: nobody can issue anything later", () => {
    assert.deepEqual(readdirSync(node.places.pki).filter((file) => file.includes("ca.key")), []);
  });

  it("let the API server be asked by every name and address that pods and this machine have for it", () => {
    const server = certificate("kube-apiserver");
    for (const host of ["kubernetes", "kubernetes.default", "kubernetes.default.svc", "kubernetes.default.svc.cluster.local", "localhost"]) assert.equal(server.checkHost(host), host);
    for (const address of ["127.0.0.1", "10.96.0.1", ADDRESS]) assert.equal(server.checkIP(address), address);
  });

  it("let the kubelet be asked by the node's name and address", () => {
    const server = certificate("kubelet-server");
    assert.deepEqual([server.checkHost(NODE), server.checkIP(ADDRESS), server.checkIP("127.0.0.1")], [NODE, ADDRESS, undefined]);
  });

  it("stand in kubeconfigs that lead to the node, and trust its authority and nobody else", () => {
    for (const component of clients()) {
      const { clusters: [{ cluster }], users: [{ user }] } = kubeconfig(component);
      assert.equal(cluster.server, `https://${ADDRESS}:6443`, component);
      assert.equal(decoded(cluster["certificate-authority-data"]), text("ca.crt"), component);
      assert.equal(decoded(user["client-certificate-data"]), text(`${component}.crt`), component);
      assert.equal(decoded(user["client-key-data"]), text(`${component}.key`), component);
    }
  });

  it("are there for every kubeconfig that a component is started with", () => {
    const named = NODE_COMPONENT_NAMES.flatMap((name) => NODE_COMPONENTS[name].args(node.places, { name: NODE, address: ADDRESS, ingressPort: 8080 })).flatMap((arg) => /[^=]*\/pki\/.*$/.exec(arg)?.[0] ?? []);
    assert.ok(named.length > 10);
    for (const path of named) assert.ok(statSync(path).isFile(), path);
  });

  it("of the administrator are what a clone's kubeconfig says, at whatever address", () => {
    assert.deepEqual(administrator(node.places.pki, "admin", "198.18.0.2"), { server: "https://198.18.0.2:6443", authority: text("ca.crt"), certificate: text("admin.crt"), key: text("admin.key") });
  });

  it("of another node are others", () => {
    const other = new StandInNode();
    try {
      makeIdentities(other.places, NODE, ADDRESS);
      const authority = new X509Certificate(readFileSync(join(other.places.pki, "ca.crt")));
      assert.equal(certificate("admin").verify(authority.publicKey), false);
    } finally {
      other.remove();
    }
  });
});
