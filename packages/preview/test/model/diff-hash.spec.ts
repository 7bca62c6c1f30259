import assert from "node:assert/strict";
import fc from "fast-check";
import { diffHash, readPreview } from "../../src/model/index.ts";
import type { PreviewModel } from "../../src/model/index.ts";
import { CONFIG_MAP, HIDDEN, IMAGE, SECRET, SERVICE, SOURCE, UNKNOWN, begins, modelOf, object, outputs, printed, says } from "./streams.ts";

const SALT = "v1:3sKzO4Hyk3U=";
const data = (x: unknown) => object("a", { data: { x } });
const update = (before: unknown, after: unknown, type = CONFIG_MAP) => begins({ op: "update", type, name: "a", old: data(before), new: data(after), detailed: { "data.x": "update" } });
const hash = (events: readonly object[], secrets: readonly string[] = []): string => diffHash([modelOf(events, { secrets })], SALT);

describe("hash of a diff", () => {
  it("is 32 hexadecimal digits, and the same for the same", () => {
    assert.match(hash([update("1", "2")]), /^[0-9a-f]{32}$/);
    assert.equal(hash([update("1", "2")]), hash([update("1", "2")]));
  });

  it("is the same tomorrow: it stands in comments that were reviewed", () => {
    assert.equal(diffHash([], SALT), "ab8aa558b81e8e592b4c5dbe70473b7a");
    assert.equal(hash([update("1", "2")]), "72a6288228d3a58a6d468b1bf19d603e");
  });

  const others: readonly (readonly [string, readonly object[]])[] = [
    ["another value", [update("1", "3")]],
    ["another value before", [update("0", "2")]],
    ["a value less", [begins({ op: "update", type: CONFIG_MAP, name: "a", old: data("1"), new: object("a") })]],
    ["something that only the update finds out", [update("1", UNKNOWN)]],
    ["a secret", [update("1", HIDDEN)]],
    ["another resource", [begins({ op: "update", type: CONFIG_MAP, name: "b", old: data("1"), new: data("2") })]],
    ["one resource more", [update("1", "2"), begins({ op: "create", type: SERVICE, name: "s", new: object("s") })]],
    ["another operation", [begins({ op: "replace", type: CONFIG_MAP, name: "a", old: data("1"), new: data("2") })]],
    ["another output", [update("1", "2"), outputs({ a: 1 }, { a: 2 })]],
    ["an image that is built", [update("1", "2"), begins({ op: "create", type: IMAGE, name: "i", new: { name: "a:1", build: {} } })]],
    ["nothing", []],
  ];
  for (const [what, events] of others) it(`is another one for ${what}`, () => assert.notEqual(hash(events), hash([update("1", "2")])));

  it("is another one for each of these", () => assert.equal(new Set(others.map(([, events]) => hash(events))).size, others.length));

  it("is another one with another salt", () => {
    const model = modelOf([update("1", "2")]);
    assert.notEqual(diffHash([model], "a"), diffHash([model], "b"));
  });

  it("is another one for another stack, another project, and for a preview that failed", () => {
    const of = (source: Partial<typeof SOURCE>) => diffHash([modelOf([], source)], SALT);
    const failed = diffHash([readPreview(printed(says("error", "a")), SOURCE)], SALT);
    assert.equal(new Set([of({}), of({ stack: "dev" }), of({ project: "shop" }), failed]).size, 4);
  });

  it("is another one for a replacement that deletes first, and for one that makes first", () => {
    const model = modelOf([begins({ op: "replace", type: CONFIG_MAP, name: "a", old: data("1"), new: data("2") })]);
    const other = { ...model, changes: model.changes.map((change) => ({ ...change, deletesFirst: change.deletesFirst !== true })) };
    assert.equal(model.changes.length, 1);
    assert.notEqual(diffHash([model], SALT), diffHash([other], SALT));
  });

  it("does not know what was said beside", () => {
    const advice = { policyEvent: { policyName: "p", policyPackName: "k", enforcementLevel: "advisory", message: "m" } };
    assert.equal(hash([says("warning", "no digest"), update("1", "2"), advice]), hash([update("1", "2")]));
  });

  it("does not know the order of stacks and of events", () => {
    const [one, other] = [modelOf([update("1", "2")]), modelOf([], { stack: "dev" })];
    assert.equal(diffHash([one, other], SALT), diffHash([other, one], SALT));
    const made = begins({ op: "create", type: SERVICE, name: "s", new: object("s") });
    assert.equal(hash([update("1", "2"), made]), hash([made, update("1", "2")]));
  });

  it("does not know the values of secrets, whoever says that they are", () => {
    const secret = fc.stringMatching(/^[a-z]{12,20}$/).filter((text) => !/name|type|board|secret/.test(text));
    fc.assert(fc.property(secret, secret, (one, other) => {
      assert.equal(hash([update("1", one, SECRET)]), hash([update("1", other, SECRET)]));
      assert.equal(hash([update("1", `postgres://${one}@db`)], [one]), hash([update("1", `postgres://${other}@db`)], [other]));
      assert.equal(hash([outputs({}, { v1Secrets: one })]), hash([outputs({}, { v1Secrets: other })]));
    }), { numRuns: 25 });
  });

  it("does not know which unknown it is", () => {
    assert.equal(hash([update("1", UNKNOWN)]), hash([update("1", "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7")]));
    assert.equal(hash([update("1", UNKNOWN)]), hash([update("1", `https://${UNKNOWN}/`)]));
  });

  it("does not know words that explain", () => {
    const model = modelOf([update("1", "2")]);
    const reworded: PreviewModel = { ...model, changes: model.changes.map((change) => ({ ...change, consequences: ["in other words"], effect: "pods dance", properties: change.properties.map((property) => ({ ...property, note: "mind" })) })) };
    assert.equal(diffHash([reworded], SALT), diffHash([model], SALT));
  });
});
