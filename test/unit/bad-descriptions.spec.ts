import assert from "node:assert/strict";
import { InputError } from "@moorage/core";
import { Recorder } from "@moorage/testing";
import { CANARY } from "../bad-inputs/canary.ts";
import { application, service } from "../bad-inputs/description.ts";
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

  it("with base64 where plain text belongs is taken, and its author warned by the key alone (40)", async () => {
    const encoded = Buffer.from("a plain enough secret").toString("base64");
    const warnings: string[] = [];
    const { warn } = console;
    console.warn = (line: string) => void warnings.push(line);
    try {
      const recorder = await Recorder.start();
      application(service({ secrets: { API_TOKEN: encoded } }), "local");
      await recorder.resources();
    } finally {
      console.warn = warn;
    }
    assert.ok(warnings.some((line) => /API_TOKEN.*base64/.test(line)), warnings.join("\n"));
    assert.ok(!warnings.join("\n").includes(encoded));
  });

  it("has everything that is wrong with it told at once", async () => {
    const lines = await refusal(everythingWrong);
    for (const pattern of everythingWrong.says) assert.ok(lines.some((line) => pattern.test(line)), `${pattern}\n${lines.join("\n")}`);
  });
});
