import assert from "node:assert/strict";
import { join } from "node:path";
import { compileExamples, exampleProject, findExamples, placeOf, runExample } from "../src/index.ts";
import type { CompiledExample, ExampleProject } from "../src/index.ts";

const ROOT = join(import.meta.dirname, "..", "..", "..");
const DOCS = join(ROOT, "tools", "docs");
const USER = join(import.meta.dirname, "fixtures", "user");

describe("The repository's examples", function () {
  // One program holds them all, and the types of the Kubernetes SDK.
  this.timeout(60_000);

  const examples = findExamples(ROOT);
  let project: ExampleProject;
  let compiled: readonly CompiledExample[];

  before(() => {
    project = exampleProject(examples, { root: ROOT, world: join(DOCS, "src", "example-world.ts"), folder: USER, within: join(DOCS, "node_modules") });
    compiled = compileExamples(ROOT, project.examples);
  });
  after(() => project.remove());

  it("are found in doc comments, READMEs and on pages", () => {
    const files = examples.flatMap(({ places }) => places.map(({ file }) => file));
    for (const where of [/^packages\/\w+\/src\/.*\.ts$/, /^packages\/\w+\/README\.md$/, /^docs\/components\/\w+\.md$/]) assert.ok(files.some((file) => where.test(file)), String(where));
  });

  for (const [index, { places, run }] of examples.entries()) {
    const place = placeOf(places[0]);
    it(`${place} compiles${run ? " and runs" : ""}`, async () => {
      const { file, errors, makesResources } = compiled[index]!;
      assert.equal(errors.length, 0, errors.join("\n"));
      if (!run) return;
      const registered = await runExample(file, USER);
      if (makesResources) assert.ok(registered.length > 0, `${place} makes a component and registers nothing`);
    });
  }
});
