import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { InputError } from "@moorage/core";
import { Recorder, valueOf } from "@moorage/testing";
import { IngressRoutes, routesProblems } from "../src/index.ts";
import type { IngressRoutesArgs, Route } from "../src/index.ts";
import { INGRESS, MIDDLEWARE, namespaceOf, route } from "./made.ts";
import type { IngressInputs, Metadata } from "./made.ts";

const namespace = namespaceOf("shop");
const shop: IngressRoutesArgs = { namespace, className: "traefik", host: "shop.example.com", routes: [route("/"), route("/api", "prefix", { service: "api", port: 5000 })] };
/** To a controller with no words of its own. */
const plain: IngressRoutesArgs = { ...shop, className: "contour" };
const backend = (name: string, number: number) => ({ service: { name, port: { number } } });
const ROUTER = "traefik.ingress.kubernetes.io/router";

describe("IngressRoutes", () => {
  let recorder: Recorder;
  beforeEach(async () => (recorder = await Recorder.start()));

  const ingresses = async (): Promise<Readonly<Record<string, IngressInputs>>> => Object.fromEntries((await recorder.ofType(INGRESS)).map(({ name, inputs }) => [name, inputs as unknown as IngressInputs]));
  const only = async (): Promise<IngressInputs> => (await recorder.only(INGRESS)).inputs as unknown as IngressInputs;

  it("is one Ingress with the paths from specific to general, each to its Service", async () => {
    const made = new IngressRoutes("shop", plain);
    assert.deepEqual((await only()).spec, {
      ingressClassName: "contour",
      rules: [{ host: "shop.example.com", http: { paths: [{ path: "/api", pathType: "Prefix", backend: backend("api", 5000) }, { path: "/", pathType: "Prefix", backend: backend("web", 80) }] } }],
    });
    assert.deepEqual([made.ingresses.length, made.middlewares, made.hosts], [1, [], ["shop.example.com"]]);
  });

  it("is under itself, in its namespace, with the labels of its application", async () => {
    new IngressRoutes("shop", { ...plain, partOf: "store", labels: { team: "front", "app.kubernetes.io/name": "other" } });
    const { metadata } = await only();
    assert.deepEqual([metadata.name, metadata.namespace], ["shop", "shop"]);
    assert.deepEqual(metadata.labels, { team: "front", "app.kubernetes.io/name": "shop", "app.kubernetes.io/instance": "shop", "app.kubernetes.io/part-of": "store", "app.kubernetes.io/managed-by": "pulumi" });
    assert.deepEqual((await recorder.urns()).map((urn) => urn.split("::").slice(2).join("::")), ["moorage:network:IngressRoutes::shop", `moorage:network:IngressRoutes$${INGRESS}::shop`]);
  });

  it("has one rule for each host, hosts without a name of their own last", async () => {
    const { host: _, ...hostless } = plain;
    const made = new IngressRoutes("shop", { ...hostless, routes: [route("/"), route("/", "prefix", { host: "*.b.com" }), route("/a", "prefix", { host: "a.com" }), route("/", "prefix", { host: "a.com" })] });
    assert.deepEqual((await only()).spec.rules.map(({ host, http }) => [host, http.paths.map(({ path }) => path)]), [["a.com", ["/a", "/"]], ["*.b.com", ["/"]], [undefined, ["/"]]]);
    assert.deepEqual(made.hosts, ["a.com", "*.b.com"]);
  });

  it("is only for hosts that some route is for", () => {
    assert.deepEqual(new IngressRoutes("shop", { ...shop, routes: [route("/", "prefix", { host: "other.example.com" })] }).hosts, ["other.example.com"]);
  });

  it("says nothing to the controller that nobody asked for, and rewrites nothing", async () => {
    new IngressRoutes("shop", plain);
    assert.equal((await only()).metadata.annotations, undefined);
  });

  it("waits for its address, unless nobody will ever give one", async () => {
    new IngressRoutes("shop", { ...shop, awaitAddress: true });
    new IngressRoutes("dry", { ...shop, awaitAddress: false });
    const made = await ingresses();
    assert.deepEqual([made["shop"]!.metadata.annotations, made["dry"]!.metadata.annotations], [undefined, { "pulumi.com/skipAwait": "true" }]);
  });

  it("hands on the author's annotations to every object", async () => {
    const annotations = { "example.com/team": "front" };
    new IngressRoutes("shop", { ...shop, className: "nginx", annotations, routes: [...shop.routes, route("/cart", "prefix", { stripPrefix: true })] });
    for (const { metadata } of Object.values(await ingresses())) assert.equal(metadata.annotations?.["example.com/team"], "front");
  });

  it("has a certificate for all its hosts, in a Secret of its name unless another is given", async () => {
    const routes = [...shop.routes, route("/", "prefix", { host: "api.example.com" })];
    new IngressRoutes("shop", { ...shop, routes, tls: {} });
    new IngressRoutes("other", { ...shop, tls: { secretName: "wildcard" } });
    const made = await ingresses();
    assert.deepEqual(made["shop"]?.spec.tls, [{ hosts: ["api.example.com", "shop.example.com"], secretName: "shop-tls" }]);
    assert.deepEqual(made["other"]?.spec.tls, [{ hosts: ["shop.example.com"], secretName: "wildcard" }]);
    assert.equal(made["shop"].metadata.annotations, undefined);
  });

  it("asks an issuer for it once, however many objects it is", async () => {
    new IngressRoutes("shop", { ...shop, tls: { issuer: "letsencrypt" }, routes: [...shop.routes, route("/api", "exact")] });
    const made = await ingresses();
    const issuers = Object.fromEntries(Object.entries(made).map(([name, { metadata }]) => [name, metadata.annotations?.["cert-manager.io/cluster-issuer"]]));
    assert.deepEqual(issuers, { shop: "letsencrypt", "shop-priority-1": undefined });
    for (const { spec } of Object.values(made)) assert.deepEqual(spec.tls, [{ hosts: ["shop.example.com"], secretName: "shop-tls" }]);
  });

  describe("that takes a prefix away", () => {
    const routes: readonly Route[] = [...shop.routes, route("/cart", "prefix", { stripPrefix: true })];

    it("is an Ingress and a Middleware more with Traefik", async () => {
      const made = new IngressRoutes("shop", { ...shop, routes });
      const middleware = await recorder.only(MIDDLEWARE);
      assert.deepEqual(middleware.inputs["spec"], { stripPrefix: { prefixes: ["/cart"] } });
      const { name, namespace: where, labels } = middleware.inputs["metadata"] as Metadata;
      assert.deepEqual([name, where, labels["app.kubernetes.io/name"]], ["shop-strip-cart", "shop", "shop"]);
      const { "shop-strip-cart": stripping, shop: others } = await ingresses();
      assert.equal(stripping?.metadata.annotations?.[`${ROUTER}.middlewares`], "shop-shop-strip-cart@kubernetescrd");
      assert.deepEqual(stripping.spec.rules[0]?.http.paths.map(({ path, pathType }) => `${pathType} ${path}`), ["Exact /cart", "Prefix /cart/"]);
      assert.equal(others?.metadata.annotations, undefined);
      assert.deepEqual([made.ingresses.length, made.middlewares.length], [3, 1]);
    });

    it("is not told to use a Middleware before that is there", async () => {
      const events: string[] = [];
      await pulumi.runtime.setMocks({
        call: () => ({}),
        newResource: async ({ type, name, inputs }) => {
          if (type === MIDDLEWARE) await new Promise((resolve) => setTimeout(resolve, 30));
          events.push(`${type} ${name}`);
          return { id: name, state: inputs as object };
        },
      });
      new IngressRoutes("shop", { ...shop, routes });
      await pulumi.runtime.disconnect();
      assert.deepEqual(events.slice(-2), [`${MIDDLEWARE} shop-strip-cart`, `${INGRESS} shop-strip-cart`]);
    });

    it("keeps the Middlewares that the author names", async () => {
      new IngressRoutes("shop", { ...shop, routes, annotations: { [`${ROUTER}.middlewares`]: "shop-login@kubernetescrd" } });
      const middlewares = Object.fromEntries(Object.entries(await ingresses()).map(([name, { metadata }]) => [name, metadata.annotations?.[`${ROUTER}.middlewares`]]));
      assert.deepEqual(middlewares, { shop: "shop-login@kubernetescrd", "shop-priority-1": "shop-login@kubernetescrd", "shop-strip-cart": "shop-login@kubernetescrd,shop-shop-strip-cart@kubernetescrd" });
    });

    it("is an Ingress more with ingress-nginx, and no Middleware", async () => {
      new IngressRoutes("shop", { ...shop, className: "nginx", routes });
      const made = await ingresses();
      assert.deepEqual(Object.keys(made).sort(), ["shop", "shop-strip"]);
      assert.deepEqual(made["shop-strip"]?.metadata.annotations, { "nginx.ingress.kubernetes.io/use-regex": "true", "nginx.ingress.kubernetes.io/rewrite-target": "/$2" });
      assert.deepEqual(await recorder.ofType(MIDDLEWARE), []);
    });
  });

  it("lets the transform have the last word on each object", async () => {
    const made = new IngressRoutes("shop", { ...shop, routes: [...shop.routes, route("/api", "exact")], transform: (args) => ({ ...args, metadata: { name: "other" } }) });
    for (const { inputs } of await recorder.ofType(INGRESS)) assert.deepEqual(inputs["metadata"], { name: "other" });
    assert.equal(await valueOf(made.ingresses[0]!.metadata.name), "other");
  });

  it("is refused for everything that is wrong at once, before anything is made", async () => {
    const wrong: IngressRoutesArgs = { ...shop, host: "https://shop", routes: [route("api"), route("/", "prefix", { service: "wbe" })], knownServices: [{ name: "web", ports: [80] }], rules: { minimumReplicas: 2, tlsRequired: true, digestsRequired: true, protectData: true } };
    assert.throws(() => new IngressRoutes("shop", wrong), (error: unknown) => {
      assert.ok(error instanceof InputError);
      assert.deepEqual(error.problems, routesProblems("shop", wrong, wrong));
      assert.deepEqual(error.problems.map(({ path }) => path), ["host", "tls", "routes.api", "routes./"].map((path) => `IngressRoutes shop: ${path}`));
      return true;
    });
    assert.deepEqual(await recorder.resources(), []);
  });
});
