import assert from "node:assert/strict";
import type { OutputChange, PolicyViolation } from "../../src/model/model.ts";
import { isContract, isQuiet, isSilent, listed, outputsCell, policyCell, resourceTitle, sorted, subject } from "../../src/render/wording.ts";
import { added, change, deletion, output, preview, removed } from "./previews.ts";

describe("The words of a preview", () => {
  const violation = (mandatory: boolean): PolicyViolation => ({ policy: "a/b", mandatory, message: "c" });
  const policies: readonly (readonly [readonly string[], readonly PolicyViolation[], string])[] = [
    [[], [], "–"],
    [["a"], [], "✅"],
    [["a"], [violation(false)], "⚠️ 1"],
    [["a"], [violation(true), violation(true)], "🔴 2"],
    [["a"], [violation(true), violation(false), violation(false)], "🔴 1 · ⚠️ 2"],
  ];
  for (const [packs, violations, cell] of policies) it(`say "${cell}" of policies`, () => assert.equal(policyCell(preview({ policies: { packs, violations } })), cell));

  const breaking = output(removed("a", "1"), { breaking: true });
  const exposed = output(added("b", "1"), { exposed: true });
  const outputs: readonly (readonly [readonly OutputChange[], string])[] = [
    [[], "–"],
    [[output(added("c", "1"))], "1 changed"],
    [[breaking, output(added("c", "1"))], "🔴 1 breaking"],
    [[exposed], "🔴 1 exposed"],
    [[breaking, exposed, breaking], "🔴 1 exposed · 2 breaking"],
  ];
  for (const [changes, cell] of outputs) it(`say "${cell}" of outputs`, () => assert.equal(outputsCell(preview({ outputs: changes })), cell));

  it("know fields of contracts", () => {
    for (const path of ["v1", "v1.url", "v12Secrets.databaseUrl", "v1[0]", "contract", "contract.schemaHash"]) assert.ok(isContract(path), path);
    for (const path of ["url", "version", "v1x", "vSecrets", "contracts", "app.v1.url"]) assert.ok(!isContract(path), path);
  });

  it("name a resource, and what follows in a word", () => {
    assert.equal(resourceTitle(change("update", "Deployment a/b", { effect: "pods roll" })), "Deployment a/b (pods roll)");
    assert.equal(resourceTitle(change("update", "Secret a/b")), "Secret a/b");
    assert.equal(resourceTitle(change("import", "Secret a/b")), "Secret a/b (taken over)");
    assert.equal(resourceTitle(change("read", "Secret a/b")), "Secret a/b (only read)");
  });

  it("name what is shown", () => {
    const code = (sha: string): string => `<${sha}>`;
    assert.equal(subject([preview()], { title: "", sha: "4f1c2ab9d0" }, code), "preview of <4f1c2ab>");
    assert.equal(subject([preview()], { title: "" }, code), "preview");
    assert.equal(subject([preview({ about: "drift" })], { title: "", sha: "4f1c2ab" }, code), "drift");
  });

  it("are a list", () => {
    assert.deepEqual([[], ["a"], ["a", "b"], ["a", "b", "c"]].map(listed), ["", "a", "a and b", "a, b and c"]);
  });

  it("tell nothing to do from nothing to say", () => {
    const warned = preview({ diagnostics: [{ severity: "warning", message: "x" }] });
    assert.deepEqual([isQuiet(warned), isSilent(warned)], [true, false]);
    assert.deepEqual([isQuiet(preview()), isSilent(preview())], [true, true]);
    assert.equal(isQuiet(preview({ failed: true })), false);
    assert.equal(isSilent(preview({ policies: { packs: ["a"], violations: [violation(false)] } })), false);
  });

  it("order changes by what happens, and equals as they are", () => {
    const { destructive, others } = sorted(preview({ changes: [change("create", "A b"), deletion("A a"), change("update", "A d"), change("update", "A c"), change("replace", "A e", { destructive: true })] }));
    assert.deepEqual([destructive, others].map((all) => all.map(({ name }) => name).join("")), ["ea", "dcb"]);
  });
});
