import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import fc from "fast-check";
import { registryHost, registryProblems } from "../src/index.ts";

const CANARY = "canary-of-a-password";

describe("a registry", () => {
  for (const address of ["ghcr.io/team", "docker.io/user", "localhost/team", "localhost:5000", "127.0.0.1:5000/team/sub", "registry.example.com", "123456789012.dkr.ecr.eu-west-1.amazonaws.com"]) {
    it(`may be at ${address}`, () => assert.deepEqual(registryProblems({ address }), []));
  }

  const wrong: Readonly<Record<string, string>> = {
    "": "is empty",
    " ": "is empty",
    "https://ghcr.io/team": "has a scheme",
    "oci://ghcr.io": "has a scheme",
    "user@ghcr.io/team": "has a login in it",
    "ghcr.io/team/": "is no address of a registry",
    "ghcr.io/Team": "is no address of a registry",
    "ghcr.io/team:1": "is no address of a registry",
    "ghcr.io/a team": "is no address of a registry",
    team: "begins with no host",
    "team/sub": "begins with no host",
  };
  for (const [address, problem] of Object.entries(wrong)) {
    it(`is refused at ${JSON.stringify(address)} with what to do`, () => {
      const found = registryProblems({ address });
      assert.deepEqual(found.map((one) => [one.path, one.problem, one.fix]), [["registry.address", problem, "pulumi config set registry ghcr.io/your-team"]]);
    });
  }

  it("is not taken for Docker Hub by mistake: who wants that one says so", () => {
    assert.equal(registryProblems({ address: "team" })[0]?.expected, "host and path, such as ghcr.io/your-team, or docker.io/team on Docker Hub");
  });

  it("is refused with a user and no password, and the other way round", () => {
    const password = pulumi.secret(CANARY);
    assert.deepEqual(registryProblems({ address: "ghcr.io/team", username: "robot" }).map(({ path }) => path), ["registry.password"]);
    assert.deepEqual(registryProblems({ address: "ghcr.io/team", password }, "delivery.registry").map(({ path }) => path), ["delivery.registry.username"]);
    assert.deepEqual(registryProblems({ address: "ghcr.io/team", username: "robot", password }), []);
  });

  it("never shows a login that stands in its address", () => {
    const part = fc.constantFrom("ghcr.io", "team", "/", ":", "https://", "//", "x");
    fc.assert(fc.property(fc.string({ unit: part }), fc.string({ unit: part }), (before, after) => {
      const found = registryProblems({ address: `${before}robot:${CANARY}@${after}` });
      assert.equal(found.length, 1);
      assert.ok(!JSON.stringify(found).includes(CANARY), JSON.stringify(found));
    }));
  });

  it("goes by its host in a login, and Docker Hub by where it really is", () => {
    const hosts = { "ghcr.io/team": "ghcr.io", "127.0.0.1:5000/a/b": "127.0.0.1:5000", "registry.example.com": "registry.example.com" };
    for (const [address, host] of Object.entries(hosts)) assert.equal(registryHost(address), host);
    for (const address of ["docker.io/user", "index.docker.io/user", "registry-1.docker.io/user", "docker.io"]) assert.equal(registryHost(address), "registry-1.docker.io");
  });
});
