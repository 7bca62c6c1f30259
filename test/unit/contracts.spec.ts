import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { contractProblems, keptContracts, projectsOf, publishedFiles } from "../../packages/cli/src/index.ts";

const ROOT = join(import.meta.dirname, "..", "..");

describe("The contracts of this repository", () => {
  it("are kept by every project, one of each version", async () => {
    for (const project of projectsOf(ROOT)) {
      const kept = await keptContracts(project);
      const names = kept.map(({ document: { contract: { name, version } } }) => `${name} v${version}`);
      assert.ok(names.length > 0, project.system);
      assert.equal(new Set(names).size, names.length);
      for (const { document } of kept) assert.equal(document.contract.name, project.system);
    }
  });

  it("are published as the programs keep them", async () => {
    for (const project of projectsOf(ROOT)) {
      assert.deepEqual(contractProblems(await keptContracts(project), publishedFiles(project)).map((problem) => relative(ROOT, problem)), [], `pnpm moorage outputs check --write ${project.system}`);
    }
  });

  it("are published as JSON Schema that says of each field what it is", () => {
    const board = JSON.parse(readFileSync(join(ROOT, "stacks", "contracts", "board-v1.json"), "utf8")) as { readonly $schema: string; readonly properties: Readonly<Record<string, { readonly properties: Readonly<Record<string, { readonly type: string }>>; readonly required: readonly string[] }>> };
    assert.equal(board.$schema, "https://json-schema.org/draft/2020-12/schema");
    assert.deepEqual(Object.keys(board.properties), ["v1", "v1Secrets"]);
    assert.equal(board.properties["v1"]?.properties["url"]?.type, "string");
    assert.deepEqual(board.properties["v1Secrets"]?.required, ["databaseUrl"]);
  });
});
