import assert from "node:assert/strict";
import type { PreviewModel } from "../../src/model/model.ts";
import { bySeverity, gravest, severityOf } from "../../src/render/severity.ts";
import type { Severity } from "../../src/render/severity.ts";
import { added, change, changed, deletion, output, preview } from "./previews.ts";

const table: readonly (readonly [string, PreviewModel, Severity])[] = [
  ["a preview that failed, whatever else it found", preview({ failed: true, changes: [deletion("Namespace x")] }), "failed"],
  ["a deletion", preview({ changes: [change("create", "Namespace y"), deletion("Namespace x")] }), "destructive"],
  ["an output that breaks who reads it", preview({ outputs: [output(changed("url", "a", "1"), { breaking: true })] }), "destructive"],
  ["an output that exposes a secret", preview({ outputs: [output(changed("url", "a", "1"), { exposed: true })] }), "destructive"],
  ["an update", preview({ changes: [change("create", "Namespace y"), change("update", "Namespace x")] }), "changes"],
  ["a replacement that stops nothing", preview({ changes: [change("replace", "Thing x")] }), "changes"],
  ["an import", preview({ changes: [change("import", "Thing x")] }), "changes"],
  ["an output that changes", preview({ outputs: [output(changed("url", "a", "b"))] }), "changes"],
  ["a new stack with its outputs and images", preview({ changes: [change("create", "Namespace x")], outputs: [output(added("url", "a"))], imagesBuilt: [{ name: "a", urn: "b" }] }), "creates"],
  ["an image that is built", preview({ imagesBuilt: [{ name: "a", urn: "b" }] }), "changes"],
  ["creations alone", preview({ changes: [change("create", "Namespace y"), change("read", "Thing z")] }), "creates"],
  ["nothing", preview({ diagnostics: [{ severity: "warning", message: "x" }] }), "none"],
];

describe("How grave a preview is", () => {
  for (const [what, model, expected] of table) it(`is "${expected}" for ${what}`, () => assert.equal(severityOf(model), expected));

  it("is of several the gravest", () => {
    assert.equal(gravest(table.map(([, model]) => model)), "failed");
    assert.equal(gravest(table.slice(-2).map(([, model]) => model)), "creates");
    assert.equal(gravest([]), "none");
  });

  it("orders them, and leaves equals as they are", () => {
    const labels = bySeverity(table.toReversed().map(([label, model]) => ({ label, model }))).map(({ label }) => label);
    assert.deepEqual(labels.slice(0, 4), ["a preview that failed, whatever else it found", "an output that exposes a secret", "an output that breaks who reads it", "a deletion"]);
    assert.equal(labels.at(-1), "nothing");
  });
});
