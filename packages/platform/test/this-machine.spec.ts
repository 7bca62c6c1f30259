import assert from "node:assert/strict";
import { isLocalContext, isLoopback } from "../src/this-machine.ts";

describe("The address of a cluster", () => {
  for (const server of ["https://127.0.0.1:6443", "https://127.9.8.7", "https://localhost:6443", "https://k3d.localhost", "https://0.0.0.0:34567", "https://[::1]:6443", "https://[::]:6443", "https://[::ffff:127.0.0.1]", "http://localhost", "https://kubernetes.docker.internal:6443", "https://host.docker.internal:6550"]) {
    it(`is this machine's at ${server}`, () => assert.equal(isLoopback(new URL(server)), true));
  }

  for (const server of ["https://production.example.com", "https://10.0.0.7:6443", "https://127.0.0.1.example.com", "https://localhost.example.com:6443", "https://production-localhost:6443", "https://[2001:db8::1]:6443", "https://128.0.0.1", "https://docker.internal", "https://[::ffff:10.0.0.1]"]) {
    it(`is elsewhere at ${server}`, () => assert.equal(isLoopback(new URL(server)), false));
  }
});

describe("The name of a context", () => {
  for (const context of ["k3d-shop", "kind-shop", "minikube", "docker-desktop", "rancher-desktop", "colima", "colima-x", "orbstack"]) {
    it(`is that of a developer's machine: ${context}`, () => assert.equal(isLocalContext(context), true));
  }

  for (const context of ["production", "my-k3d-shop", "minikube-production", "kindergarten", "k3dev", "k3d-", "docker-desktops", ""]) {
    it(`says nothing: ${JSON.stringify(context)}`, () => assert.equal(isLocalContext(context), false));
  }
});
