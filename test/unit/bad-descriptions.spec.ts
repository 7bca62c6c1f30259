import assert from "node:assert/strict";
import { rmSync } from "node:fs";
import { InputError } from "@moorage/core";
import { Recorder } from "@moorage/testing";
import { CANARY } from "../bad-inputs/canary.ts";
import { CONTEXT, application } from "../bad-inputs/description.ts";
import { badDescriptions, everythingWrong } from "../bad-inputs/descriptions.ts";
import type { BadDescription } from "../bad-inputs/descriptions.ts";

const PATIENCE_MS = 2000;

async function refusal({ change, kind = "local", platform }: BadDescription): Promise<readonly string[]> {
  const recorder = await Recorder.start();
  const begun = performance.now();
  try {
    application(change, kind, platform);
  } catch (error) {
    assert.ok(error instanceof InputError, String(error));
    assert.ok(performance.now() - begun < PATIENCE_MS);
    const made = (await recorder.resources()).filter(({ type }) => !type.startsWith("pulumi:providers:"));
    assert.deepEqual(made.map(({ type, name }) => `${type} ${name}`), [], "something was made before it was refused");
    assert.ok(!error.message.includes(CANARY), "a secret is shown");
    return error.message.split("\n");
  }
  return assert.fail("nothing was wrong");
}

describe("A bad description", () => {
  after(() => rmSync(CONTEXT, { recursive: true, force: true }));

  for (const kind of ["local", "cloud"] as const) {
    it(`is not the one that all these are changes of, on a ${kind} platform`, async () => {
      const recorder = await Recorder.start();
      application({}, kind);
      assert.ok((await recorder.resources()).length > 5);
    });
  }

  for (const bad of badDescriptions) {
    it(`with ${bad.title} is refused with what to do (${bad.number})`, async () => {
      const lines = await refusal(bad);
      for (const pattern of bad.says) assert.ok(lines.some((line) => pattern.test(line)), `${pattern}\n${lines.join("\n")}`);
      assert.ok(lines.length <= bad.says.length + 1, `one fault makes one line:\n${lines.join("\n")}`);
    });
  }

  it("has everything that is wrong with it told at once", async () => {
    const lines = await refusal(everythingWrong);
    for (const pattern of everythingWrong.says) assert.ok(lines.some((line) => pattern.test(line)), `${pattern}\n${lines.join("\n")}`);
  });
});
