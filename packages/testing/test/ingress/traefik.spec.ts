import assert from "node:assert/strict";
import { traefikAnswers, traefikKinds } from "../../src/index.ts";
import type { IngressObject, TraefikKind } from "../../src/index.ts";
import { ingress } from "./made.ts";

const TRAEFIK = "traefik.ingress.kubernetes.io/router";
const lax: TraefikKind = { strict: false, writing: "anchored" };
const strict: TraefikKind = { strict: true, writing: "anchored" };

const rules = (kind: TraefikKind, objects: readonly IngressObject[], url: string): readonly string[] => traefikAnswers({ ingresses: objects }, kind, url).map(({ rule }) => rule);

describe("what Traefik's routers answer", () => {
  it("is that of every router that takes the address, with its rule, the longest first", () => {
    const answers = traefikAnswers({ ingresses: [ingress([["/", "front"], ["/other", "other"], ["/api", "api"]])] }, lax, "http://a.example.com/api/x");
    assert.deepEqual(answers, [
      { service: "api", port: 80, path: "/api/x", rule: "PathPrefix(`/api`)", priority: 18 },
      { service: "front", port: 80, path: "/api/x", rule: "PathPrefix(`/`)", priority: 15 },
    ]);
  });

  it("is first that of the highest priority where an annotation says one", () => {
    const objects = [ingress([["/api", "api"]]), ingress([["/", "front"]], { [`${TRAEFIK}.priority`]: "19" })];
    assert.deepEqual(traefikAnswers({ ingresses: objects }, lax, "http://a.example.com/api").map(({ service, priority }) => [service, priority]), [["front", 19], ["api", 18]]);
  });

  it("shows two routers that may be asked in any order by the same priority", () => {
    const equal = traefikAnswers({ ingresses: [ingress([["/", "one"]]), ingress([["/", "other"]])] }, lax, "http://a.example.com/");
    assert.deepEqual(equal.map(({ priority }) => priority), [15, 15]);
  });

  it("is by a prefix as a text, or by whole elements where Traefik is set to that", () => {
    const objects = [ingress([["/api", "api"]])];
    assert.deepEqual(rules(lax, objects, "http://a.example.com/apix"), ["PathPrefix(`/api`)"]);
    assert.deepEqual(rules(strict, objects, "http://a.example.com/apix"), []);
    for (const url of ["/api", "/api/", "/api/x"]) assert.deepEqual(rules(strict, objects, `http://a.example.com${url}`), ["(Path(`/api`) || PathPrefix(`/api/`))"]);
  });

  it("takes a slash at the end of a prefix for a part of it, unless it is set to whole elements", () => {
    const objects = [ingress([["/api/", "api"]])];
    assert.deepEqual(["/api", "/api/", "/api/x"].map((url) => rules(lax, objects, `http://a.example.com${url}`).length), [0, 1, 1]);
    assert.deepEqual(["/api", "/api/", "/api/x"].map((url) => rules(strict, objects, `http://a.example.com${url}`).length), [1, 1, 1]);
  });

  it("is by a rule for the host that grew anchors and then Go's quotes", () => {
    const objects = [ingress([["/", "star", "Prefix", "*.example.com"]])];
    const written = (writing: TraefikKind["writing"]): readonly string[] => rules({ strict: false, writing }, objects, "http://a.example.com/");
    assert.deepEqual(written("plain"), ["HostRegexp(`[a-zA-Z0-9-]+\\.example\\.com`) && PathPrefix(`/`)"]);
    assert.deepEqual(written("anchored"), ["HostRegexp(`^[a-zA-Z0-9-]+\\.example\\.com$`) && PathPrefix(`/`)"]);
    assert.deepEqual(written("quoted"), ['HostRegexp("^[a-zA-Z0-9-]+\\\\.example\\\\.com$") && PathPrefix("/")']);
  });

  it("is for a star and more than one label only where it has no anchors", () => {
    const objects = [ingress([["/", "star", "Prefix", "*.example.com"]])];
    const taking = traefikKinds.filter((kind) => rules(kind, objects, "http://a.b.example.com/").length > 0);
    assert.deepEqual(new Set(taking.map(({ writing }) => writing)), new Set(["plain"]));
  });

  it("is by the matcher of an annotation for paths without a type of their own alone", () => {
    const objects = [ingress([["/{0}^/[0-9]+$", "number", "ImplementationSpecific"], ["/1", "exact", "Exact"], ["/", "front"]], { [`${TRAEFIK}.pathmatcher`]: "PathRegexp" })];
    assert.deepEqual(rules(lax, objects, "http://a.example.com/1"), ["PathRegexp(`/{0}^/[0-9]+$`)", "PathPrefix(`/`)", "Path(`/1`)"]);
    assert.deepEqual(rules(lax, objects, "http://a.example.com/1a"), ["PathPrefix(`/`)"]);
    assert.deepEqual(rules(lax, [ingress([["/a", "own", "ImplementationSpecific"]])], "http://a.example.com/ab"), ["PathPrefix(`/a`)"]);
  });

  it("is known of every setting and every age", () => {
    assert.equal(new Set(traefikKinds.map((kind) => JSON.stringify(kind))).size, 6);
  });
});
