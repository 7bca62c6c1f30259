import assert from "node:assert/strict";
import { memoryBytes, milliCpu, resourcePresets } from "@moorage/core";
import type { Amounts, Cpu, Memory } from "@moorage/core";
import { Recorder } from "@moorage/testing";
import { AppNamespace, appNamespaceProblems, namespaceDefaults } from "../src/index.ts";
import type { AppNamespaceSettings } from "../src/index.ts";

const RANGE = "kubernetes:core/v1:LimitRange";
const QUOTA = "kubernetes:core/v1:ResourceQuota";
const KINDS = ["cpu", "memory", "ephemeral-storage"] as const;

interface Range {
  readonly defaultRequest: Amounts;
  readonly default: Amounts;
  readonly max: Amounts;
}

/** Whether one amount is at most another, of any kind. */
function fits(kind: keyof Amounts, amount: string, bound: string): boolean {
  return kind === "cpu" ? milliCpu(amount) <= milliCpu(bound) : memoryBytes(amount) <= memoryBytes(bound);
}

/** What the API server would be given: the limits of containers and, where there is one, the quota. */
async function made(settings: AppNamespaceSettings): Promise<{ readonly range: Range; readonly hard: Readonly<Record<string, string>> | undefined }> {
  const recorder = await Recorder.start();
  new AppNamespace("apps", settings);
  const { limits } = (await recorder.only(RANGE)).inputs["spec"] as { limits: readonly [Range] };
  const [quota] = await recorder.ofType(QUOTA);
  return { range: limits[0], hard: (quota?.inputs["spec"] as { hard: Record<string, string> } | undefined)?.hard };
}

/** Why a pod of one container that says nothing of resources would not be admitted. */
async function refusals(settings: AppNamespaceSettings): Promise<readonly string[]> {
  const { range, hard } = await made(settings);
  return KINDS.flatMap((kind) => [
    fits(kind, range.defaultRequest[kind], range.default[kind]) ? [] : [`the request of ${kind} is above the limit`],
    fits(kind, range.default[kind], range.max[kind]) ? [] : [`the limit of ${kind} is above the most`],
    hard === undefined || fits(kind, range.defaultRequest[kind], hard[`requests.${kind}`] ?? "") ? [] : [`the request of ${kind} is above the quota`],
    hard === undefined || fits(kind, range.default[kind], hard[`limits.${kind}`] ?? "") ? [] : [`the limit of ${kind} is above the quota`],
    hard === undefined || fits(kind, range.max[kind], hard[`limits.${kind}`] ?? "") ? [] : [`the most of ${kind} is above the quota`],
  ]).flat();
}

describe("Defaults of a namespace", () => {
  it("cannot be changed by whoever reads them", () => {
    for (const part of [namespaceDefaults, namespaceDefaults.quota, namespaceDefaults.container, namespaceDefaults.container.limits, namespaceDefaults.max]) assert.ok(Object.isFrozen(part));
  });

  it("are settings that are found good when they are given in full", () => {
    const { podSecurityVersion, quota, container, max } = namespaceDefaults;
    assert.deepEqual(appNamespaceProblems("apps", { podSecurityVersion, quota, limits: { ...container, max } }), []);
  });

  it("are the same whether they are given or left out", async () => {
    const { quota, container, max } = namespaceDefaults;
    assert.deepEqual(await made({ quota, limits: { ...container, max } }), await made({}));
  });

  it("let every preset in", () => {
    for (const [runtime, { limits }] of Object.entries(resourcePresets)) for (const kind of KINDS) assert.ok(fits(kind, limits[kind], namespaceDefaults.max[kind]), `${runtime}: ${kind}`);
  });

  const cpus: readonly Cpu[] = ["1m", "50m", "99m", "0.1", "200m", "1", "4", "4.001", "64"];
  const sizes: readonly Memory[] = ["1Ki", "63Mi", "64Mi", "0.25Gi", "511Mi", "8Gi", "8193Mi", "1Ti"];
  const settings: readonly AppNamespaceSettings[] = [
    {},
    { quota: false },
    ...cpus.flatMap((cpu) => [{ quota: { cpu } }, { limits: { max: { cpu } }, quota: false } as const, { limits: { max: { cpu } }, quota: { cpu } }]),
    ...sizes.flatMap((memory) => [{ quota: { memory } }, { limits: { max: { memory } }, quota: false } as const, { limits: { max: { memory } }, quota: { memory } }]),
    ...sizes.map((size) => ({ quota: { "ephemeral-storage": size } })),
  ];

  it("give way to every quota and every most: a container that says nothing is always admitted", async () => {
    for (const each of settings) assert.deepEqual(await refusals(each), [], JSON.stringify(each));
  });

  it("never make a mistake of a quota or a most, whatever its size", () => {
    for (const each of settings) assert.deepEqual(appNamespaceProblems("apps", each), [], JSON.stringify(each));
  });
});
