import assert from "node:assert/strict";
import { digestFacts, isDigest } from "../../src/model/digest-facts.ts";
import { CONFIG_MAP, STACK, object, urn } from "./streams.ts";

const state = (type: string, inputs: unknown, custom = true) => ({ urn: urn(type, "a"), custom, type, inputs, created: "0001-01-01T00:00:00Z" });
const stack = (op: string) => ({ op, urn: urn(STACK, "board-prod"), oldState: state(STACK, {}, false), newState: state(STACK, {}, false), detailedDiff: null });
const step = (op: string, rest: object = {}) => ({ op, urn: urn(CONFIG_MAP, "a"), oldState: state(CONFIG_MAP, object("a", { data: { x: "1" } })), newState: state(CONFIG_MAP, object("a", { data: { x: "2" } })), detailedDiff: { "data.x": { kind: "update", inputDiff: false } }, ...rest });
const digest = (...steps: readonly object[]) => ({ config: {}, steps, duration: 1, changeSummary: { same: 1 } });

describe("digest", () => {
  it("is what has steps, a summary or diagnostics", () => {
    for (const value of [{ steps: [] }, { changeSummary: {} }, { diagnostics: [] }]) assert.ok(isDigest(value));
    for (const value of [{}, { config: {} }, [], null, "a"]) assert.ok(!isDigest(value));
  });
});

describe("facts of a digest", () => {
  it("are its steps", () => {
    const { steps, failed } = digestFacts(digest(stack("same"), step("update", { diffReasons: ["data"] })));
    const [first, ...others] = steps;
    assert.deepEqual(others, []);
    assert.deepEqual([first?.op, first?.type, first?.diffs, first?.detailed], ["update", CONFIG_MAP, ["data"], { "data.x": { kind: "update", inputDiff: false } }]);
    assert.equal(failed, false);
  });

  it("are a replacement that does not say what comes first", () => {
    const [only] = digestFacts(digest(step("replace", { replaceReasons: ["data.x"] }))).steps;
    assert.deepEqual([only?.op, only?.keys, only?.deletesFirst], ["replace", ["data.x"], undefined]);
  });

  it("know no outputs and no policies", () => {
    const { outputs, findings, packs } = digestFacts(digest(stack("same")));
    assert.deepEqual([outputs, findings, packs], [undefined, [], []]);
  });

  it("take the type from the URN where the states do not say it", () => {
    assert.equal(digestFacts(digest({ op: "delete", urn: urn(CONFIG_MAP, "a"), oldState: { custom: true } })).steps[0]?.type, CONFIG_MAP);
  });

  it("are what was found where it is a refresh", () => {
    const { steps, refreshed } = digestFacts(digest(stack("refresh"), step("update"), step("refresh"), { op: "delete", urn: urn(CONFIG_MAP, "b"), oldState: state(CONFIG_MAP, object("b")) }));
    assert.deepEqual(steps, []);
    assert.deepEqual(refreshed?.map(({ op }) => op), ["update", "delete"]);
  });

  it("are a plan where it refreshed first, and do not tell what that found", () => {
    const { steps, refreshed } = digestFacts(digest(stack("refresh"), step("refresh"), stack("same"), step("update")));
    assert.deepEqual(steps.map(({ op }) => op), ["update"]);
    assert.equal(refreshed, undefined);
  });

  const failures: readonly (readonly [string, unknown, string])[] = [
    ["an error", { steps: [], diagnostics: [{ severity: "error", message: "error: no host" }], changeSummary: {} }, "error: no host"],
    ["an error and no summary", { diagnostics: [{ severity: "error", message: "no host" }] }, "no host"],
    ["no summary", { steps: [] }, "the preview ended before it was complete"],
    ["what cannot be read", { steps: [{ op: 3 }] }, "the engine's digest cannot be read"],
  ];
  for (const [what, value, message] of failures) {
    it(`are those of a failed preview with ${what}`, () => {
      const { failed, said } = digestFacts(value);
      assert.ok(failed);
      assert.deepEqual(said.filter(({ severity }) => severity === "error").map((each) => each.message), [message]);
    });
  }
});
