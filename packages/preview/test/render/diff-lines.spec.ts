import assert from "node:assert/strict";
import { SHORT, counted, propertyDiff, resourceDiff, shortPath } from "../../src/render/diff-lines.ts";
import type { PropertyChange } from "../../src/model/model.ts";
import { SECRET, UNKNOWN, added, change, changed, removed } from "./previews.ts";

const text = (property: PropertyChange, notes: readonly string[] = [], lengths = SHORT): readonly string[] => propertyDiff(property, lengths, notes).map((line) => `${line.sign} ${line.text}`);

describe("The path of a property", () => {
  it("leaves out where every container is", () => {
    assert.equal(shortPath("spec.template.spec.containers[name=web].image"), "containers[name=web].image");
    assert.equal(shortPath("spec.jobTemplate.spec.template.spec.containers[name=web].image"), "containers[name=web].image");
  });

  it("is whole elsewhere", () => {
    for (const path of ["spec.replicas", "spec.template.metadata.labels.app", "template.spec.x", "metadata.spec.template.spec.x"]) assert.equal(shortPath(path), path);
  });
});

describe("The diff of a property", () => {
  const table: readonly (readonly [string, PropertyChange, readonly string[]])[] = [
    ["of a changed one is two lines", changed("spec.replicas", "3", "6"), ["- spec.replicas: 3", "+ spec.replicas: 6"]],
    ["of an added one is one line", added("spec.replicas", "3"), ["+ spec.replicas: 3"]],
    ["of one that goes is one line", removed("spec.replicas", "3"), ["- spec.replicas: 3"]],
    ["of a secret says that it changes", changed("data.password", SECRET, SECRET), ["! data.password: [secret] (changed)"]],
    ["of a secret that comes does not show it", added("data.password", SECRET), ["+ data.password: [secret]"]],
    ["of what nobody knows yet says so", changed("spec.image", "a", UNKNOWN), ["- spec.image: a", "+ spec.image: (known after apply)"]],
    ["with a note has it at the end of what comes", { ...changed("spec.replicas", "3", "6"), note: "an autoscaler sets these" }, ["- spec.replicas: 3", "+ spec.replicas: 6  # an autoscaler sets these"]],
    ["of an empty text is nothing after the colon", changed("a", "x", ""), ["- a: x", "+ a: "]],
    ["of text with a line break at the end is one line", changed("a", "x\n", "y\n"), ["- a: x", "+ a: y"]],
  ];
  for (const [what, property, expected] of table) it(what, () => assert.deepEqual(text(property), expected));

  it("has notes of who asks for it", () => {
    assert.deepEqual(text(removed("a", "x"), ["breaking"]), ["- a: x  # breaking"]);
    assert.deepEqual(text({ ...changed("a", SECRET, SECRET), note: "one" }, ["two"]), ["! a: [secret] (changed)  # one; two"]);
  });

  it("of several lines shows those that differ", () => {
    assert.deepEqual(text(changed("data.x", "a\nb\nc\nd", "a\nB\nc\nd")), ["! data.x:", "    … 1 line as before", "-   b", "+   B", "    … 2 lines as before"]);
  });

  it("of several lines that come or go shows them all", () => {
    assert.deepEqual(text(added("data.x", "a\nb")), ["+ data.x:", "+   a", "+   b"]);
    assert.deepEqual(text(removed("data.x", "a\nb")), ["- data.x:", "-   a", "-   b"]);
  });

  it("of lines that repeat counts none of them twice", () => {
    assert.deepEqual(text(changed("data.x", "a\na", "a\na\na")), ["! data.x:", "    … 2 lines as before", "+   a"]);
  });

  it("of very many lines shows the first", () => {
    const all = text(added("data.x", Array.from({ length: 30 }, (_, index) => `line ${index}`).join("\n")));
    assert.equal(all.length, 22);
    assert.equal(all.at(-1), "+   … 10 more lines");
  });

  it("of long lines shows where they differ", () => {
    const [before = "", after = ""] = text(changed("a", `${"x".repeat(1000)}old`, `${"x".repeat(1000)}new`));
    assert.equal(before, `- a: …${"x".repeat(24)}old`);
    assert.equal(after, `+ a: …${"x".repeat(24)}new`);
  });

  it("of a long line that comes shows its beginning", () => {
    assert.equal(text(added("a", "x".repeat(1000)))[0], `+ a: ${"x".repeat(299)}…`);
  });

  it("is one line for one line whatever the path", () => {
    assert.deepEqual(text(changed('data["a\n- b"]', "1", "2")), ['- data["a - b"]: 1', '+ data["a - b"]: 2']);
  });
});

describe("The diff of a resource", () => {
  it("marks what cannot change in place", () => {
    const lines = resourceDiff(change("replace", "StatefulSet a", { replaceReasons: ["spec.serviceName", "spec.claims"], properties: [changed("spec.serviceName", "a", "b"), added("spec.claims[name=x].size", "1"), added("spec.claimsOther", "1")] }), SHORT);
    assert.deepEqual(lines.map(({ text: shown }) => shown), ["spec.serviceName: a", "spec.serviceName: b  # cannot change in place", "spec.claims[name=x].size: 1  # cannot change in place", "spec.claimsOther: 1"]);
  });
});

describe("A number of things", () => {
  it("has a plural", () => assert.deepEqual([0, 1, 2].map((count) => counted(count, "line")), ["0 lines", "1 line", "2 lines"]));
});
