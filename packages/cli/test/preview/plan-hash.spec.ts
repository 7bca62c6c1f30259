import assert from "node:assert/strict";
import { failedPreview, readPreview } from "@moorage/preview";
import type { PreviewModel } from "@moorage/preview";
import { planHash, planHashes, wasReviewed } from "../../src/preview/plan-hash.ts";
import { targetsOf } from "../../src/preview/target.ts";
import { StandInEngine, imageEvents } from "./stand-in-engine.ts";

describe("the hash of what is planned", () => {
  let machine: StandInEngine;
  beforeEach(() => (machine = new StandInEngine(["dev", "prod"])));
  afterEach(() => machine.remove());

  const model = (stack: string, image = "api:2"): PreviewModel => readPreview(imageEvents(image, { stack }), { project: "board", stack });
  const previews = (...models: readonly PreviewModel[]) => targetsOf(machine.place.root, [], [], machine.folder).map((target, index) => ({ target, model: models[index] ?? assert.fail() }));
  const hashOf = async (preview: ReturnType<typeof previews>[number] | undefined): Promise<string> => (preview === undefined ? undefined : await planHash(preview.target, preview.model)) ?? assert.fail("no hash");

  it("is one for each stack, and found again whichever of them is brought up first", async () => {
    const both = previews(model("dev"), model("prod"));
    const reviewed = (await planHashes(both)) ?? "";
    for (const each of both) assert.ok(wasReviewed(await hashOf(each), reviewed));
  });

  it("is another for another plan, and for another salt", async () => {
    const [dev] = previews(model("dev"), model("prod"));
    const before = await hashOf(dev);
    assert.ok(!wasReviewed(await hashOf(previews(model("dev", "api:3"), model("prod"))[0]), before));
    machine.write("clone/Pulumi.dev.yaml", "encryptionsalt: another\n");
    assert.notEqual(await hashOf(dev), before);
  });

  it("is none of a stack whose preview failed", async () => {
    const failed = failedPreview("no", { project: "board", stack: "dev" });
    const [dev, prod] = previews(failed, model("prod"));
    assert.equal(await planHashes(previews(failed, model("prod"))), await hashOf(prod));
    assert.equal(dev === undefined ? "" : await planHash(dev.target, dev.model), undefined);
    assert.equal(await planHashes(previews(failed, failed)), undefined);
  });

  it("is not found in a part of another", () => {
    assert.ok(!wasReviewed("abc", "abcdef-012"));
  });
});
