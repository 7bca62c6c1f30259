import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { renderStack, workspace } from "../../packages/cli/src/index.ts";

const ROOT = join(import.meta.dirname, "..", "..");
const SECRET_KEYS = "PULUMI_CONFIG_SECRET_KEYS";
const MOST = 0.25;

const read = (...parts: readonly string[]): string => readFileSync(join(ROOT, ...parts), "utf8");
const linesOf = (folder: string, wanted: (name: string) => boolean): number =>
  readdirSync(folder).filter(wanted).reduce((total, name) => total + readFileSync(join(folder, name), "utf8").split("\n").length - 1, 0);
const isProgram = (name: string): boolean => (name.endsWith(".ts") && !name.endsWith(".d.ts")) || name === "main.mjs";

const examples = readdirSync(join(ROOT, "examples")).map((system) => ({ system, folder: join(ROOT, "examples", system), program: join(ROOT, "examples", system) }));
const systems = [{ system: "board", folder: ROOT, program: join(ROOT, "stacks") }, ...examples];

describe("The size of a system", () => {
  let out: string;
  const outside = process.env[SECRET_KEYS];
  beforeEach(() => {
    out = join(mkdtempSync(join(tmpdir(), "moorage-size-")), "rendered");
  });
  afterEach(() => {
    rmSync(join(out, ".."), { recursive: true });
    pulumi.runtime.setAllConfig({}, []);
    if (outside === undefined) Reflect.deleteProperty(process.env, SECRET_KEYS);
    else process.env[SECRET_KEYS] = outside;
  });

  for (const { system, folder, program } of systems) {
    it(`is at most a quarter of the YAML it replaces, and what the READMEs say: ${system}`, async () => {
      await renderStack("dev", out, workspace(ROOT, { system, folder }));
      const own = linesOf(program, isProgram);
      const yaml = linesOf(out, (name) => name.endsWith(".yaml"));
      assert.ok(own <= MOST * yaml, `${own} lines for ${yaml}`);
      const [, ...row] = new RegExp(`\\[${system === "board" ? "board" : "[^\\]]*"}\\]\\((?:examples/)?${system === "board" ? "stacks" : system}\\).* \\| (\\d+) of (\\d+)(?: lines)? \\|$`, "m").exec(read("README.md")) ?? [];
      assert.deepEqual(row.map(Number), [own, yaml]);
      if (system === "board") return;
      const said = [...read("examples", system, "README.md").matchAll(/^\| (?:Program|YAML|Share).*\| (\d+)(?: %)? \|$/gm)].map(([, count]) => Number(count));
      assert.deepEqual(said, [own, yaml, Math.round((100 * own) / yaml)]);
    });
  }
});
