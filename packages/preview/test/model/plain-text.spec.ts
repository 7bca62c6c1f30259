import assert from "node:assert/strict";
import { plainText } from "../../src/model/plain-text.ts";

describe("plain text", () => {
  it("has no colours, the engine's or a terminal's", () => {
    assert.equal(plainText("<{%fg 1%}>error: <{%reset%}>no \u001b[31mstack\u001b[0m"), "error: no stack");
  });

  it("has no stack trace, and keeps what was thrown", () => {
    const thrown = [
      "TypeError: Cannot read properties of undefined (reading 'host')",
      "    at board (file:///home/user/board/board.ts:12:7)",
      "    at async Promise.all (index 0)",
      "    at ModuleJob.run (node:internal/modules/esm/module_job:325:25)",
      "    at new Promise (<anonymous>)",
      "",
      "Node.js v22.11.0",
    ];
    assert.equal(plainText(thrown.join("\n")), "TypeError: Cannot read properties of undefined (reading 'host')");
  });

  it("keeps lines that only begin like one of a trace", () => {
    assert.equal(plainText("the host is missing\n  at least one is needed"), "the host is missing\n  at least one is needed");
  });

  it("does not say where on a machine the program lies", () => {
    assert.equal(plainText("Running program '/home/runner/work/board/main.mjs' failed with an unhandled exception:\nError: no host"), "Error: no host");
  });

  it("says that the program failed if nothing else is said", () => {
    assert.equal(plainText("Running program '/board/main.mjs' failed with an unhandled exception:\n"), "Running program '/board/main.mjs' failed with an unhandled exception:");
  });

  it("has at most one empty line in a row, none around it, and no blanks at the ends of lines", () => {
    assert.equal(plainText("\n\n one  \r\n\n\n\ntwo\t\n\n"), " one\n\ntwo");
  });

  it("is the same made plain twice", () => {
    const text = "<{%reset%}>a\n    at b (c.ts:1:2)\n\n\n\nd";
    assert.equal(plainText(plainText(text)), plainText(text));
  });
});
