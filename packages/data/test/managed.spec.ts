import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { valueOf } from "@moorage/testing";
import type { DataArgs } from "../src/index.ts";
import { CERTIFICATE, PASSWORD, everyKind, kinds, made, strict } from "./made.ts";

const named: Partial<DataArgs> = { mode: "managed", managed: { server: "db.example.com", port: 7000 }, password: PASSWORD };
const addressed: Partial<DataArgs> = { ...named, managed: { server: "10.0.0.5" } };

for (const kind of everyKind) {
  describe(`a managed ${kind}`, () => {
    it("that has a name gets another one in the cluster, and nothing else is made", async () => {
      const { children, spec, metadata } = await made(kind, named);
      assert.deepEqual(children.map(({ type, name }) => `${type} ${name}`), ["kubernetes:core/v1:Service db"]);
      assert.deepEqual(spec("Service"), { type: "ExternalName", externalName: "db.example.com", ports: [{ name: kinds[kind].port, port: 7000, protocol: "TCP" }] });
      assert.deepEqual([metadata("Service").name, metadata("Service").namespace], ["db", "data"]);
      assert.equal(metadata("Service").labels["app.kubernetes.io/name"], "db");
    });

    it("that has an address only gets a Service with that endpoint", async () => {
      const { children, inputs, spec, metadata, component } = await made(kind, { ...addressed, serviceName: "its-service" });
      const { port } = kinds[kind].defaults;
      assert.deepEqual(children.map(({ type, name }) => `${type} ${name}`).sort(), ["kubernetes:core/v1:Service db", "kubernetes:discovery.k8s.io/v1:EndpointSlice db"]);
      assert.deepEqual(spec("Service"), { type: "ClusterIP", ports: [{ name: kinds[kind].port, port, protocol: "TCP" }] });
      assert.deepEqual(inputs("EndpointSlice")["endpoints"], [{ addresses: ["10.0.0.5"], conditions: { ready: true } }]);
      assert.equal(metadata("EndpointSlice").labels["kubernetes.io/service-name"], "its-service");
      assert.ok(component.managed?.endpointSlice !== undefined);
    });

    it("is reached by the name that it would have in the cluster, with its own port", async () => {
      const { component } = await made(kind, named);
      const { connection } = component;
      const inCluster = (await made(kind, { password: PASSWORD })).component.connection;
      assert.deepEqual([connection.host, connection.name, connection.username], [inCluster.host, inCluster.name, inCluster.username]);
      const url = new URL(await valueOf(connection.url));
      assert.deepEqual([url.hostname, url.port, decodeURIComponent(url.password)], ["db.data.svc.cluster.local", "7000", PASSWORD]);
      assert.equal(await pulumi.isSecret(connection.url), true);
    });

    it("is encrypted, and its certificate is checked when there is an authority", async () => {
      assert.equal((await made(kind, { ...named, rules: strict })).component.connection.tls, "require");
      const { connection } = (await made(kind, { ...named, rules: strict, certificateAuthority: pulumi.output(CERTIFICATE) })).component;
      assert.equal(connection.tls, "verify-ca");
      assert.equal(connection.authority?.path, "/etc/moorage/db/ca.crt");
      assert.equal(await valueOf(connection.authority.certificate), CERTIFICATE);
    });

    it("is known as managed, and has no server and no random password here", async () => {
      const { component, protects } = await made(kind, { ...named, rules: strict });
      assert.deepEqual(component.state, { mode: "managed", storage: "1Gi" });
      assert.deepEqual([component.inCluster, component.generated, component.managed?.endpointSlice], [undefined, undefined, undefined]);
      assert.equal(component.service, component.managed?.service);
      assert.ok(Object.values(protects).every((each) => !each));
    });

    it("lets transforms have the last word", async () => {
      const change = <T extends object>(args: T): T => ({ ...args, metadata: { name: "changed" } });
      const { children } = await made(kind, { ...addressed, transform: { service: change, endpointSlice: change } });
      assert.equal(children.length, 2);
      for (const { inputs } of children) assert.deepEqual(inputs["metadata"], { name: "changed" });
    });
  });
}
