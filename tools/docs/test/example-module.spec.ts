import assert from "node:assert/strict";
import { exampleModule } from "../src/example-module.ts";

const place = { world: "./world.ts", folder: "/fixtures" };

describe("An example as a module", () => {
  it("begins with its imports and keeps track of every line", () => {
    const { text, lines, imports } = exampleModule(`const a = 1;\nimport {\n  b,\n} from "b";\nb(a);`, place);
    const rows = text.trimEnd().split("\n");
    assert.equal(imports, 3);
    assert.deepEqual(rows.slice(0, 3), ["import {", "  b,", `} from "b";`]);
    assert.deepEqual(lines.slice(0, 3), [1, 2, 3]);
    assert.equal(rows.length, lines.length);
    assert.deepEqual(lines.flatMap((line, index) => (line === undefined || line < 4 ? [] : [rows[index]])), ["b(a);"]);
  });

  it("hands out what it makes, taken apart or not", () => {
    const { text } = exampleModule("const a = 1, { b, c: { d } } = f();\nlet [e, , g] = h();\n{ const inner = 1; }", place);
    assert.match(text, /return \{ a, b, d, e, g \};/);
  });

  it("makes what a program exports, on the same columns", () => {
    const { text } = exampleModule("export const a = 1;\nconst b = `export`;\nexport async function f() {}", place);
    assert.ok(text.includes("\n       const a = 1;\nconst b = `export`;\n       async function f() {}\n"), text);
    assert.match(text, /return \{ a, b \};/);
  });

  it("reads /path/to as the folder it is given, at the beginning of a string only", () => {
    const { text } = exampleModule(`f("/path/to/apps", "see /path/to/apps");`, place);
    assert.ok(text.includes(`f("/fixtures/apps", "see /path/to/apps");`), text);
  });
});
