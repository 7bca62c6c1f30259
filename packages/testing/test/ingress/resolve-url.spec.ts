import assert from "node:assert/strict";
import { resolveUrl } from "../../src/index.ts";
import type { Controller, IngressObject, MiddlewareObject } from "../../src/index.ts";
import { ingress } from "./made.ts";

const TRAEFIK = "traefik.ingress.kubernetes.io/router";
const NGINX = "nginx.ingress.kubernetes.io";
const everybody: readonly Controller[] = ["traefik", "traefik-strict", "nginx", "conforming"];

function answered(controller: Controller, objects: readonly IngressObject[], url: string, middlewares: readonly MiddlewareObject[] = []): string | undefined {
  return resolveUrl({ ingresses: objects, middlewares }, controller, url)?.service;
}

describe("the answer to an address", () => {
  for (const controller of everybody) {
    describe(`under ${controller}`, () => {
      it("is the Service of the longest prefix, with its port and the path as it was asked for", () => {
        const objects = [ingress([["/", "front"], ["/shop/cart", "cart"], ["/shop", "shop"]])];
        assert.deepEqual(resolveUrl({ ingresses: objects }, controller, "http://a.example.com/shop/cart/7?x=1#y"), { service: "cart", port: 80, path: "/shop/cart/7" });
        assert.deepEqual(["/shop", "/shop/x", "/x", "/", ""].map((path) => answered(controller, objects, `http://a.example.com${path}`)), ["shop", "shop", "front", "front", "front"]);
      });

      it("is nobody's where nothing is for the host or the path", () => {
        const objects = [ingress([["/api", "api", "Prefix", "a.example.com"]])];
        assert.equal(answered(controller, objects, "http://b.example.com/api"), undefined);
        assert.equal(answered(controller, objects, "http://a.example.com/"), undefined);
      });

      it("is for a star where no host is named itself, one label deep", () => {
        const objects = [ingress([["/", "named", "Prefix", "shop.example.com"], ["/", "star", "Prefix", "*.example.com"]])];
        assert.equal(answered(controller, objects, "http://b.example.com/"), "star");
        assert.equal(answered(controller, objects, "http://example.com/"), undefined);
      });

      it("keeps dots and encoded bytes as they were sent", () => {
        const objects = [ingress([["/", "front"], ["/api", "api"]])];
        assert.equal(resolveUrl({ ingresses: objects }, controller, "http://a.example.com/x/../api")?.path, "/x/../api");
        assert.equal(resolveUrl({ ingresses: objects }, controller, "http://a.example.com/%61pi")?.path, "/%61pi");
      });
    });
  }

  it("goes by whole elements, except to Traefik as it comes", () => {
    const objects = [ingress([["/", "front"], ["/api", "api"]])];
    assert.deepEqual(everybody.map((controller) => answered(controller, objects, "http://a.example.com/apix")), ["api", "front", "front", "front"]);
  });

  it("is Traefik's by the length of the rule, unless a priority says another: an exact path may lose", () => {
    const objects = [ingress([["/", "front"]]), ingress([["/ap", "exact", "Exact"]])];
    assert.equal(answered("traefik", objects, "http://a.example.com/ap"), "front");
    const first = [objects[0]!, ingress([["/ap", "exact", "Exact"]], { [`${TRAEFIK}.priority`]: "1000" })];
    assert.equal(answered("traefik", first, "http://a.example.com/ap"), "exact");
    assert.equal(answered("conforming", objects, "http://a.example.com/ap"), "exact");
    assert.equal(answered("nginx", objects, "http://a.example.com/ap"), "exact");
  });

  it("is Traefik's by an expression where its matcher is told so, for paths without another type alone", () => {
    const annotations = { [`${TRAEFIK}.pathmatcher`]: "PathRegexp" };
    const objects = [ingress([["/{0}^/v[0-9]+/x$", "expression", "ImplementationSpecific"], ["/", "front"]], annotations)];
    assert.deepEqual(["/v12/x", "/v/x", "/v1/xx"].map((path) => answered("traefik", objects, `http://a.example.com${path}`)), ["expression", "front", "front"]);
    assert.equal(answered("conforming", objects, "http://a.example.com/v12/x"), "front");
  });

  it("is asked for without the prefix that a Middleware of the same namespace takes away", () => {
    const objects = [ingress([["/cart", "cart"]], { [`${TRAEFIK}.middlewares`]: "shop-login@kubernetescrd,shop-strip@kubernetescrd" })];
    const middleware = (namespace: string): MiddlewareObject => ({ metadata: { name: "strip", namespace }, spec: { stripPrefix: { prefixes: ["/cart"] } } });
    const asked = (namespace: string, path: string): string | undefined => resolveUrl({ ingresses: objects, middlewares: [middleware(namespace)] }, "traefik", `http://a.example.com${path}`)?.path;
    assert.deepEqual([asked("shop", "/cart/7"), asked("shop", "/cart"), asked("other", "/cart/7")], ["/7", "/", "/cart/7"]);
  });

  it("is ingress-nginx's by expressions for the whole host once one path is one, the longest text first", () => {
    const objects = [ingress([["/", "front"], ["/api/[a-z]+", "letters", "ImplementationSpecific"], ["/API/things", "things"]], { [`${NGINX}/use-regex`]: "true" })];
    assert.deepEqual(["/api/abc", "/api/things", "/x"].map((path) => answered("nginx", objects, `http://a.example.com${path}`)), ["letters", "letters", "front"]);
  });

  it("is asked for what ingress-nginx is told to rewrite", () => {
    const objects = [ingress([["/api(/|$)(.*)", "api", "ImplementationSpecific"]], { [`${NGINX}/rewrite-target`]: "/$2" })];
    assert.equal(resolveUrl({ ingresses: objects }, "nginx", "http://a.example.com/api/things")?.path, "/things");
  });
});
