import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { InputError } from "@moorage/core";
import { renderingPlatform } from "@moorage/platform";
import { Recorder } from "@moorage/testing";
import { Application } from "../src/index.ts";
import { metadata, shop, spec, web } from "./shop.ts";
import type { Made } from "./shop.ts";

interface Policy {
  readonly ingress: readonly { readonly from?: readonly object[]; readonly ports?: readonly { readonly port: number }[] }[];
  readonly egress: readonly { readonly to?: readonly object[]; readonly ports?: readonly { readonly port: number }[] }[];
}
interface Pods {
  readonly template: {
    readonly spec: {
      readonly containers: readonly { readonly image: string; readonly envFrom: readonly object[] }[];
      readonly initContainers?: readonly { readonly name: string; readonly image: string; readonly restartPolicy?: string }[];
      readonly imagePullSecrets?: readonly { readonly name: string }[];
    };
  };
}

describe("an application", () => {
  let made: Made;
  before(async () => (made = await shop()));

  it("is one component above everything it makes", async () => {
    const urns = (await made.recorder.urns()).map((urn) => urn.split("::")[2] ?? "");
    const others = urns.filter((type) => !type.startsWith("pulumi:providers:") && type !== "moorage:app:Application");
    assert.ok(others.length > 15);
    for (const type of others) assert.match(type, /^moorage:\w+:\w+\$/, `${type} has no component above it`);
    for (const type of others.filter((each) => each.split("$")[1]?.startsWith("moorage:"))) assert.match(type, /^moorage:app:Application\$/, type);
  });

  it("makes every object by the platform's provider", () => {
    for (const each of made.all.filter(({ type, component }) => type.startsWith("kubernetes:") && !component)) assert.match(each.provider, /pulumi:providers:kubernetes::/, each.type);
  });

  it("has a namespace, and one for data that asks for one of its own", () => {
    assert.deepEqual(made.of("Namespace").map((each) => metadata(each).name).sort(), ["data", "shop"]);
    assert.equal(metadata(made.one("StatefulSet", "db")).namespace, "data");
    assert.equal(metadata(made.one("StatefulSet", "cache")).namespace, "shop");
    assert.equal(metadata(made.one("Deployment")).namespace, "shop");
  });

  it("calls all that it makes a part of itself", () => {
    for (const each of made.all.filter(({ type, component }) => type.startsWith("kubernetes:") && !component)) {
      assert.equal(metadata(each).labels["app.kubernetes.io/part-of"], "shop", `${each.type} ${each.name}`);
    }
  });

  it("gives a service its configuration and its secrets by what holds them", () => {
    const [container] = (spec(made.one("Deployment")) as Pods).template.spec.containers;
    assert.deepEqual(container?.envFrom, [{ configMapRef: { name: "web" } }, { secretRef: { name: "web" } }]);
  });

  it("lets a routed service be called by everybody, on its own port", () => {
    const { ingress } = (spec(made.one("NetworkPolicy", "web")) as Policy);
    assert.deepEqual(ingress, [{ ports: [{ protocol: "TCP", port: 8000 }] }]);
  });

  it("lets a service reach its own namespace and the data that it uses, and nothing else", () => {
    const { egress } = (spec(made.one("NetworkPolicy", "web")) as Policy);
    const [dns, own, ...data] = egress;
    assert.deepEqual(dns?.ports?.map(({ port }) => port), [53, 53]);
    assert.deepEqual(own, { to: [{ podSelector: { matchLabels: {} } }] });
    assert.deepEqual(data.map(({ ports }) => ports?.map(({ port }) => port)), [[5432]]);
  });

  it("lets only its own services connect to its data", () => {
    const { ingress } = (spec(made.one("NetworkPolicy", "db")) as Policy);
    assert.deepEqual(ingress.map(({ from }) => from), [[{ namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "shop" } } }]]);
  });

  it("tells its address and how its data is reached", () => {
    assert.equal(made.app.url, "http://shop.example.com");
    assert.equal(made.app.connection("db").host, "db.data.svc.cluster.local");
    assert.equal(made.app.connection("cache").host, "cache.shop.svc.cluster.local");
  });

  it("leads its Ingress to the Service of the service", () => {
    const { rules } = spec(made.one("Ingress")) as { readonly rules: readonly { readonly http: { readonly paths: readonly { readonly backend: { readonly service: object } }[] } }[] };
    assert.deepEqual(rules[0]?.http.paths.map(({ backend }) => backend.service), [{ name: "web", port: { number: 8000 } }]);
  });

  it("lets a service that nothing leads to be called from its own namespace only", async () => {
    const { one } = await shop({ ingress: { host: "shop.example.com", routes: [{ path: "/", service: "front" }] }, services: { web, front: { ...web, port: 3000 } } });
    assert.deepEqual((spec(one("NetworkPolicy", "web")) as Policy).ingress[0]?.from, [{ podSelector: { matchLabels: {} } }]);
    assert.equal((spec(one("NetworkPolicy", "front")) as Policy).ingress[0]?.from, undefined);
  });

  it("makes no Ingress and has no address where no way in is asked for", async () => {
    const { of, app } = await shop({ services: { web } });
    assert.equal(of("Ingress").length, 1);
    const recorder = await Recorder.start();
    const hidden = new Application("shop", { platform: renderingPlatform(), services: { web: { ...web, secrets: {} } } });
    assert.deepEqual([hidden.url, hidden.ingress, (await recorder.ofType("kubernetes:networking.k8s.io/v1:Ingress")).length], [undefined, undefined, 0]);
    assert.notEqual(app.url, undefined);
  });

  it("makes a StatefulSet of a service that keeps something", async () => {
    const { of, one } = await shop({ services: { web: { ...web, claims: { files: { path: "/files", size: "1Gi" } } } } });
    assert.equal(of("Deployment").length, 0);
    assert.equal(metadata(one("StatefulSet", "web")).namespace, "shop");
  });

  it("runs sidecars of the service's own image, unless they name another", async () => {
    const { one } = await shop({ services: { web: { ...web, sidecars: { helper: {}, proxy: { image: "envoy:1.30.1" } }, initContainers: { migrate: { args: ["migrate"] } } } } });
    const { containers, initContainers = [] } = (spec(one("Deployment")) as Pods).template.spec;
    const own = containers[0]?.image;
    assert.deepEqual(initContainers.map(({ name, image, restartPolicy }) => [name, image, restartPolicy]), [["helper", own, "Always"], ["proxy", "envoy:1.30.1", "Always"], ["migrate", own, undefined]]);
  });

  it("pulls what was pushed with the registry's login, and makes no such Secret where there is none", async () => {
    const password = pulumi.secret("registry-password");
    const platform = { ...renderingPlatform("cloud"), pullCredentials: { address: "registry.example.com/shop", username: "robot", password } };
    const data = { db: { kind: "postgres", mode: "in-cluster", image: `postgres:17.6@sha256:${"0".repeat(64)}` }, cache: { kind: "redis", mode: "in-cluster", image: `redis:8.2@sha256:${"0".repeat(64)}` } } as const;
    const { one, all } = await shop({ platform, data, ingress: { host: "shop.example.com", tls: {}, routes: [{ path: "/", service: "web" }] } }, "cloud");
    const pull = all.filter(({ type, inputs }) => type === "kubernetes:core/v1:Secret" && inputs["type"] === "kubernetes.io/dockerconfigjson");
    assert.equal(pull.length, 1);
    assert.deepEqual((spec(one("Deployment")) as Pods).template.spec.imagePullSecrets?.length, 1);
    assert.equal(made.all.filter(({ inputs }) => inputs["type"] === "kubernetes.io/dockerconfigjson").length, 0);
    assert.equal((spec(made.one("Deployment")) as Pods).template.spec.imagePullSecrets, undefined);
  });

  it("gives each child to its transform before it is registered", async () => {
    const { one } = await shop({ services: { web: { ...web, transform: { workload: { deployment: (args) => ({ ...args, metadata: { name: "renamed", namespace: "shop" } }) }, config: (args) => ({ ...args, data: { CHANGED: "yes" } }) } } } });
    assert.equal(metadata(one("Deployment")).name, "renamed");
    assert.deepEqual(one("ConfigMap").inputs["data"], { CHANGED: "yes" });
  });

  it("is refused with all that is wrong, before it has registered even itself", async () => {
    const recorder = await Recorder.start();
    const platform = renderingPlatform();
    assert.throws(() => new Application("Shop", { platform, services: {} }), (error: unknown) => error instanceof InputError && error.problems.length >= 2);
    assert.deepEqual((await recorder.resources()).filter(({ type }) => type.startsWith("moorage:")), []);
  });

  it("is refused when two of its Services have one name in one namespace", async () => {
    await assert.rejects(shop({ services: { web, cache: { ...web, port: 6379 } } }), /data\.cache: makes a Service cache in the namespace shop, and so does services\.cache/);
  });

  it("runs jobs by the clock, with the image of a service and the data that they look at", async () => {
    const { one, app } = await shop({ jobs: { tidy: { schedule: "17 3 * * *", imageOf: "web", args: ["tidy"], config: ({ cache }) => ({ CACHE: cache?.host ?? "" }) } } });
    const job = (spec(one("CronJob")) as { readonly schedule: string; readonly jobTemplate: { readonly spec: Pods } });
    const [container] = job.jobTemplate.spec.template.spec.containers;
    assert.equal(job.schedule, "17 3 * * *");
    assert.equal(container?.image, (spec(one("Deployment")) as Pods).template.spec.containers[0]?.image);
    assert.deepEqual(one("ConfigMap", "tidy").inputs["data"], { CACHE: "cache.shop.svc.cluster.local" });
    const { egress } = spec(one("NetworkPolicy", "tidy")) as Policy;
    assert.deepEqual(egress.slice(2).map(({ ports }) => ports?.map(({ port }) => port)), [[6379]]);
    assert.deepEqual(Object.keys(app.jobs), ["tidy"]);
  });

  it("is refused for a job that has a service's name, or the image of none", async () => {
    await assert.rejects(shop({ jobs: { web: { schedule: "@daily", imageOf: "web" } } }), /jobs\.web: has the name of a service/);
    await assert.rejects(shop({ jobs: { tidy: { schedule: "@daily", imageOf: "wbe" } } }), /Job tidy: imageOf: names "wbe", which is no service; expected one of web/);
    await assert.rejects(shop({ jobs: { tidy: { schedule: "@daily", imageOf: "web", image: "tidy:1.0" } } }), /Job tidy: image: comes from image and imageOf/);
    await assert.rejects(shop({ jobs: { tidy: { schedule: "now and then", imageOf: "web" } } }), /ScheduledJob tidy: schedule/);
  });
});
