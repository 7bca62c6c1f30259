import assert from "node:assert/strict";
import { isHere, isLocalContext } from "../src/this-machine.ts";
import type { Interfaces } from "../src/this-machine.ts";

describe("The address of a cluster", () => {
  for (const server of ["https://127.0.0.1:6443", "https://127.9.8.7", "https://localhost:6443", "https://k3d.localhost", "https://0.0.0.0:34567", "https://[::1]:6443", "https://[::]:6443", "https://[::ffff:127.0.0.1]", "http://localhost", "https://kubernetes.docker.internal:6443", "https://host.docker.internal:6550"]) {
    it(`is this machine's at ${server}`, () => assert.equal(isHere(new URL(server)), true));
  }

  for (const server of ["https://production.example.com", "https://10.0.0.7:6443", "https://127.0.0.1.example.com", "https://localhost.example.com:6443", "https://production-localhost:6443", "https://[2001:db8::1]:6443", "https://128.0.0.1", "https://docker.internal", "https://[::ffff:10.0.0.1]"]) {
    it(`is elsewhere at ${server}`, () => assert.equal(isHere(new URL(server)), false));
  }
});

describe("The address of a real node", () => {
  const end = (address: string, netmask = "255.255.255.252"): { readonly address: string; readonly netmask: string; readonly family: "IPv4" } => ({ address, netmask, family: "IPv4" });
  const wired = (interfaces: Interfaces, server = "https://198.18.7.6:6443"): boolean => isHere(new URL(server), () => interfaces);

  it("is this machine's at the other end of a node's wire", () => assert.equal(wired({ eth0: [end("10.0.0.1", "255.255.255.0")], "mg-0123456789": [end("198.18.7.5")] }), true));
  it("is elsewhere when the wire is another one's", () => assert.equal(wired({ "mg-0123456789": [end("198.18.7.9")] }), false));
  it("is elsewhere on a network of more than two", () => assert.equal(wired({ "mg-0123456789": [end("198.18.7.5", "255.255.255.0")] }), false));
  it("is elsewhere when the interface is no wire of a node", () => assert.equal(wired({ eth0: [end("198.18.7.5")], "mg-nothing": undefined }), false));
  it("is elsewhere by a name, whatever it leads to", () => assert.equal(wired({ "mg-0123456789": [end("198.18.7.5")] }, "https://node.example.com"), false));
});

describe("The name of a context", () => {
  for (const context of ["k3d-shop", "kind-shop", "minikube", "docker-desktop", "rancher-desktop", "colima", "colima-x", "orbstack"]) {
    it(`is that of a developer's machine: ${context}`, () => assert.equal(isLocalContext(context), true));
  }

  for (const context of ["production", "my-k3d-shop", "minikube-production", "kindergarten", "k3dev", "k3d-", "docker-desktops", ""]) {
    it(`says nothing: ${JSON.stringify(context)}`, () => assert.equal(isLocalContext(context), false));
  }
});
