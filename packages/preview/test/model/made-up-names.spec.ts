import assert from "node:assert/strict";
import { withoutMadeUpNames } from "../../src/model/made-up-names.ts";

const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const named = (name: string, madeUp = true): object => ({ inputs: { metadata: { name, annotations: madeUp ? { "pulumi.com/autonamed": "true" } : {} } } });
const event = (states: { readonly old?: object; readonly new?: object }, ref: string): string => JSON.stringify({ resourcePreEvent: { metadata: { op: "update", ...states } }, ref });

describe("names that the engine makes up", () => {
  it("are unknown wherever they stand", () => {
    const printed = [event({ new: named("a-1f0c") }, "a-1f0c"), event({}, "a-1f0c"), "no JSON"].join("\n");
    assert.equal(withoutMadeUpNames(printed), printed.replaceAll('"a-1f0c"', `"${UNKNOWN}"`));
  });

  it("are the same for every preview of the same plan", () => {
    const printed = (name: string): string => event({ old: named("a-0001"), new: named(name) }, name);
    assert.equal(withoutMadeUpNames(printed("a-1f0c")), withoutMadeUpNames(printed("a-2e1d")));
  });

  it("stay where the object is there already, and where the program chose them", () => {
    for (const printed of [event({ old: named("a-1f0c"), new: named("a-1f0c") }, "a-1f0c"), event({ new: named("a", false) }, "a"), event({}, "x"), ""]) assert.equal(withoutMadeUpNames(printed), printed);
  });
});
