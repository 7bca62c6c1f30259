import assert from "node:assert/strict";
import { CATALOGUE_SIZE, notApplicable, testedByThemselves } from "../bad-inputs/catalogue.ts";
import { badDescriptions } from "../bad-inputs/descriptions.ts";
import { badSettings } from "../bad-inputs/settings.ts";

describe("The catalogue of bad inputs", () => {
  const tested = new Set([...badDescriptions, ...badSettings].map(({ number }) => number));
  const elsewhere = Object.keys(testedByThemselves).map(Number);
  const argued = Object.keys(notApplicable).map(Number);

  it("has a test for every one, or a reason why nobody can give it", () => {
    const missing = Array.from({ length: CATALOGUE_SIZE }, (_, index) => index + 1).filter((number) => ![...tested, ...elsewhere, ...argued].includes(number));
    assert.deepEqual(missing, []);
  });

  it("has no reason against what is tested, and nothing beyond its end", () => {
    assert.deepEqual(argued.filter((number) => tested.has(number) || elsewhere.includes(number)), []);
    for (const number of [...tested, ...elsewhere, ...argued]) assert.ok(number >= 1 && number <= CATALOGUE_SIZE, String(number));
  });
});
