import assert from "node:assert/strict";
import { InputError } from "@moorage/core";
import type { Selectable } from "@moorage/core";
import { Recorder, valueOf } from "@moorage/testing";
import { Exposure } from "../src/index.ts";
import type { IngressArgs } from "../src/index.ts";

const SERVICE = "kubernetes:core/v1:Service";
const INGRESS = "kubernetes:networking.k8s.io/v1:Ingress";

const target: Selectable = { namespace: "shop", selector: { app: "web" }, labels: { app: "web", tier: "front" }, ports: [{ name: "http", port: 8000 }] };

const ingress: IngressArgs = { host: "shop.example.com", className: "traefik" };

interface Metadata {
  readonly labels: Readonly<Record<string, string>>;
  readonly name: string;
  readonly namespace: string;
  readonly annotations?: Readonly<Record<string, string>>;
}

describe("Exposure", () => {
  let recorder: Recorder;
  beforeEach(async () => (recorder = await Recorder.start()));

  it("is a Service over the target's pods and its first port", async () => {
    new Exposure("web", { target });
    const { inputs } = await recorder.only(SERVICE);
    assert.deepEqual(inputs["spec"], { type: "ClusterIP", selector: { app: "web" }, ports: [{ name: "http", port: 8000, targetPort: "http", protocol: "TCP" }] });
    assert.deepEqual([(inputs["metadata"] as Metadata).name, (inputs["metadata"] as Metadata).namespace], ["web", "shop"]);
  });

  it("makes no Ingress unless one is asked for", async () => {
    assert.equal(new Exposure("web", { target }).ingress, undefined);
    assert.deepEqual(await recorder.ofType(INGRESS), []);
  });

  it("leads a host to the Service, whatever port that has", async () => {
    new Exposure("web", { target, serviceName: "front", port: 8080, ingress: { host: "shop.example.com", className: "traefik" } });
    const { inputs } = await recorder.only(INGRESS);
    const backend = { service: { name: "front", port: { number: 8080 } } };
    assert.deepEqual(inputs["spec"], { ingressClassName: "traefik", rules: [{ host: "shop.example.com", http: { paths: [{ path: "/", pathType: "Prefix", backend }] } }] });
  });

  it("rewrites nothing", async () => {
    new Exposure("web", { target, ingress: { host: "shop.example.com", className: "traefik" } });
    assert.equal(((await recorder.only(INGRESS)).inputs["metadata"] as Metadata).annotations, undefined);
  });

  it("does not wait for an address that nobody gives", async () => {
    new Exposure("web", { target, ingress: { host: "shop.example.com", className: "traefik", awaitAddress: false } });
    assert.deepEqual(((await recorder.only(INGRESS)).inputs["metadata"] as Metadata).annotations, { "pulumi.com/skipAwait": "true" });
  });

  it("does not wait for endpoints: whoever makes the pods waits for them", async () => {
    new Exposure("web", { target });
    assert.deepEqual(((await recorder.only(SERVICE)).inputs["metadata"] as Metadata).annotations, { "pulumi.com/skipAwait": "true" });
  });

  it("knows its full name in the cluster", async () => {
    assert.equal(await valueOf(new Exposure("web", { target }).hostname("shop")), "web.shop.svc.cluster.local");
  });

  it("lets transforms have the last word", async () => {
    new Exposure("web", { target, transform: { service: (made) => ({ ...made, metadata: { name: "other" } }) } });
    assert.deepEqual((await recorder.only(SERVICE)).inputs["metadata"], { name: "other" });
  });

  it("is refused for everything that is wrong at once", () => {
    const wrong = { target: { ...target, ports: [] }, serviceName: "Web", port: 70000, ingress: { host: "https://shop", className: "traefik" } };
    assert.throws(() => new Exposure("web", wrong), (error: unknown) => {
      assert.ok(error instanceof InputError);
      assert.deepEqual(error.problems.map(({ path }) => path), ["serviceName", "port", "ingress.host", "target.ports"].map((path) => `Exposure web: ${path}`));
      return true;
    });
  });

  it("puts both under itself, in the target's namespace and with its labels", async () => {
    new Exposure("web", { target, ingress });
    const made = (await recorder.resources()).filter(({ component }) => !component);
    for (const { inputs } of made) {
      const { namespace, labels } = inputs["metadata"] as Metadata;
      assert.deepEqual([namespace, labels], ["shop", target.labels]);
    }
    assert.deepEqual((await recorder.urns()).map((urn) => urn.split("::")[2]), ["moorage:network:Exposure", `moorage:network:Exposure$${SERVICE}`, `moorage:network:Exposure$${INGRESS}`]);
  });

  it("leads to the first port of several", async () => {
    const ports = [{ name: "web", port: 9000 }, { name: "metrics", port: 9100 }];
    const exposure = new Exposure("web", { target: { ...target, ports }, port: 80 });
    assert.equal(exposure.port, 80);
    assert.deepEqual(((await recorder.only(SERVICE)).inputs["spec"] as { ports: object[] }).ports, [{ name: "web", port: 80, targetPort: "web", protocol: "TCP" }]);
  });

  it("lets the Ingress' transform have the last word too, and leaves the Service alone", async () => {
    new Exposure("web", { target, ingress, transform: { ingress: (made) => ({ ...made, metadata: { name: "other" } }) } });
    assert.deepEqual((await recorder.only(INGRESS)).inputs["metadata"], { name: "other" });
    assert.equal(((await recorder.only(SERVICE)).inputs["metadata"] as Metadata).name, "web");
  });

  for (const port of [1, 80, 65535]) it(`may have the port ${port}`, () => assert.equal(new Exposure("web", { target, port }).port, port));
  for (const port of [0, -1, 65536, 1.5, NaN]) {
    it(`may not have the port ${port}`, () => assert.throws(() => new Exposure("web", { target, port }), { message: `Exposure web: port: is no TCP port; got ${port}; expected 1 to 65535` }));
  }
});
