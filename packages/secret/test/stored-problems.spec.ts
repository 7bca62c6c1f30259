import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { Problems } from "@moorage/core";
import type { StoredSettings } from "../src/index.ts";
import { objectNameProblem } from "../src/object-name.ts";
import { keysOf } from "../src/stored-args.ts";
import { sizeProblem, storedProblems } from "../src/stored-problems.ts";
import { textProblem } from "../src/value-problems.ts";

const MEBIBYTE = 2 ** 20;

function found(settings: StoredSettings, component = "web"): readonly string[] {
  const problems = new Problems();
  storedProblems(problems, component, settings, textProblem);
  return problems.found.map(({ path, problem }) => `${path}: ${problem}`);
}

function size(settings: StoredSettings, shown = true): readonly object[] {
  const problems = new Problems();
  sizeProblem(problems, settings, shown);
  return problems.found;
}

describe("What configuration and secrets have in common", () => {
  it("may be as plain data has it", () => {
    assert.deepEqual(found({ data: { A: "" }, json: { B: { c: 1 } }, keys: "files", rollout: "checksum", name: "web.settings", partOf: "shop" }), []);
    assert.deepEqual(found({}), []);
  });

  it("is looked at as far as it is known", () => {
    assert.deepEqual(found({ data: { A: 1 as unknown as string, B: pulumi.output(1) as unknown as string }, json: { C: NaN, D: { e: pulumi.output(NaN) } } }), ["data.A: is no text", "json.C: has a number in it that is not finite"]);
  });

  it("is refused for words that nobody knows", () => {
    assert.deepEqual(found({ keys: "file" as "files", rollout: "restart" as "replace", partOf: "my shop" }), ["keys: is none that there is", "rollout: is none that there is", "partOf: is no label value"]);
  });

  it("is refused for a name that no object can have, be it only the component's", () => {
    assert.deepEqual(found({ name: "Web" }), ['name: has "W" at position 1']);
    assert.deepEqual(found({}, "web_api"), ['name: has "_" at position 4']);
    for (const name of ["web", "web.shop", "a-1.b-2"]) assert.equal(objectNameProblem(name), undefined, name);
    for (const name of ["", ".", "web.", "-web", "web..shop", "a".repeat(64), `${"a".repeat(32)}.${"b".repeat(31)}`]) assert.equal(objectNameProblem(name)?.got, JSON.stringify(name), name);
  });

  it("has names of variables as keys, unless it has JSON or says otherwise", () => {
    assert.equal(keysOf({}), "environment");
    assert.equal(keysOf({ json: {} }), "files");
    assert.equal(keysOf({ json: {}, keys: "environment" }), "environment");
    assert.equal(keysOf({ keys: "files" }), "files");
    assert.equal(keysOf({ keys: "file" as "files" }), "environment");
  });

  it("is as much as one object holds", () => {
    assert.deepEqual(size({ data: { A: "a".repeat(MEBIBYTE) } }), []);
    assert.deepEqual(size({ data: { A: "a".repeat(MEBIBYTE - 3), B: "bbbb" } }), [{ path: "data", problem: "is more than one object holds", got: "1048577 bytes", expected: "at most 1048576 bytes" }]);
  });

  it("is counted in bytes, not in characters, with its JSON, as far as it is known", () => {
    assert.equal(size({ data: { A: "ä".repeat(MEBIBYTE / 2 + 1) } }).length, 1);
    assert.equal(size({ json: { A: "a".repeat(MEBIBYTE - 2) } }).length, 0);
    assert.equal(size({ json: { A: "a".repeat(MEBIBYTE - 1) } }).length, 1);
    assert.equal(size({ data: { A: pulumi.output("a".repeat(MEBIBYTE + 1)) }, json: { B: [pulumi.output("a".repeat(MEBIBYTE + 1))] } }).length, 0);
  });

  it("does not tell how much it is when that is a secret", () => {
    assert.deepEqual(size({ data: { A: "a".repeat(MEBIBYTE + 1) } }, false), [{ path: "data", problem: "is more than one object holds", expected: "at most 1048576 bytes" }]);
  });
});
