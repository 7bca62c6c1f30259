import assert from "node:assert/strict";
import { objectNameProblem, serviceNameProblem } from "../src/names.ts";

describe("The name of a Service", () => {
  for (const name of ["web", "w", "web-2", "a".repeat(63)]) it(`may be ${name}`, () => assert.equal(serviceNameProblem(name), undefined));
  const wrong = { "2web": "begins with a digit", "Web": 'has "W" at position 1', "web.api": 'has "." at position 4', "": "is empty", "-web": "begins or ends with -" };
  for (const [name, problem] of Object.entries(wrong)) it(`may not be ${JSON.stringify(name)}`, () => assert.equal(serviceNameProblem(name)?.problem, problem));
});

describe("The name of an object", () => {
  for (const name of ["shop-tls", "shop.example.com", "1", `${"a".repeat(60)}.${"b".repeat(60)}`]) it(`may be ${name}`, () => assert.equal(objectNameProblem(name), undefined));
  const wrong = { "shop..tls": "is empty", ".shop": "is empty", "Shop": 'has "S" at position 1', "shop_tls": 'has "_" at position 5', "": "is empty", "*.example.com": 'has "*" at position 1' };
  for (const [name, problem] of Object.entries(wrong)) it(`may not be ${JSON.stringify(name)}`, () => assert.equal(objectNameProblem(name)?.problem, problem));

  it("may not be longer than 253 characters", () => {
    const longest = [63, 63, 63, 61].map((length) => "a".repeat(length)).join(".");
    assert.equal(objectNameProblem(longest), undefined);
    assert.equal(objectNameProblem(`${longest}a`)?.problem, "has 254 characters");
  });
});
