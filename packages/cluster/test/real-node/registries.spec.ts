import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { trustRegistry } from "../../src/index.ts";
import type { ClusterFacts } from "../../src/index.ts";
import { StandInNode } from "./stand-in-node.ts";
import { fromToml } from "./toml.ts";

const PEM = "-----BEGIN CERTIFICATE-----\none\n-----END CERTIFICATE-----\n";

describe("the registries that a real node trusts", () => {
  let node: StandInNode;
  let facts: ClusterFacts;
  beforeEach(() => {
    node = new StandInNode();
    facts = {
      provider: "embedded",
      name: "moorage-abcdef",
      context: "moorage",
      kubeconfig: node.at("clone/kubeconfig"),
      server: "https://198.18.7.6:6443",
      nodes: "real",
      kubernetesVersion: "v1.36.3",
      ingressClass: "traefik",
      ingressAddresses: true,
      ingressPort: 8080,
      home: node.places.home,
      tools: {},
      createdAt: "2026-01-01T00:00:00.000Z",
    };
  });
  afterEach(() => node.remove());

  it("have each a folder where its runtime looks for them, with who vouches for them", () => {
    for (const host of ["198.18.7.5:5000", "registry.example.com"]) {
      trustRegistry(facts, host, PEM);
      const folder = join(node.places.registries, host);
      assert.deepEqual(fromToml(readFileSync(join(folder, "hosts.toml"), "utf8")), { server: `https://${host}`, ca: join(folder, "ca.crt") });
      assert.equal(readFileSync(join(folder, "ca.crt"), "utf8"), PEM);
    }
  });

  it("can get another authority", () => {
    trustRegistry(facts, "198.18.7.5:5000", PEM);
    trustRegistry(facts, "198.18.7.5:5000", PEM.replace("one", "two"));
    assert.match(readFileSync(join(node.places.registries, "198.18.7.5:5000", "ca.crt"), "utf8"), /two/);
  });

  for (const host of ["", "..", "../other", "https://registry.example.com", "registry.example.com/team", "registry.example.com:", "a b"]) {
    it(`are none at ${JSON.stringify(host)}, which is told without a file`, () => {
      assert.throws(() => trustRegistry(facts, host, PEM), { name: "ClusterError", message: /is no host of a registry\. Fix: host and port alone/ });
      assert.equal(existsSync(join(node.places.registries, host, "hosts.toml")), false);
    });
  }

  it("are nothing that can be set for a cluster of another kind", () => {
    for (const changes of [{ provider: "k3d" }, { nodes: "simulated" }, { home: undefined }] as const) {
      assert.throws(() => trustRegistry({ ...facts, ...changes }, "198.18.7.5:5000", PEM), { code: "no-cluster", message: /has no real node of the embedded kind/ });
    }
  });
});
