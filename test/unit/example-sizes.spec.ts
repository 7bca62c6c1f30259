import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { renderStack, workspace } from "../../packages/cli/src/index.ts";

const ROOT = join(import.meta.dirname, "..", "..");
const SECRET_KEYS = "PULUMI_CONFIG_SECRET_KEYS";
const MOST = 0.25;

const lines = (file: string): number => readFileSync(file, "utf8").split("\n").length - 1;
const sum = (files: readonly string[]): number => files.reduce((total, file) => total + lines(file), 0);

describe("The size of an example", () => {
  let out: string;
  const outside = process.env[SECRET_KEYS];
  beforeEach(() => {
    out = mkdtempSync(join(tmpdir(), "moorage-size-"));
  });
  afterEach(() => {
    rmSync(out, { recursive: true });
    pulumi.runtime.setAllConfig({}, []);
    if (outside === undefined) Reflect.deleteProperty(process.env, SECRET_KEYS);
    else process.env[SECRET_KEYS] = outside;
  });

  for (const system of readdirSync(join(ROOT, "examples"))) {
    it(`is at most a quarter of the YAML it replaces, and what its README says: ${system}`, async () => {
      const folder = join(ROOT, "examples", system);
      const program = sum(readdirSync(folder).filter((name) => (name.endsWith(".ts") && !name.endsWith(".d.ts")) || name === "main.mjs").map((name) => join(folder, name)));
      const yaml = sum(await renderStack("dev", join(out, "rendered"), workspace(ROOT, { system, folder })));
      assert.ok(program <= MOST * yaml, `${program} lines for ${yaml}`);
      const said = [...readFileSync(join(folder, "README.md"), "utf8").matchAll(/^\| (?:Program|YAML|Share).*\| (\d+)(?: %)? \|$/gm)].map(([, count]) => Number(count));
      assert.deepEqual(said, [program, yaml, Math.round((100 * program) / yaml)]);
    });
  }
});
