import assert from "node:assert/strict";
import fc from "fast-check";
import { Problems } from "@moorage/core";
import type { Peer } from "@moorage/core";
import type { TrafficSettings } from "../src/index.ts";
import { trafficProblems, trafficSpec } from "../src/network-policy.ts";

const selector = { app: "web" };
const ports = [{ name: "http", port: 8000 }];
const tcp = (...numbers: readonly number[]) => numbers.map((port) => ({ protocol: "TCP", port }));

function paths(settings: TrafficSettings): readonly string[] {
  const problems = new Problems();
  trafficProblems(problems, settings);
  return problems.found.map(({ path }) => path);
}
const cidr = (text: string): readonly string[] => paths({ to: [{ cidr: text }] });

describe("the network policy of a workload", () => {
  it("lets everybody in on its own ports, and its pods out to everybody, unless told otherwise", () => {
    const { podSelector, policyTypes, ingress, egress } = trafficSpec(selector, { ports });
    assert.deepEqual([podSelector, policyTypes], [{ matchLabels: selector }, ["Ingress", "Egress"]]);
    assert.deepEqual(ingress, [{ ports: tcp(8000) }]);
    assert.deepEqual(egress[1], {});
  });

  it("counts the ports of sidecars among the pods' own, and those of init containers not", () => {
    const settings = { ports, sidecars: { proxy: { ports: [{ name: "proxy", port: 8080 }] } }, initContainers: { setup: { ports: [{ name: "setup", port: 1 }] } } };
    assert.deepEqual(trafficSpec(selector, settings).ingress, [{ ports: tcp(8000, 8080) }]);
  });

  it("lets nobody in where nothing listens", () => assert.deepEqual(trafficSpec(selector, {}).ingress, []));

  it("lets nobody in or out but those who are named", () => {
    const { ingress, egress } = trafficSpec(selector, { ports, from: [{ selector: { app: "proxy" } }], to: [] });
    assert.deepEqual(ingress, [{ from: [{ podSelector: { matchLabels: { app: "proxy" } } }], ports: tcp(8000) }]);
    assert.equal(egress.length, 1, "name servers");
    assert.deepEqual(trafficSpec(selector, { ports, from: [] }).ingress, []);
  });

  it("takes peers of every kind", () => {
    const peers: readonly Peer[] = [{}, { namespace: "a" }, { selector }, { namespace: "a", selector, ports: [1] }, { cidr: "10.0.0.0/8" }, { cidr: "fd00::/8", ports: [65535] }];
    assert.deepEqual(paths({ from: peers, to: peers }), []);
    assert.deepEqual(paths({}), []);
  });

  it("says which peer is nobody", () => {
    assert.deepEqual(paths({ from: [{}, { ports: [0] }], to: [{ cidr: "shop.example.com" }] }), ["from[1].ports", "to[0].cidr"]);
    assert.deepEqual(paths({ to: [{ cidr: "10.0.0.0/8", namespace: "a" }, { cidr: "10.0.0.0/8", selector }] }), ["to[0]", "to[1]"]);
  });

  it("takes an address and as many bits as it has, and nothing else", () => {
    for (const wrong of ["10.0.0.0", "10.0.0.0/", "10.0.0.0/33", "10.0.0/8", "10.0.0.0/8/8", "::/129", "", "/8", "10.0.0.0/-1", "10.0.0.0/1e1"]) assert.deepEqual(cidr(wrong), ["to[0].cidr"], wrong);
    fc.assert(fc.property(fc.ipV4(), fc.integer({ min: 0, max: 40 }), (address, bits) => assert.equal(cidr(`${address}/${bits}`).length === 0, bits <= 32)));
    fc.assert(fc.property(fc.ipV6(), fc.integer({ min: 0, max: 140 }), (address, bits) => assert.equal(cidr(`${address}/${bits}`).length === 0, bits <= 128)));
  });
});
