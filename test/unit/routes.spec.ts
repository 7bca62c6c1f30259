import assert from "node:assert/strict";
import fc from "fast-check";
import { Application } from "@moorage/app";
import type { RouteDescription } from "@moorage/app";
import { orderedRoutes } from "@moorage/network";
import { renderingPlatform } from "@moorage/platform";
import { Recorder, resolveUrl } from "@moorage/testing";
import type { Controller, IngressObject, MiddlewareObject, Recorded, Routing } from "@moorage/testing";
import { routes as tourRoutes } from "../../examples/tour/routes.ts";
import { objectsOf } from "./board-run.ts";
import { routeTables } from "./route-tables.ts";
import type { RouteTable } from "./route-tables.ts";
import { runUnderMocks } from "./stack-run.ts";
import { systemOf } from "./systems.ts";

const LEAST_URLS = 20;

/** Every controller, with the class of Ingresses that are written for it. */
const controllers: readonly { readonly controller: Controller; readonly ingressClass: string }[] = [
  { controller: "traefik", ingressClass: "traefik" },
  { controller: "traefik-strict", ingressClass: "traefik" },
  { controller: "nginx", ingressClass: "nginx" },
  { controller: "conforming", ingressClass: "contour" },
];

function routing(all: readonly Recorded[]): Routing {
  return {
    ingresses: objectsOf(all, "Ingress").map(({ inputs }) => inputs as unknown as IngressObject),
    middlewares: objectsOf(all, "Middleware").map(({ inputs }) => inputs as unknown as MiddlewareObject),
  };
}

/** What is answered otherwise than meant, as text. */
function wrong({ host, paths }: RouteTable, objects: Routing, controller: Controller): readonly string[] {
  return Object.entries(paths).flatMap(([path, service]) => {
    const answer = resolveUrl(objects, controller, `https://${host}${path}`);
    return answer?.service === service && answer.path === path ? [] : [`${path}: ${answer?.service ?? "nobody"}${answer === undefined || answer.path === path ? "" : ` asked for ${answer.path}`}, meant ${service}`];
  });
}

for (const table of routeTables) {
  describe(`The Ingress of ${table.system}`, () => {
    it(`has a table of at least ${LEAST_URLS} addresses, for every service that it leads to`, async () => {
      assert.ok(Object.keys(table.paths).length >= LEAST_URLS);
      const { all } = await runUnderMocks(systemOf(table.system).dev);
      const services = routing(all).ingresses.flatMap(({ spec }) => spec.rules.flatMap(({ http }) => http.paths.map(({ backend }) => backend.service.name)));
      assert.deepEqual(new Set(Object.values(table.paths)), new Set(services));
    });

    for (const { controller, ingressClass } of controllers) {
      // Expressions are not in Kubernetes' own words.
      if (table.system === "tour" && controller === "conforming") continue;
      it(`leads every address to the service that was meant, unchanged, under ${controller}`, async () => {
        const { prod } = systemOf(table.system);
        const { all } = await runUnderMocks({ ...prod, config: { ...prod.config, [`${prod.project}:host`]: table.host, [`${prod.project}:ingressClass`]: ingressClass } });
        const objects = routing(all);
        assert.deepEqual(wrong(table, objects, controller), []);
        assert.equal(resolveUrl(objects, controller, "https://elsewhere.example.org/"), undefined);
      });
    }
  });
}

describe("The routes of tour", () => {
  const table = routeTables.find(({ system }) => system === "tour") ?? assert.fail();
  const services = Object.fromEntries(["auth", "booking", "client", "payment", "review", "tour"].map((name) => [name, { image: `${name}:1.0`, port: 3000 }]));
  const objectsFor = async (routes: readonly RouteDescription[], ingressClass: string): Promise<Routing> => {
    const recorder = await Recorder.start();
    new Application("tour", { platform: renderingPlatform("local", ingressClass), services, ingress: { host: table.host, routes } });
    return routing(await recorder.resources());
  };
  /** From general to specific: whatever is asked, the first that takes it is the wrong one. */
  const worst = [...orderedRoutes(tourRoutes.map((route) => ({ port: 3000, ...route })))].reverse();

  it("are written with the catch-all first", () => {
    assert.equal(tourRoutes[0]?.service, "client");
    assert.equal(worst[0]?.service, "client");
  });

  for (const { controller, ingressClass } of controllers.filter((each) => each.controller !== "conforming")) {
    it(`lead to the same services when they are declared in the worst order, under ${controller}`, async () => {
      assert.deepEqual(wrong(table, await objectsFor(worst, ingressClass), controller), []);
    });

    it(`lead to the same services in any order, under ${controller}`, async () => {
      const anyOrder = fc.shuffledSubarray([...tourRoutes], { minLength: tourRoutes.length });
      await fc.assert(fc.asyncProperty(anyOrder, async (routes) => assert.deepEqual(wrong(table, await objectsFor(routes, ingressClass), controller), [])), { numRuns: 15 });
    });
  }
});
