import assert from "node:assert/strict";
import { externalService } from "../src/index.ts";

const base = { serviceName: "database", namespace: "data", portName: "postgres", port: 5432, labels: { a: "b" } };

describe("a server outside the cluster", () => {
  it("with a host name is reached by an ExternalName Service alone", () => {
    const made = externalService({ ...base, server: "db.example.com" });
    assert.deepEqual(made.service.spec, { type: "ExternalName", externalName: "db.example.com", ports: [{ name: "postgres", port: 5432, protocol: "TCP" }] });
    assert.equal("endpointSlice" in made, false);
  });

  for (const [server, addressType] of [["192.0.2.7", "IPv4"], ["2001:db8::7", "IPv6"]] as const) {
    it(`with the address ${server} is reached by a Service without a selector and an EndpointSlice that is bound to it`, () => {
      const { service, endpointSlice } = externalService({ ...base, server });
      assert.deepEqual(service.spec, { type: "ClusterIP", ports: [{ name: "postgres", port: 5432, protocol: "TCP" }] });
      assert.deepEqual(endpointSlice?.endpoints, [{ addresses: [server], conditions: { ready: true } }]);
      assert.equal(endpointSlice.addressType, addressType);
      assert.equal(endpointSlice.metadata.labels["kubernetes.io/service-name"], "database");
      assert.deepEqual(endpointSlice.ports, service.spec.ports);
    });
  }

  it("is not waited for: nothing in the cluster will ever be ready for it", () => {
    const { service } = externalService({ ...base, server: "db.example.com" });
    assert.deepEqual(service.metadata, { name: "database", namespace: "data", labels: { a: "b" }, annotations: { "pulumi.com/skipAwait": "true" } });
  });
});
