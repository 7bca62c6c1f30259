import assert from "node:assert/strict";
import { setImmediate } from "node:timers/promises";
import { secret, wholeNumber } from "@moorage/config";
import type { Values } from "@moorage/config";
import { InputError } from "@moorage/core";
import { renderingPlatform } from "@moorage/platform";
import { Recorder, valueOf } from "@moorage/testing";
import { environment } from "../src/index.ts";
import type { EnvironmentArgs, Site } from "../src/index.ts";
import { deployed, source } from "./sources.ts";

const settings = { replicas: wholeNumber(1, 9, { example: "2", fallback: 2 }), token: secret() };
type Args = EnvironmentArgs<typeof settings>;
const good = source({ "shop:token": "canary" }, ["shop:token"]);

describe("an environment", () => {
  let calls: string[];
  let seen: { readonly values: Values<typeof settings>; readonly site: Site } | undefined;
  beforeEach(async () => {
    calls = [];
    seen = undefined;
    await Recorder.start();
  });

  const made = (change: Partial<Args> = {}) =>
    environment({
      folder: "/project",
      settings,
      kind: "local",
      problems: () => [],
      platform: () => (calls.push("platform"), { ...renderingPlatform(), ingressClass: "mine" }),
      program: (values, site) => {
        calls.push("program");
        seen = { values, site };
        return deployed;
      },
      ...change,
    });

  it("hands the program its settings, its platform, its folder and its name", async () => {
    assert.equal(await made()("dev", good, {}), deployed);
    assert.deepEqual(calls, ["platform", "program"]);
    assert.equal(seen?.values.replicas, 2);
    assert.equal(await valueOf(seen.values.token), "canary");
    const { platform, ...site } = seen.site;
    assert.deepEqual(site, { environment: "dev", folder: "/project", previous: {} });
    assert.equal(platform.ingressClass, "mine");
  });

  it("tells the program what its data was kept in, where that can be found out", async () => {
    const previous = { db: { mode: "managed", storage: "1Gi" } } as const;
    await made()("dev", good, { previous: async () => Promise.resolve(previous) });
    assert.deepEqual(seen?.site.previous, previous);
  });

  it("has found out what its data was kept in before it makes a platform: the state cannot be read while providers are written to it", async () => {
    const previous = async () => {
      calls.push("asks for data");
      await setImmediate();
      calls.push("knows of data");
      return {};
    };
    await made()("dev", good, { previous });
    assert.deepEqual(calls, ["asks for data", "knows of data", "platform", "program"]);
  });

  it("tells the program where its certificate comes from, if from anywhere", async () => {
    await made({ tls: ({ replicas }) => (replicas === 2 ? { issuer: "letsencrypt" } : undefined) })("dev", good, {});
    assert.deepEqual(seen?.site.tls, { issuer: "letsencrypt" });
    await made({ tls: () => undefined })("dev", good, {});
    assert.equal("tls" in (seen.site), false);
  });

  it("makes no platform and finds no fault with any while it is only looked at", async () => {
    for (const kind of ["local", "cloud"] as const) {
      calls = [];
      await made({ kind, problems: () => [{ path: "cluster", problem: "is not there" }] })("dev", good, { rendering: true });
      assert.deepEqual(calls, ["program"]);
      assert.equal(seen?.site.platform.kind, kind);
    }
  });

  it("is looked at with the class of its ingress controller", async () => {
    await made({ ingressClass: ({ replicas }) => `class-${replicas}` })("dev", good, { rendering: true });
    assert.equal(seen?.site.platform.ingressClass, "class-2");
    await made()("dev", good, { rendering: true });
    assert.equal((seen as { readonly site: Site }).site.platform.ingressClass, "traefik");
  });

  it("reports what is wrong with settings and platform together, and runs nothing", async () => {
    const refused = made({ problems: (stack, { replicas }) => [{ path: `stack ${stack}`, problem: `has no cluster for ${String(replicas)}` }] })("dev", source({ "shop:replicas": "none" }, []), {});
    await assert.rejects(refused, (error: unknown) => {
      assert.ok(error instanceof InputError);
      assert.deepEqual(error.message.split("\n").map((line) => line.split(": ").slice(0, 2).join(": ")), ["Pulumi.dev.yaml: shop:replicas", "Pulumi.dev.yaml: shop:token", "stack dev: has no cluster for undefined"]);
      return true;
    });
    assert.deepEqual(calls, []);
  });
});
