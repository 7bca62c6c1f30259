import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

const ROOT = join(import.meta.dirname, "..", "..");
const MAX_LINES = 300;

interface Source {
  readonly path: string;
  readonly text: string;
  readonly lines: number;
}

/** TypeScript files below a folder of the repository. */
function sources(folder: string): readonly Source[] {
  const names = readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" });
  const wanted = names.filter((name) => name.endsWith(".ts") && !name.endsWith(".d.ts") && !/(^|\/)(node_modules|dist)\//.test(name));
  return wanted.map((name) => {
    const text = readFileSync(join(ROOT, folder, name), "utf8");
    return { path: `${folder}/${name}`, text, lines: text.split("\n").length };
  });
}

const total = (files: readonly Source[]): number => files.reduce((sum, { lines }) => sum + lines, 0);
const packages = readdirSync(join(ROOT, "packages"));
const everything = ["packages", "stacks", "examples", "test", "tools"].flatMap(sources);

describe("The sources", () => {
  it(`have no file of more than ${MAX_LINES} lines`, () => {
    assert.ok(everything.length > 100);
    assert.deepEqual(everything.filter(({ lines }) => lines > MAX_LINES).map(({ path }) => path), []);
  });

  it("have at least as many lines of unit tests as of source, over all packages", () => {
    const source = total(packages.flatMap((name) => sources(`packages/${name}/src`)));
    const tests = total([...packages.flatMap((name) => sources(`packages/${name}/test`)), ...sources("test/unit"), ...sources("test/bad-inputs")]);
    assert.ok(tests >= source, `${tests} lines of tests, ${source} lines of source`);
  });

  it("have a test in every package", () => {
    for (const name of packages) assert.ok(sources(`packages/${name}/test`).some(({ path }) => path.endsWith(".spec.ts")), name);
  });

  it("use no any", () => {
    const uses = everything.filter(({ path, text }) => !path.endsWith("house-rules.spec.ts") && /(:|<|\bas) any\b|\bany\[\]/.test(text.replace(/"[^"]*"|`[^`]*`|\/\/.*|\/\*[\s\S]*?\*\//g, "")));
    assert.deepEqual(uses.map(({ path }) => path), []);
  });

  it("describe board in fewer than forty lines, for every environment", () => {
    const [board, ...others] = sources("stacks").filter(({ path }) => path === "stacks/board.ts");
    assert.ok(board !== undefined && others.length === 0);
    assert.ok(board.lines < 40, `${board.lines} lines`);
  });
});
