import assert from "node:assert/strict";
import { joinedSteps } from "../../src/model/steps.ts";
import type { RawStep } from "../../src/model/steps.ts";
import { SERVICE, urn } from "./streams.ts";

const [OLD, NEW] = [{ inputs: { a: 1 } }, { inputs: { a: 2 } }];

function raw(op: string, name = "web", rest: Partial<RawStep> = {}): RawStep {
  return { op, urn: urn(SERVICE, name), type: SERVICE, keys: [], ...rest };
}

describe("steps", () => {
  it("are one for each resource, in the order in which they were mentioned", () => {
    const steps = joinedSteps([raw("update", "b"), raw("create", "a"), raw("delete", "c")]);
    assert.deepEqual(steps.map(({ op, urn: name }) => [op, name]), [["update", urn(SERVICE, "b")], ["create", urn(SERVICE, "a")], ["delete", urn(SERVICE, "c")]]);
  });

  for (const op of ["same", "refresh", "discard", "remove-pending-replace"]) {
    it(`are none where the engine says ${op}`, () => assert.deepEqual(joinedSteps([raw(op)]), []));
  }

  it("are one of a replacement that deletes first", () => {
    const [step, ...others] = joinedSteps([raw("delete-replaced", "web", { old: OLD }), raw("replace", "web", { old: OLD, new: NEW, keys: ["a"] }), raw("create-replacement", "web", { new: NEW })]);
    assert.deepEqual(others, []);
    assert.deepEqual(step, { ...raw("replace", "web", { old: OLD, new: NEW, keys: ["a"] }), deletesFirst: true });
  });

  it("are one of a replacement that makes first, though its old state is marked as going", () => {
    const [step] = joinedSteps([raw("create-replacement", "web", { old: OLD, new: NEW }), raw("replace", "web", { old: OLD, new: NEW }), raw("delete-replaced", "web", { old: { ...OLD, delete: true } })]);
    assert.equal(step?.op, "replace");
    assert.equal(step.deletesFirst, false);
  });

  it("do not say what comes first where the engine did not", () => {
    const [step] = joinedSteps([raw("replace", "web", { old: OLD, new: NEW })]);
    assert.equal(step?.deletesFirst, undefined);
  });

  it("are a replacement where the preview ended before it was whole", () => {
    const [step] = joinedSteps([raw("create-replacement", "web", { old: OLD, new: NEW })]);
    assert.deepEqual([step?.op, step?.old, step?.new], ["replace", OLD, NEW]);
  });

  it("are a replacement where something is imported or read instead", () => {
    for (const op of ["import-replacement", "read-replacement"]) assert.equal(joinedSteps([raw("delete-replaced"), raw(op)])[0]?.op, "replace");
  });

  it("are the deletion of what an earlier update left over, unless more happens to it", () => {
    assert.deepEqual(joinedSteps([raw("delete-replaced", "web", { old: OLD })]).map(({ op }) => op), ["delete"]);
    assert.deepEqual(joinedSteps([raw("delete-replaced", "web", { old: OLD }), raw("update", "web", { old: OLD, new: NEW })]).map(({ op }) => op), ["update"]);
    assert.deepEqual(joinedSteps([raw("same"), raw("delete-replaced", "web", { old: OLD })]).map(({ op }) => op), ["delete"]);
  });

  it("tell of what is looked up for the first time alone", () => {
    assert.deepEqual(joinedSteps([raw("read", "a", { new: NEW }), raw("read", "b", { old: OLD, new: NEW })]).map((step) => step.urn), [urn(SERVICE, "a")]);
  });
});
