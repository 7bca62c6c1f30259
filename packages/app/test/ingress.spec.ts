import assert from "node:assert/strict";
import { renderingPlatform } from "@moorage/platform";
import { Recorder } from "@moorage/testing";
import type { IngressDescription, ServiceDescription } from "../src/index.ts";
import { ingressProblems, ingressSettings, knownServices, openServices } from "../src/ingress.ts";
import { web } from "./shop.ts";

const services: Readonly<Record<string, ServiceDescription>> = {
  web,
  api: { image: "api:1.0", ports: [{ name: "http", port: 5000 }, { name: "metrics", port: 9100 }], exposure: { serviceName: "api-backend" } },
  admin: { image: "admin:1.0", port: 9000, exposure: { port: 80 } },
  worker: { image: "worker:1.0", port: 7000, exposure: false },
};

describe("the way in to an application", () => {
  const ingress: IngressDescription = { host: "shop.example.com", routes: [{ path: "/", service: "web" }, { path: "/api", service: "api" }] };

  beforeEach(async () => void (await Recorder.start()));

  it("knows every Service by its name in the cluster and its own ports, and none that nobody calls", () => {
    assert.deepEqual(knownServices(services), [{ name: "web", ports: [8000] }, { name: "api-backend", ports: [5000, 9100] }, { name: "admin", ports: [80] }]);
  });

  it("leads to a Service by its name in the cluster and its first port, unless a route says another", () => {
    const { routes } = ingressSettings({ ...ingress, routes: [...ingress.routes, { path: "/metrics", service: "api", port: 9100 }] }, { platform: renderingPlatform(), services });
    assert.deepEqual(routes.map(({ path, service, port, owner }) => [path, service, port, owner]), [["/", "web", 8000, "web"], ["/api", "api-backend", 5000, "api"], ["/metrics", "api-backend", 9100, "api"]]);
  });

  it("has the platform's class and issuer, unless it names its own", () => {
    const platform = { ...renderingPlatform(), certificateIssuer: "letsencrypt" };
    assert.deepEqual(ingressSettings(ingress, { platform, services }).tls, { issuer: "letsencrypt" });
    assert.equal(ingressSettings(ingress, { platform, services }).className, "traefik");
    const own = ingressSettings({ ...ingress, className: "nginx", tls: { secretName: "mine" } }, { platform, services });
    assert.deepEqual([own.className, own.tls], ["nginx", { secretName: "mine" }]);
  });

  it("has no TLS where neither it nor the platform says so", () => {
    assert.equal("tls" in ingressSettings(ingress, { platform: renderingPlatform(), services }), false);
  });

  it("is good when every route leads somewhere", () => {
    assert.deepEqual(ingressProblems("shop", ingress, { platform: renderingPlatform(), services }), []);
  });

  it("names what a route to a service that is not there, or that nobody can call, could lead to", () => {
    for (const service of ["wbe", "worker"]) {
      const [problem, ...others] = ingressProblems("shop", { ...ingress, routes: [{ path: "/", service }] }, { platform: renderingPlatform(), services });
      assert.deepEqual(others, []);
      assert.match(`${problem?.problem ?? ""}; ${problem?.expected ?? ""}`, new RegExp(`${service}.*web.*api-backend.*admin`));
    }
  });

  it("insists on TLS where the environment does", () => {
    const lines = ingressProblems("shop", ingress, { platform: renderingPlatform("cloud"), services }).map(({ path }) => path);
    assert.deepEqual(lines, ["IngressRoutes shop: tls"]);
  });

  it("tells which services are reached from outside, each once: by a route, or at an address of their own", () => {
    assert.deepEqual([...openServices({ services, ingress: { ...ingress, routes: [...ingress.routes, { path: "/more", service: "api" }] } })], ["web", "api"]);
    const apart = { web: { ...web, exposure: { type: "NodePort" } }, api: { ...web, exposure: { type: "LoadBalancer" } }, admin: web, worker: { ...web, exposure: false } } as const;
    assert.deepEqual([...openServices({ services: apart })], ["web", "api"]);
  });
});
