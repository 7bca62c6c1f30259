import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { yamlProblems } from "../src/yaml-problems.ts";

describe("a stack's file", () => {
  let folder: string;
  before(() => (folder = mkdtempSync(join(tmpdir(), "moorage-yaml-"))));
  after(() => rmSync(folder, { recursive: true }));

  const found = (text: string): readonly string[] => {
    const path = join(folder, "Pulumi.dev.yaml");
    writeFileSync(path, text);
    return yamlProblems(path);
  };

  it("is good when it is YAML, and when it is not there", () => {
    assert.deepEqual(found("config:\n  moorage:host: a\n"), []);
    assert.deepEqual(yamlProblems(join(folder, "Pulumi.none.yaml")), []);
  });

  it("has a key that stands in it twice named by line and column", () => {
    assert.deepEqual(found("config:\n  moorage:host: a\n  moorage:host: b\n"), ["Pulumi.dev.yaml:3:3: Map keys must be unique"]);
  });

  it("has a tab named where it is", () => {
    const [problem, ...others] = found("config:\n\tmoorage:host: a\n");
    assert.match(problem ?? "", /^Pulumi\.dev\.yaml:2:1: .*[Tt]abs/);
    assert.ok(others.length <= 1);
  });

  it("has every fault named at once", () => {
    const problems = found('config:\n  a: "unclosed\n  b: [1, 2\n');
    assert.ok(problems.length > 0);
    for (const problem of problems) assert.match(problem, /^Pulumi\.dev\.yaml:\d+:\d+: /);
  });

  it("shows no line of its text: a secret may stand there", () => {
    assert.doesNotMatch(found("config:\n  moorage:p: canary\n  moorage:p: canary\n").join(), /canary/);
  });
});
