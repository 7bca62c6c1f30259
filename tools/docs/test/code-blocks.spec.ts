import assert from "node:assert/strict";
import { codeBlocks, exampleBlocks } from "../src/code-blocks.ts";

const F = "```";

describe("Code blocks", () => {
  it("of a page are those fenced with ts, and where they are", () => {
    const page = ["# Title", "", `${F}ts`, "const a = 1;", "a;", F, "", `${F}sh`, "ls", F, `${F}typescript`, "f(): void", F, F, "plain", F, `${F}ts`, "const b = 2;", F].join("\n");
    assert.deepEqual(codeBlocks("x.md", page), [
      { file: "x.md", line: 4, run: true, code: "const a = 1;\na;" },
      { file: "x.md", line: 18, run: true, code: "const b = 2;" },
    ]);
  });

  it("that say no-run are only compiled", () => {
    assert.deepEqual(codeBlocks("x.md", `${F}ts no-run\nstart();\n${F}`).map(({ run }) => run), [false]);
  });

  it("within a block of another language are part of it", () => {
    assert.deepEqual(codeBlocks("x.md", [`${F}${F}md`, `${F}ts`, "inner();", F, `${F}${F}`].join("\n")), []);
  });

  it("that are empty or never end are none", () => {
    assert.deepEqual(codeBlocks("x.md", `${F}ts\n${F}\n${F}ts\nconst a = 1;\n`), []);
  });

  it("of a source are those under @example", () => {
    const source = [
      "import x from 'x';",
      "/**",
      " * A function.",
      ` * ${F}ts`,
      " * notAnExample();",
      ` * ${F}`,
      " * @example",
      ` * ${F}ts`,
      " * f({",
      " *   // @see nothing",
      " *   deep: true,",
      " * });",
      " *",
      " * @decorated",
      ` * ${F}`,
      " * @see elsewhere",
      ` * ${F}ts`,
      " * notAnExampleEither();",
      ` * ${F}`,
      " */",
      "export function f() {}",
    ].join("\n");
    assert.deepEqual(exampleBlocks("f.ts", source), [{ file: "f.ts", line: 9, run: true, code: "f({\n  // @see nothing\n  deep: true,\n});\n\n@decorated" }]);
  });

  it("of a source may be several, indented as members are", () => {
    const source = ["  /**", "   * @example", `   * ${F}ts`, "   * a();", `   * ${F}`, "   * @example", `   * ${F}ts no-run`, "   * b();", `   * ${F}`, "   */", "  a() {}"].join("\n");
    assert.deepEqual(exampleBlocks("f.ts", source).map(({ line, run, code }) => [line, run, code]), [[4, true, "a();"], [8, false, "b();"]]);
  });
});
