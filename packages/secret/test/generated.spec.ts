import assert from "node:assert/strict";
import { Problems } from "@moorage/core";
import { Recorder, valueOf } from "@moorage/testing";
import { generatedProblems, generatedValue, saltOf } from "../src/generated.ts";
import type { GeneratedValue } from "../src/index.ts";

const PASSWORD = "random:index/randomPassword:RandomPassword";

function found(generated: Readonly<Record<string, GeneratedValue>>): readonly string[] {
  const problems = new Problems();
  generatedProblems(problems, generated);
  return problems.found.map(({ path, got }) => `${path}: ${got ?? ""}`);
}

describe("Generated values", () => {
  let recorder: Recorder;
  beforeEach(async () => (recorder = await Recorder.start({ outputs: { [PASSWORD]: ({ name }) => ({ result: `value of ${name}` }) } })));

  it("are long, of letters and digits, and stay until they are told otherwise", async () => {
    assert.equal(await valueOf(generatedValue("web", "SESSION_KEY", {}, undefined, {})), "value of web/SESSION_KEY");
    const { name, inputs } = await recorder.only(PASSWORD);
    assert.equal(name, "web/SESSION_KEY");
    assert.deepEqual(inputs, { length: 32, special: false });
  });

  it("are as long and as special as they are asked to be", async () => {
    generatedValue("web", "A", { length: 64, special: true }, undefined, {});
    assert.deepEqual((await recorder.only(PASSWORD)).inputs, { length: 64, special: true });
  });

  it("are made anew by another version, which makes another keeper", async () => {
    for (const version of [1, 2, "2026-11"]) generatedValue("web", `A${version}`, { version }, undefined, {});
    assert.deepEqual((await recorder.ofType(PASSWORD)).map(({ inputs }) => inputs["keepers"]), [{ version: "1" }, { version: "2" }, { version: "2026-11" }]);
  });

  it("never come from what keeps them in plain text as its id", async () => {
    generatedValue("web", "A", {}, undefined, {});
    saltOf("web", {});
    assert.deepEqual([...new Set((await recorder.resources()).map(({ type }) => type))], [PASSWORD]);
  });

  it("let a transform have the last word, key by key", async () => {
    generatedValue("web", "A", {}, (made, key) => ({ ...made, overrideSpecial: key }), {});
    assert.deepEqual((await recorder.only(PASSWORD)).inputs, { length: 32, special: false, overrideSpecial: "A" });
  });

  it("are apart from the salt, whatever their keys are", async () => {
    assert.equal(await valueOf(saltOf("web", {})), "value of web");
    assert.deepEqual((await recorder.only(PASSWORD)).inputs, { length: 48, special: false });
  });

  it("are refused when they are so short that they can be guessed, or no length at all", () => {
    assert.deepEqual(found({ A: { length: 15 }, B: { length: 16 }, C: { length: 1024 }, D: { length: 1025 }, E: { length: 20.5 }, F: { length: NaN }, G: {} }), ["generated.A.length: 15", "generated.D.length: 1025", "generated.E.length: 20.5", "generated.F.length: null"]);
    assert.deepEqual(found({ A: { length: "32" as unknown as number } }), ['generated.A.length: "32"']);
  });
});
