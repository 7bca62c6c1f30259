import assert from "node:assert/strict";
import fc from "fast-check";
import { hostProblem } from "../src/index.ts";

describe("hosts", () => {
  for (const host of ["shop.example.com", "*.example.com", "board.localhost", "a"]) {
    it(`may be ${host}`, () => assert.equal(hostProblem(host), undefined));
  }
  const faults = { "https://shop.example.com": "has a scheme", "shop.example.com/cart": "has a path", "shop.example.com:8080": "has a port", "Shop.example.com": 'label "Shop" has "S" at position 1', "shop..com": 'label "" is empty', "": 'label "" is empty' };
  for (const [host, problem] of Object.entries(faults)) {
    it(`may not be ${JSON.stringify(host)}: it ${problem}`, () => assert.equal(hostProblem(host)?.problem, problem));
  }

  it("may not be an address: an Ingress has names only", () => {
    for (const address of ["10.0.0.1", "127.0.0.1"]) assert.equal(hostProblem(address)?.problem, "is an address", address);
    assert.equal(hostProblem("10.0.0.1.nip.io"), undefined);
  });

  it("may not be longer than DNS has names", () => {
    const longest = [63, 63, 63, 61].map((length) => "a".repeat(length)).join(".");
    assert.equal(hostProblem(longest), undefined);
    assert.equal(hostProblem(`${longest}a`)?.problem, "has 254 characters");
  });

  it("may have a star for the whole first label and nowhere else", () => {
    for (const host of ["*", "*.", "a.*.com", "*a.com", "*ab.com", "*.*.com"]) assert.notEqual(hostProblem(host), undefined, host);
  });

  const label = fc.stringMatching(/^[a-z]([a-z0-9-]{0,10}[a-z0-9])?$/);

  it("may be any labels joined by dots, and no such host with anything added in front of or behind it", () => {
    fc.assert(fc.property(fc.array(label, { minLength: 1, maxLength: 5 }), fc.constantFrom("http://", "/", ":", ".", "_", " "), (labels, addition) => {
      const host = labels.join(".");
      assert.equal(hostProblem(host), undefined);
      for (const wrong of [addition + host, host + addition]) assert.notEqual(hostProblem(wrong), undefined, wrong);
    }));
  });
});
