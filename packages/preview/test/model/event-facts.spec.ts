import assert from "node:assert/strict";
import { eventFacts, isEvent } from "../../src/model/event-facts.ts";
import { CONFIG_MAP, STACK, SUCCEEDED, begins, ends, metadata, object, outputs, says, urn } from "./streams.ts";

const changed = { op: "update", type: CONFIG_MAP, name: "a", old: object("a", { data: { x: "1" } }), new: object("a", { data: { x: "2" } }) };
const refresh = (name = "a") => begins({ ...changed, op: "refresh", name });

describe("event", () => {
  it("is what has a number and a time, or is known by its name", () => {
    for (const event of [{ sequence: 1, timestamp: 2, somethingNew: {} }, { summaryEvent: {} }, { resourcePreEvent: {} }]) assert.ok(isEvent(event));
  });

  it("is no other JSON", () => {
    for (const value of [{}, { level: "info", msg: "a" }, { steps: [] }, [], null, undefined, "a", 3]) assert.ok(!isEvent(value));
  });
});

describe("facts of events", () => {
  it("are steps with what the engine says of them", () => {
    const { steps } = eventFacts([begins({ ...changed, keys: ["data.x"], diffs: ["data"], detailed: { "data.x": "update-replace" } }), SUCCEEDED]);
    const [step] = steps;
    assert.deepEqual([step?.op, step?.urn, step?.type, step?.keys, step?.diffs, step?.detailed], ["update", urn(CONFIG_MAP, "a"), CONFIG_MAP, ["data.x"], ["data"], { "data.x": { kind: "update-replace", inputDiff: false } }]);
    assert.deepEqual([step?.old?.inputs, step?.new?.inputs], [changed.old, changed.new]);
  });

  it("tell what the engine did not say from nothing that changes", () => {
    assert.equal(eventFacts([begins(changed), SUCCEEDED]).steps[0]?.detailed, undefined);
    assert.deepEqual(eventFacts([begins({ ...changed, detailed: {} }), SUCCEEDED]).steps[0]?.detailed, {});
  });

  it("know everything that was mentioned, as it is to be", () => {
    const { known, anyUrn } = eventFacts([begins({ ...changed, op: "same" }), begins({ op: "delete", type: CONFIG_MAP, name: "gone", old: object("gone") }), SUCCEEDED]);
    assert.deepEqual(known.get(urn(CONFIG_MAP, "a")), { type: CONFIG_MAP, inputs: changed.new });
    assert.deepEqual(known.get(urn(CONFIG_MAP, "gone"))?.inputs, object("gone"));
    assert.equal(anyUrn, urn(CONFIG_MAP, "a"));
  });

  it("hold no step twice for its beginning and its end", () => assert.equal(eventFacts([begins(changed), ends(changed), SUCCEEDED]).steps.length, 1));

  it("pass over events of no matter here", () => {
    const { failed, said, steps } = eventFacts([{ sequence: 0, preludeEvent: { config: { a: "[secret]" } } }, { progressEvent: { type: "plugin-download" } }, { policyLoadEvent: {} }, { stdoutEvent: { message: "a" } }, { fromTheFuture: [] }, SUCCEEDED, { cancelEvent: {} }]);
    assert.deepEqual([failed, said, steps], [false, [], []]);
  });

  const failures: readonly (readonly [string, readonly object[]])[] = [
    ["that ended before its summary", [begins(changed)]],
    ["of no events", []],
    ["with an error", [says("error", "a"), SUCCEEDED]],
    ["whose summary says so", [{ summaryEvent: { result: "failed" } }]],
    ["that was cancelled", [{ summaryEvent: { result: "canceled" } }]],
    ["of an engine that broke", [{ errorEvent: { error: "a" } }, SUCCEEDED]],
    ["of which an event cannot be read", [{ resourcePreEvent: { metadata: { op: 7 } } }, SUCCEEDED]],
  ];
  for (const [what, events] of failures) it(`are those of a failed preview, ${what}`, () => assert.ok(eventFacts(events).failed));

  it("are no failure with a summary that does not say how it ended: older engines do not", () => assert.ok(!eventFacts([{ summaryEvent: { resourceChanges: { same: 1 } } }]).failed));

  it("say why a preview failed of which nobody said", () => {
    assert.deepEqual(eventFacts([begins(changed)]).said, [{ severity: "error", message: "the preview ended before it was complete" }]);
    assert.deepEqual(eventFacts([says("error", "a")]).said.map(({ message }) => message), ["a"]);
  });

  it("hold the outputs of the stack alone, and none of a failed preview", () => {
    const other = ends({ op: "same", type: "app:Application", name: "a", custom: false, old: {}, new: {}, newOutputs: { url: "x" } });
    assert.deepEqual(eventFacts([outputs({ a: 1 }, { a: 2 }), other, SUCCEEDED]).outputs, { before: { a: 1 }, after: { a: 2 } });
    assert.equal(eventFacts([outputs({ a: 1 }, { a: 2 }), says("error", "x"), SUCCEEDED]).outputs, undefined);
  });

  describe("of a refresh", () => {
    it("are what was found in a preview that refreshes first", () => {
      const found = ends({ ...changed, op: "refresh", detailed: { "data.x": "update" } });
      const { refreshed, steps } = eventFacts([refresh(), found, begins({ ...changed, op: "same" }), SUCCEEDED]);
      assert.deepEqual(refreshed?.map(({ op, urn: name }) => [op, name]), [["update", urn(CONFIG_MAP, "a")]]);
      assert.deepEqual(steps, []);
    });

    it("are what was found in a refresh by itself", () => {
      const { refreshed } = eventFacts([refresh("a"), refresh("b"), refresh("c"), ends({ ...changed, op: "same", detailed: {} }), ends({ ...changed, name: "b", detailed: { "data.x": "update" } }), ends({ op: "delete", type: CONFIG_MAP, name: "c", old: changed.old }), SUCCEEDED]);
      assert.deepEqual(refreshed?.map(({ op }) => op), ["update", "delete"]);
    });

    it("are that an object is gone where nothing is left", () => {
      const { refreshed } = eventFacts([refresh(), ends({ op: "refresh", type: CONFIG_MAP, name: "a", old: changed.old }), SUCCEEDED]);
      assert.deepEqual(refreshed?.map(({ op }) => op), ["delete"]);
    });

    it("are nothing where nothing differs", () => {
      assert.deepEqual(eventFacts([refresh(), ends({ ...changed, op: "refresh", detailed: {} }), SUCCEEDED]).refreshed, []);
      assert.deepEqual(eventFacts([refresh(), ends({ ...changed, op: "refresh" }), SUCCEEDED]).refreshed, []);
    });

    it("are whole though the plan failed after them", () => {
      const found = ends({ ...changed, op: "refresh", detailed: { "data.x": "update" } });
      const facts = eventFacts([refresh(), found, begins(changed), says("error", "conflict"), { summaryEvent: { result: "failed" } }]);
      assert.ok(facts.failed);
      assert.equal(facts.refreshed?.length, 1);
    });

    it("are not there where it broke off, and where nothing was refreshed", () => {
      assert.equal(eventFacts([refresh("a"), refresh("b"), ends({ ...changed, op: "refresh" }), says("error", "no cluster"), { summaryEvent: { result: "failed" } }]).refreshed, undefined);
      assert.equal(eventFacts([begins(changed), SUCCEEDED]).refreshed, undefined);
    });
  });

  it("take the stack for no refreshed output", () => {
    const stack = { op: "refresh", type: STACK, name: "board-prod", custom: false, old: {}, new: {}, oldOutputs: { a: 1 }, newOutputs: {} };
    assert.equal(eventFacts([begins(stack), ends(stack), SUCCEEDED]).outputs, undefined);
    assert.equal(metadata(stack).op, "refresh");
  });
});
