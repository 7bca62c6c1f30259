import assert from "node:assert/strict";
import fc from "fast-check";
import { hostMatches, hostRank, hostsOverlap } from "../src/host-match.ts";

const hosts = ["shop.example.com", "api.example.com", "a.b.example.com", "example.com", "shop.example.org", "localhost"];
const patterns = [undefined, ...hosts, "*.example.com", "*.b.example.com", "*.example.org", "*.com"];

describe("A host of a rule", () => {
  it("takes itself alone, whatever its case", () => {
    assert.deepEqual(hosts.filter((host) => hostMatches("shop.example.com", host)), ["shop.example.com"]);
    assert.ok(hostMatches("shop.example.com", "SHOP.example.com"));
  });

  it("takes exactly one label for a star", () => {
    assert.deepEqual(hosts.filter((host) => hostMatches("*.example.com", host)), ["shop.example.com", "api.example.com"]);
    for (const host of [".example.com", "xexample.com", "*example.com", ""]) assert.ok(!hostMatches("*.example.com", host), host);
  });

  it("takes every host where it is none", () => assert.deepEqual(hosts.filter((host) => hostMatches(undefined, host)), hosts));

  it("overlaps with another wherever a host is for both", () => {
    fc.assert(fc.property(fc.constantFrom(...patterns), fc.constantFrom(...patterns), fc.constantFrom(...hosts), (one, other, host) => {
      assert.equal(hostsOverlap(one, other), hostsOverlap(other, one));
      if (hostMatches(one, host) && hostMatches(other, host)) assert.ok(hostsOverlap(one, other), `${one} and ${other} have ${host}`);
    }));
  });

  it("does not overlap with another name, or with a star of another domain", () => {
    for (const [one, other] of [["a.com", "b.com"], ["*.a.com", "*.b.com"], ["*.a.com", "x.b.com"], ["*.a.com", "a.com"], ["*.a.com", "xa.com"]] as const) assert.ok(!hostsOverlap(one, other), `${one} and ${other}`);
  });

  it("overlaps where a star stands for several labels, as it does to Traefik", () => {
    assert.deepEqual([hostsOverlap("*.example.com", "a.b.example.com"), hostsOverlap("*.example.com", "*.b.example.com")], [true, true]);
  });

  it("ranks a name before a star and a star before none", () => assert.deepEqual(["a.com", "*.a.com", undefined].map(hostRank), [0, 1, 2]));
});
