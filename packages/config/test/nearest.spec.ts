import assert from "node:assert/strict";
import fc from "fast-check";
import { nearest } from "../src/nearest.ts";

const KNOWN = ["replicas", "logLevel", "host", "databasePassword"];

describe("the nearest known word", () => {
  for (const [slip, meant] of [["replica", "replicas"], ["relpicas", "replicas"], ["loglevel", "logLevel"], ["hsot", "host"], ["databasePasword", "databasePassword"]] as const) {
    it(`to ${slip} is ${meant}`, () => assert.equal(nearest(slip, KNOWN), meant));
  }

  for (const stranger of ["colour", "x", "databaseUser"]) {
    it(`to ${stranger} is none: it is like nothing that is known`, () => assert.equal(nearest(stranger, KNOWN), undefined));
  }

  it("is none to a short word that shares not even half its letters", () => {
    assert.equal(nearest("ab", ["xy"]), undefined);
    assert.equal(nearest("ab", ["xb"]), "xb");
  });

  it("is none where nothing is known", () => {
    assert.equal(nearest("host", []), undefined);
  });

  const words = fc.array(fc.stringMatching(/^[a-z]{6,12}$/), { minLength: 1, maxLength: 6 });

  it("is a known one, and a known word is nearest to itself", () => {
    fc.assert(fc.property(words, fc.string(), (known, word) => {
      const found = nearest(word, known);
      assert.ok(found === undefined || known.includes(found));
      for (const each of known) assert.equal(nearest(each, known), each);
    }));
  });

  it("is found when a single letter was forgotten, if no other word is as near", () => {
    fc.assert(fc.property(fc.stringMatching(/^[a-z]{6,12}$/), fc.nat(), (word, at) => {
      const cut = at % word.length;
      assert.equal(nearest(word.slice(0, cut) + word.slice(cut + 1), [word, "0000000000000"]), word);
    }));
  });
});
