import assert from "node:assert/strict";
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { execa } from "execa";
import { makeClone } from "../clone.ts";

const DOCUMENTED = "/** What it is. */\n";

describe("The house rules", function () {
  this.timeout(600_000);
  let root: string;

  before(() => (root = makeClone()));
  after(() => rmSync(root, { recursive: true, force: true }));

  const tool = async (name: string, ...args: readonly string[]) => execa(process.execPath, [join(root, "node_modules", ...BINS[name]!), ...args], { cwd: root, reject: false, all: true });
  const BINS: Readonly<Record<string, readonly string[]>> = {
    eslint: ["eslint", "bin", "eslint.js"],
    depcruise: ["dependency-cruiser", "bin", "dependency-cruise.mjs"],
    tsc: ["typescript", "bin", "tsc"],
  };
  const layering = async () => tool("depcruise", "--config", ".dependency-cruiser.cjs", "packages", "stacks", "tools", "test");

  /** Puts a file into a package for as long as `check` runs. */
  async function planted(path: string, text: string, check: () => Promise<void>): Promise<void> {
    const file = join(root, path);
    writeFileSync(file, text);
    try {
      await check();
    } finally {
      rmSync(file);
    }
  }

  it("are kept: types, lint and layering find nothing", async () => {
    const results = await Promise.all([tool("tsc", "-b"), tool("eslint", ".", "--max-warnings", "0"), layering()]);
    for (const { exitCode, all } of results) assert.equal(exitCode, 0, all);
  });

  const faults = [
    { rule: "@typescript-eslint/no-explicit-any", text: `${DOCUMENTED}export const planted = (value: any): void => void value;\n` },
    { rule: "@typescript-eslint/ban-ts-comment", text: `${DOCUMENTED}// @ts-ignore\nexport const planted: number = "one";\n` },
    { rule: "jsdoc/require-jsdoc", text: "export function planted(): void {}\n" },
    { rule: "max-lines", text: `${DOCUMENTED}export const planted = 1;\n${"// a line\n".repeat(300)}` },
    { rule: "@typescript-eslint/prefer-nullish-coalescing", text: `${DOCUMENTED}export const planted = (count: number | undefined): number => count || 1;\n` },
  ];
  for (const { rule, text } of faults) {
    it(`find a planted break of ${rule}`, async () => {
      await planted("packages/core/src/planted.ts", text, async () => {
        const { exitCode, all } = await tool("eslint", "packages/core/src/planted.ts");
        assert.notEqual(exitCode, 0);
        assert.ok(all.includes(rule), all);
      });
    });
  }

  it("find a planted fault of types", async () => {
    await planted("packages/core/src/planted.ts", `${DOCUMENTED}export const planted: number = "one";\n`, async () => {
      const { exitCode, all } = await tool("tsc", "-b", "packages/core");
      assert.notEqual(exitCode, 0);
      assert.match(all, /planted\.ts\(2,14\): error TS2322/);
    });
  });

  it("keep a package from seeing a sibling that it does not declare", async () => {
    await planted("packages/network/src/planted.ts", `export { Workload } from "@moorage/workload";\n`, async () => {
      const { exitCode, all } = await tool("tsc", "-b", "packages/network");
      assert.notEqual(exitCode, 0);
      assert.match(all, /TS2307: Cannot find module '@moorage\/workload'/);
    });
  });

  const crossings = [
    { rule: "layer-network", path: "packages/network/src/planted.ts", from: "../../workload/src/index.ts", why: "a component imports its sibling" },
    { rule: "layer-core", path: "packages/core/src/planted.ts", from: "../../secret/src/index.ts", why: "core imports a component" },
    { rule: "one-door-for-configuration", path: "packages/workload/src/planted.ts", from: "../../config/src/index.ts", why: "a component reads configuration" },
    { rule: "packages-by-their-front-door", path: "packages/platform/src/planted.ts", from: "../../core/src/names.ts", why: "a package is entered by another door than those that it has" },
    { rule: "tools-stand-alone", path: "tools/toolchain/src/planted.ts", from: "../../../packages/core/src/index.ts", why: "the toolchain needs a package" },
  ];
  for (const { rule, path, from, why } of crossings) {
    it(`find that ${why}`, async () => {
      await planted(path, `export * from "${from}";\n`, async () => {
        const { exitCode, all } = await layering();
        assert.notEqual(exitCode, 0);
        assert.ok(all.includes(rule), all);
      });
    });
  }
});
