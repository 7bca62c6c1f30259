import assert from "node:assert/strict";
import { SECRET_MARK, UNKNOWN_MARK } from "../../src/model/clean.ts";
import { maskFor } from "../../src/model/masker.ts";
import { SECRET, UNKNOWN, valueText } from "../../src/model/value-text.ts";

const mask = maskFor(["hunter2", "4711", 'a"b']);
const plain = (value: unknown): string => {
  const { text, shown } = valueText(value, false, mask);
  assert.equal(shown, "plain");
  return text;
};

describe("text of a value", () => {
  it("is the text itself", () => {
    for (const text of ["registry/board-api:1.8.2", "info", "a b", "/health", "10Gi", "1.8.2", "10.0.0.1", "1.8.2-rc.1"]) assert.equal(plain(text), text);
  });

  it("is in quotes where it would look like something else", () => {
    for (const text of ["1", "1.5", ".5", "-3", "1e3", "true", "false", "null", "", " a", "a ", "[a]", "{}", '"', "'", "~", "(known after apply)"]) assert.equal(plain(text), JSON.stringify(text));
  });

  it("is JSON of what is no text, in one order", () => {
    assert.equal(plain(3), "3");
    assert.equal(plain(true), "true");
    assert.equal(plain([1, "a"]), '[1,"a"]');
    assert.equal(plain({ b: 1, a: 2 }), '{"a":2,"b":1}');
  });

  it("keeps lines", () => assert.equal(plain("a: 1\nb: 2\n"), "a: 1\nb: 2\n"));

  it("hides a secret by its place, whatever it is", () => {
    for (const value of ["x", 1, { a: 1 }, UNKNOWN_MARK]) assert.equal(valueText(value, true, mask), SECRET);
  });

  it("hides what holds a secret of the engine as a whole", () => {
    for (const value of [SECRET_MARK, [SECRET_MARK, "a"], { a: { b: SECRET_MARK, c: UNKNOWN_MARK } }]) assert.equal(valueText(value, false, mask), SECRET);
  });

  it("says of what holds something unknown that it is known after the update", () => {
    for (const value of [UNKNOWN_MARK, [UNKNOWN_MARK, "a"], { a: UNKNOWN_MARK }]) assert.equal(valueText(value, false, mask), UNKNOWN);
    assert.equal(UNKNOWN.text, "(known after apply)");
  });

  it("hides known secrets within it, and is a secret where nothing else is left", () => {
    assert.equal(plain("user hunter2 here"), "user [secret] here");
    assert.equal(valueText("hunter2", false, mask), SECRET);
    assert.equal(valueText(4711, false, mask), SECRET);
    assert.equal(plain({ list: ["hunter2"], 'a"b': 1 }), '{"[secret]":1,"list":["[secret]"]}');
  });
});
