import assert from "node:assert/strict";
import { renderJson } from "../../src/render/json.ts";
import type { JsonReport } from "../../src/render/json.ts";
import { EVERYTHING } from "./many.ts";
import { MOCK, preview } from "./previews.ts";

const read = (text: string): JsonReport => JSON.parse(text) as JsonReport;

describe("Previews as JSON", () => {
  it("say which shape they have, and of what they are", () => {
    const { previews, ...head } = read(renderJson(MOCK, { title: "board", sha: "4f1c2ab9d0e1", diffHash: "9c" }));
    assert.deepEqual(head, { format: "moorage-preview", version: 1, title: "board", sha: "4f1c2ab", diffHash: "9c" });
    assert.equal(previews.length, 2);
  });

  it("leave out what was not given", () => {
    assert.deepEqual(read(renderJson([], { title: "board" })), { format: "moorage-preview", version: 1, title: "board", previews: [] });
  });

  it("are the models whole, in the order given", () => {
    const models = [preview({ stack: "dev" }), ...MOCK];
    assert.deepEqual(read(renderJson(models, { title: "board", labels: ["a", "b", "c"] })).previews, models.map((model, index) => ({ label: ["a", "b", "c"][index], ...model })));
  });

  it("never show what an output would expose", () => {
    const [first] = read(renderJson([EVERYTHING], { title: "board" })).previews;
    assert.deepEqual(first?.outputs.find(({ exposed }) => exposed)?.after, { text: "[secret]", shown: "secret" });
    assert.ok(!renderJson([EVERYTHING], { title: "board" }).includes('"shown"\n'));
  });

  it("are text with a line break at the end", () => {
    assert.ok(renderJson(MOCK, { title: "board" }).endsWith("\n}\n"));
  });
});
