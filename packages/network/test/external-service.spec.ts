import assert from "node:assert/strict";
import type * as k8s from "@pulumi/kubernetes";
import { InputError } from "@moorage/core";
import { Recorder } from "@moorage/testing";
import { ExternalService, externalServiceProblems } from "../src/index.ts";
import type { ExternalServiceSettings } from "../src/index.ts";
import { SERVICE, SLICE, lines, namespaceOf } from "./made.ts";
import type { Metadata } from "./made.ts";

const namespace = namespaceOf("shop");
const ports = [{ name: "tcp", port: 9200, protocol: "TCP" }];

describe("ExternalService", () => {
  let recorder: Recorder;
  beforeEach(async () => (recorder = await Recorder.start()));

  it("is another name for a host name, and nothing else", async () => {
    const made = new ExternalService("search", { namespace, server: "search.example.com", port: 9200 });
    const { inputs } = await recorder.only(SERVICE);
    assert.deepEqual(inputs["spec"], { type: "ExternalName", externalName: "search.example.com", ports });
    assert.equal(made.endpointSlice, undefined);
    assert.deepEqual(await recorder.ofType(SLICE), []);
  });

  for (const [server, addressType] of [["192.0.2.7", "IPv4"], ["2001:db8::7", "IPv6"]] as const) {
    it(`leads to the ${addressType} address by endpoints of its own, which another name could not`, async () => {
      const made = new ExternalService("search", { namespace, server, port: 9200 });
      assert.notEqual(made.endpointSlice, undefined);
      assert.deepEqual((await recorder.only(SERVICE)).inputs["spec"], { type: "ClusterIP", ports });
      const { inputs } = await recorder.only(SLICE);
      assert.deepEqual([inputs["addressType"], inputs["ports"], inputs["endpoints"]], [addressType, ports, [{ addresses: [server], conditions: { ready: true } }]]);
      assert.equal((inputs["metadata"] as Metadata).labels["kubernetes.io/service-name"], "search");
    });
  }

  it("is in its namespace, under itself, and not waited for: nobody else gives it endpoints", async () => {
    new ExternalService("search", { namespace, server: "192.0.2.7", port: 9200 });
    for (const { inputs } of (await recorder.resources()).filter(({ component }) => !component)) assert.equal((inputs["metadata"] as Metadata).namespace, "shop");
    assert.deepEqual(((await recorder.only(SERVICE)).inputs["metadata"] as Metadata).annotations, { "pulumi.com/skipAwait": "true" });
    const parent = "moorage:network:ExternalService";
    assert.deepEqual((await recorder.urns()).map((urn) => urn.split("::")[2]), [parent, `${parent}$${SERVICE}`, `${parent}$${SLICE}`]);
  });

  it("has the name that it is given, and knows it in full before it is made", async () => {
    const made = new ExternalService("search", { namespace, server: "192.0.2.7", port: 9200, serviceName: "elastic", portName: "http" });
    assert.equal(made.hostname, "elastic.shop.svc.cluster.local");
    const { inputs } = await recorder.only(SERVICE);
    assert.equal((inputs["metadata"] as Metadata).name, "elastic");
    assert.deepEqual((inputs["spec"] as { ports: object }).ports, [{ ...ports[0], name: "http" }]);
    const slice = (await recorder.only(SLICE)).inputs["metadata"] as Metadata;
    assert.deepEqual([slice.name, slice.labels["kubernetes.io/service-name"]], ["elastic-external", "elastic"]);
  });

  it("says what it belongs to only where that is known", async () => {
    new ExternalService("search", { namespace, server: "search.example.com", port: 9200, partOf: "shop" });
    new ExternalService("mail", { namespace, server: "mail.example.com", port: 25 });
    const belonging = Object.fromEntries((await recorder.ofType(SERVICE)).map(({ name, inputs }) => [name, (inputs["metadata"] as Metadata).labels["app.kubernetes.io/part-of"]]));
    assert.deepEqual(belonging, { search: "shop", mail: undefined });
  });

  it("lets transforms have the last word, each on its own child", async () => {
    const transform = {
      service: (made: k8s.core.v1.ServiceArgs): k8s.core.v1.ServiceArgs => ({ ...made, metadata: { name: "other" } }),
      endpointSlice: (made: k8s.discovery.v1.EndpointSliceArgs): k8s.discovery.v1.EndpointSliceArgs => ({ ...made, metadata: { name: "slice" } }),
    };
    new ExternalService("search", { namespace, server: "192.0.2.7", port: 9200, transform });
    const names = [await recorder.only(SERVICE), await recorder.only(SLICE)].map(({ inputs }) => inputs["metadata"]);
    assert.deepEqual(names, [{ name: "other" }, { name: "slice" }]);
  });

  it("is refused for everything that is wrong at once, before anything is made", async () => {
    const wrong = { namespace, server: "https://search.example.com", port: 0, portName: "", serviceName: "Search" };
    assert.throws(() => new ExternalService("search", wrong), (error: unknown) => {
      assert.ok(error instanceof InputError);
      assert.deepEqual(error.problems, externalServiceProblems("search", wrong));
      assert.deepEqual(error.problems.map(({ path }) => path), ["serviceName", "server", "port", "portName"].map((path) => `ExternalService search: ${path}`));
      return true;
    });
    assert.deepEqual(await recorder.resources(), []);
  });
});

describe("A server outside", () => {
  const found = (settings: Partial<ExternalServiceSettings>): readonly string[] => lines("ExternalService db", externalServiceProblems("db", { server: "db.example.com", port: 5432, ...settings }));

  for (const server of ["db.example.com", "db", "192.0.2.7", "2001:db8::7"]) it(`may be ${server}`, () => assert.deepEqual(found({ server }), []));

  const wrong: Readonly<Record<string, string>> = {
    "tcp://db.example.com": "has a scheme",
    "db.example.com/shop": "has a path",
    "db.example.com:5432": "has a port",
    "": 'label "" is empty',
    "*.example.com": "has a star",
    "127.0.0.1": "is an address that means another machine to everyone",
    "169.254.169.254": "is an address that means another machine to everyone",
    "::1": "is an address that means another machine to everyone",
    "fe80::1": "is an address that means another machine to everyone",
    "db_1.example.com": 'label "db_1" has "_" at position 3',
  };
  for (const [server, problem] of Object.entries(wrong)) it(`may not be ${JSON.stringify(server)}`, () => assert.deepEqual(found({ server }), [`server: ${problem}`]));

  it("may have any port with any name of a port", () => {
    assert.deepEqual(found({ port: 65535, portName: "a-b-1" }), []);
    assert.deepEqual(found({ port: 65536, portName: "Postgres" }), ["port: is no TCP port", "portName: is no port name"]);
  });

  it("is known by the component's name, so that must be a DNS name unless another is given", () => {
    const named = (settings: Partial<ExternalServiceSettings>): number => externalServiceProblems("my_db", { server: "db", port: 1, ...settings }).length;
    assert.deepEqual([named({}), named({ serviceName: "my-db" })], [1, 0]);
  });
});
