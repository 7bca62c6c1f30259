import assert from "node:assert/strict";
import { internet, networkPolicySpec } from "../src/index.ts";
import type { Traffic } from "../src/index.ts";

const selector = { "app.kubernetes.io/name": "web" };
const ports = [{ name: "http", port: 8000 }, { name: "metrics", port: 9100 }];
const specOf = (traffic: Partial<Traffic>) => networkPolicySpec({ selector, ports, from: [], to: [], ...traffic });

describe("a network policy", () => {
  it("is about the selected pods, in both directions", () => {
    const { podSelector, policyTypes } = specOf({});
    assert.deepEqual([podSelector, policyTypes], [{ matchLabels: selector }, ["Ingress", "Egress"]]);
  });

  it("lets nothing in and only names be asked for, when no peer is given", () => {
    const { ingress, egress } = specOf({});
    assert.deepEqual(ingress, []);
    assert.deepEqual(egress, [{ to: [{ namespaceSelector: {} }], ports: [{ protocol: "UDP", port: 53 }, { protocol: "TCP", port: 53 }] }]);
  });

  it("lets everybody in on the pods' own ports, and on no other", () => {
    assert.deepEqual(specOf({ from: [{}] }).ingress, [{ ports: [{ protocol: "TCP", port: 8000 }, { protocol: "TCP", port: 9100 }] }]);
  });

  it("lets pods of one namespace in by its name, which the API server puts on it as a label", () => {
    const [rule] = specOf({ from: [{ namespace: "shop", selector: { a: "b" }, ports: [8000] }] }).ingress;
    assert.deepEqual(rule, {
      from: [{ namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "shop" } }, podSelector: { matchLabels: { a: "b" } } }],
      ports: [{ protocol: "TCP", port: 8000 }],
    });
  });

  it("means the pods of its own namespace when only labels are given", () => {
    assert.deepEqual(specOf({ from: [{ selector: { a: "b" } }] }).ingress[0]?.from, [{ podSelector: { matchLabels: { a: "b" } } }]);
  });

  it("lets the pods out to addresses, and to every port when none is named", () => {
    const [, rule] = specOf({ to: [{ cidr: "10.0.0.7/32", ports: [5432] }] }).egress;
    assert.deepEqual(rule, { to: [{ ipBlock: { cidr: "10.0.0.7/32" } }], ports: [{ protocol: "TCP", port: 5432 }] });
    assert.deepEqual(specOf({ to: [internet] }).egress[1], { to: [{ ipBlock: { cidr: "0.0.0.0/0" } }] });
  });

  it("leaves the labels of its caller alone", () => {
    const { podSelector } = specOf({});
    assert.notEqual(podSelector.matchLabels, selector);
  });
});
