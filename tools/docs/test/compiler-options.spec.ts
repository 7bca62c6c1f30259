import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { compilerOptions } from "../src/compiler-options.ts";

describe("The compiler's options", () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "moorage-docs-"))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it("are the repository's strict ones, and nothing is written", () => {
    const options = compilerOptions(join(import.meta.dirname, "..", "..", ".."));
    assert.deepEqual([options.strict, options.exactOptionalPropertyTypes, options.noUncheckedIndexedAccess], [true, true, true]);
    assert.deepEqual([options.noEmit, options.composite, options.emitDeclarationOnly], [true, false, false]);
  });

  it("are an error that names the file when it is not there, no JSON, or says nonsense", () => {
    const file = join(folder, "tsconfig.base.json");
    assert.throws(() => compilerOptions(folder), (error: Error) => error.message.startsWith(`${file}: `));
    writeFileSync(file, "{ compilerOptions");
    assert.throws(() => compilerOptions(folder), (error: Error) => error.message.startsWith(`${file}: `));
    writeFileSync(file, JSON.stringify({ compilerOptions: { target: "ES1492" } }));
    assert.throws(() => compilerOptions(folder), (error: Error) => error.message.startsWith(`${file}: `) && error.message.includes("target"));
  });
});
