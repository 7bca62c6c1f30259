import assert from "node:assert/strict";
import { InputError } from "@moorage/core";
import { Recorder, valueOf } from "@moorage/testing";
import { Exposure, exposureProblems } from "../src/index.ts";
import type { ExposureSettings } from "../src/index.ts";
import { SERVICE, lines, target } from "./made.ts";
import type { Metadata } from "./made.ts";

const SKIPPED = { "pulumi.com/skipAwait": "true" };
const http = { name: "http", port: 8000, targetPort: "http", protocol: "TCP" };
const metrics = { name: "metrics", port: 9100, targetPort: "metrics", protocol: "TCP" };

describe("Exposure", () => {
  let recorder: Recorder;
  beforeEach(async () => (recorder = await Recorder.start()));

  /** The spec of the one Service that these settings make. */
  const specOf = async (settings: ExposureSettings): Promise<unknown> => {
    recorder = await Recorder.start();
    new Exposure("web", { target, ...settings });
    return (await recorder.only(SERVICE)).inputs["spec"];
  };
  const metadata = async (): Promise<Metadata> => (await recorder.only(SERVICE)).inputs["metadata"] as Metadata;

  it("is a Service inside the cluster over every port of the pods", async () => {
    assert.deepEqual(await specOf({}), { type: "ClusterIP", selector: { app: "web" }, ports: [http, metrics] });
  });

  it("is one Service under itself, in the target's namespace and with its labels, and nothing else", async () => {
    new Exposure("web", { target });
    const { name, namespace, labels } = await metadata();
    assert.deepEqual([name, namespace, labels], ["web", "shop", target.labels]);
    assert.deepEqual((await recorder.urns()).map((urn) => urn.split("::")[2]), ["moorage:network:Exposure", `moorage:network:Exposure$${SERVICE}`]);
  });

  it("has the ports that are listed and no others, each leading to the port of its name unless it says another", async () => {
    const ports = [{ name: "web", port: 80, target: "http" }, { name: "metrics", port: 9100 }];
    assert.deepEqual(await specOf({ ports }), { type: "ClusterIP", selector: { app: "web" }, ports: [{ ...http, name: "web", port: 80 }, metrics] });
  });

  it("may be exactly the first port, under another number", async () => {
    assert.deepEqual(await specOf({ port: 80 }), { type: "ClusterIP", selector: { app: "web" }, ports: [{ ...http, port: 80 }] });
  });

  it("is open on a port of every node, one of its own or one that the cluster picks", async () => {
    const ports = [{ name: "http", port: 8000, nodePort: 30080 }, { name: "metrics", port: 9100 }];
    assert.deepEqual(await specOf({ type: "NodePort", ports }), { type: "NodePort", selector: { app: "web" }, ports: [{ ...http, nodePort: 30080 }, metrics] });
  });

  it("is behind a load balancer that lets in whom it is told to", async () => {
    const ranges = ["198.51.100.0/24", "2001:db8::/32"];
    assert.deepEqual(await specOf({ type: "LoadBalancer", loadBalancerSourceRanges: ranges }), { type: "LoadBalancer", loadBalancerSourceRanges: ranges, selector: { app: "web" }, ports: [http, metrics] });
    assert.deepEqual(await specOf({ type: "LoadBalancer", ports: [{ name: "http", port: 80, nodePort: 32767 }] }), { type: "LoadBalancer", selector: { app: "web" }, ports: [{ ...http, port: 80, nodePort: 32767 }] });
  });

  it("has no address of its own where its name leads straight to the pods", async () => {
    assert.deepEqual(await specOf({ headless: true }), { type: "ClusterIP", clusterIP: "None", selector: { app: "web" }, ports: [http, metrics] });
  });

  it("keeps a client at its pod only when asked to", async () => {
    assert.deepEqual(await specOf({ sessionAffinity: true }), { type: "ClusterIP", sessionAffinity: "ClientIP", selector: { app: "web" }, ports: [http, metrics] });
    assert.ok(!("sessionAffinity" in ((await specOf({ sessionAffinity: false })) as object)));
  });

  for (const type of ["ClusterIP", "NodePort"] as const) {
    it(`does not wait for endpoints as ${type}: whoever makes the pods waits for them`, async () => {
      new Exposure("web", { target, type });
      assert.deepEqual((await metadata()).annotations, SKIPPED);
    });
  }

  it("waits for the address of a load balancer, unless told not to", async () => {
    new Exposure("web", { target, type: "LoadBalancer" });
    assert.equal((await metadata()).annotations, undefined);
    recorder = await Recorder.start();
    new Exposure("web", { target, type: "LoadBalancer", awaitEndpoints: false });
    assert.deepEqual((await metadata()).annotations, SKIPPED);
  });

  it("waits where it is told to", async () => {
    new Exposure("web", { target, awaitEndpoints: true });
    assert.equal((await metadata()).annotations, undefined);
  });

  it("has the annotations that a cloud reads beside its own", async () => {
    new Exposure("web", { target, annotations: { "example.com/scheme": "internal" } });
    assert.deepEqual((await metadata()).annotations, { "example.com/scheme": "internal", ...SKIPPED });
  });

  it("knows name, ports and full name before it is made", async () => {
    const exposure = new Exposure("web", { target, serviceName: "front", port: 80 });
    assert.deepEqual([exposure.serviceName, exposure.port, exposure.ports], ["front", 80, [{ name: "http", port: 80, target: "http" }]]);
    assert.equal(await valueOf(exposure.hostname("shop")), "front.shop.svc.cluster.local");
    assert.equal((await metadata()).name, "front");
  });

  it("lets the transform have the last word", async () => {
    new Exposure("web", { target, transform: (made) => ({ ...made, metadata: { name: "other" } }) });
    const { inputs } = await recorder.only(SERVICE);
    assert.deepEqual(inputs["metadata"], { name: "other" });
    assert.deepEqual((inputs["spec"] as { ports: object }).ports, [http, metrics]);
  });

  it("is refused for everything that is wrong at once, before anything is made", async () => {
    const wrong = { target, serviceName: "Web", headless: true, type: "NodePort", ports: [{ name: "http", port: 70000, nodePort: 80 }] } as const;
    assert.throws(() => new Exposure("web", wrong), (error: unknown) => {
      assert.ok(error instanceof InputError);
      assert.deepEqual(error.problems, exposureProblems("web", wrong, target.ports));
      assert.deepEqual(error.problems.map(({ path }) => path), ["serviceName", "headless", "ports.http", "ports.http", "ports.http.nodePort"].map((path) => `Exposure web: ${path}`));
      return true;
    });
    assert.deepEqual(await recorder.resources(), []);
  });
});

describe("The settings of an Exposure", () => {
  const found = (settings: ExposureSettings, name = "web"): readonly string[] => lines(`Exposure ${name}`, exposureProblems(name, settings, target.ports));

  const fine: Readonly<Record<string, ExposureSettings>> = {
    "nothing at all": {},
    "a name": { serviceName: "front-2" },
    "no address": { headless: true },
    "the type ClusterIP beside no address": { headless: true, type: "ClusterIP" },
    "ranges of both kinds": { type: "LoadBalancer", loadBalancerSourceRanges: ["0.0.0.0/0", "::/0", "10.0.0.1/32", "2001:db8::1/128"] },
    "no ranges without a load balancer": { loadBalancerSourceRanges: [] },
    "the first and the last port": { ports: [{ name: "http", port: 1 }, { name: "metrics", port: 65535 }] },
  };
  for (const [title, settings] of Object.entries(fine)) it(`may be ${title}`, () => assert.deepEqual(found(settings), []));

  const wrong: Readonly<Record<string, readonly [ExposureSettings, string]>> = {
    "a name that is no DNS name": [{ serviceName: "my_web" }, 'serviceName: has "_" at position 3'],
    "a name that begins with a digit": [{ serviceName: "1web" }, "serviceName: begins with a digit"],
    "a client kept at its pod by a name that leads straight to all of them": [{ headless: true, sessionAffinity: true }, "sessionAffinity: is asked for with headless, which leaves the choice to the client"],
    "another number where nothing could translate it": [{ headless: true, port: 80 }, "ports.http: has another number than the pods, and headless translates none"],
    "a number for the first port beside ports": [{ port: 80, ports: [{ name: "http", port: 81 }] }, "port: is given beside ports"],
    "no address on every node": [{ headless: true, type: "NodePort" }, "headless: is asked for with the type NodePort"],
    "no address behind a load balancer": [{ headless: true, type: "LoadBalancer" }, "headless: is asked for with the type LoadBalancer"],
    "ranges without a load balancer": [{ loadBalancerSourceRanges: ["10.0.0.0/8"] }, "loadBalancerSourceRanges: is given with the type ClusterIP"],
  };
  for (const [title, [settings, line]] of Object.entries(wrong)) it(`may not be ${title}`, () => assert.deepEqual(found(settings), [line]));

  it("may not be a name that only the component has", () => assert.deepEqual(found({}, "Web"), ['serviceName: has "W" at position 1']));

  for (const range of ["10.0.0.0", "10.0.0.0/33", "10.0.0/8", "::/129", "10.0.0.0/8/8", "10.0.0.0/", "10.0.0.0/-1", "example.com/8", ""]) {
    it(`may not be a load balancer that lets in ${JSON.stringify(range)}`, () => {
      const [problem, ...others] = exposureProblems("web", { type: "LoadBalancer", loadBalancerSourceRanges: ["10.0.0.0/8", range] }, target.ports);
      assert.deepEqual([problem?.path, problem?.got, others], ["Exposure web: loadBalancerSourceRanges", JSON.stringify(range), []]);
    });
  }

  for (const port of [0, -1, 65536, 1.5, NaN]) it(`may not be the port ${port}`, () => assert.deepEqual(found({ port }), ["ports.http: is no TCP port"]));
});
