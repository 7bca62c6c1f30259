import assert from "node:assert/strict";
import { resolveUrl } from "../../src/index.ts";
import type { IngressObject } from "../../src/index.ts";
import { ingress } from "./made.ts";

const NGINX = "nginx.ingress.kubernetes.io";
const regex = { [`${NGINX}/use-regex`]: "true" };

const services = (objects: readonly IngressObject[], urls: readonly string[], host = "a.example.com"): readonly (string | undefined)[] => urls.map((url) => resolveUrl({ ingresses: objects }, "nginx", `http://${host}${url}`)?.service);

describe("what ingress-nginx answers", () => {
  it("is by the exact path, else by the longest prefix, by whole elements", () => {
    const objects = [ingress([["/", "front"], ["/api", "api"], ["/api", "exact", "Exact"], ["/api/v1/", "first"]])];
    assert.deepEqual(services(objects, ["/api", "/api/", "/apix", "/api/v1", "/api/v1/x", "/api/v1x"]), ["exact", "api", "front", "first", "first", "api"]);
  });

  it("is by the server of the host alone, also where that has no such path", () => {
    const objects = [ingress([["/", "any"], ["/star", "star", "Prefix", "*.example.com"], ["/own", "own", "Prefix", "a.example.com"]])];
    assert.deepEqual(services(objects, ["/own", "/star", "/x"]), ["own", undefined, undefined]);
    assert.deepEqual(services(objects, ["/star", "/x"], "b.example.com"), ["star", undefined]);
    assert.deepEqual(services(objects, ["/star", "/x"], "example.org"), ["any", "any"]);
  });

  it("is by expressions for every path of a host once one object of it says so, and for no other host", () => {
    const objects = [ingress([["/a.c", "plain", "Prefix", "a.example.com"], ["/a.c", "other", "Prefix", "b.example.com"]]), ingress([["/[0-9]+", "number", "ImplementationSpecific", "a.example.com"]], regex)];
    assert.deepEqual(services(objects, ["/abc", "/abcd", "/7", "/x"]), ["plain", "plain", "number", undefined]);
    assert.deepEqual(services(objects, ["/abc", "/a.c"], "b.example.com"), [undefined, "other"]);
  });

  it("is by expressions without an end, whatever their case, the longest text first", () => {
    const objects = [ingress([["/api", "short", "ImplementationSpecific"], ["/a[a-z]+", "long", "ImplementationSpecific"], ["/API$", "end", "ImplementationSpecific"]], regex)];
    assert.deepEqual(services(objects, ["/api", "/apix", "/Api", "/a1"]), ["long", "long", "long", undefined]);
  });

  it("is asked for what the object's target says, with what the expression found", () => {
    const rewriting = (target: string): IngressObject => ingress([["/(v[0-9])/api(/|$)(.*)", "api", "ImplementationSpecific"]], { [`${NGINX}/rewrite-target`]: target });
    const asked = (target: string, url: string): string | undefined => resolveUrl({ ingresses: [rewriting(target)] }, "nginx", `http://a.example.com${url}`)?.path;
    assert.deepEqual([asked("/$3", "/v1/api/x/y"), asked("/$3", "/v1/api"), asked("/$1/$3", "/v2/api/x"), asked("/fixed", "/v2/api/x"), asked("/$9", "/v2/api")], ["/x/y", "/", "/v2/x", "/fixed", "/"]);
  });
});
