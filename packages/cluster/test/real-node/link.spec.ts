import assert from "node:assert/strict";
import { isIPv4 } from "node:net";
import fc from "fast-check";
import { freeLink, linkName, LINK_PREFIX } from "../../src/real-node/link.ts";
import type { Link } from "../../src/real-node/link.ts";

const number = (address: string): number => address.split(".").reduce((sum, part) => sum * 256 + Number(part), 0);
const networkOf = (address: string): number => Math.floor(number(address) / 2 ** (32 - LINK_PREFIX));
const FIRST = number("198.18.0.0");
const LAST = number("198.19.255.255");

const name = fc.stringMatching(/^moorage-[0-9a-f]{6}$/);

describe("the wire to a real node", () => {
  it("has both of its ends in one network of four addresses, neither of which is its first or last", () => {
    fc.assert(
      fc.property(name, (cluster) => {
        const { host, node } = freeLink(cluster, []);
        assert.equal(networkOf(host), networkOf(node));
        assert.deepEqual([number(host) % 4, number(node) % 4], [1, 2]);
      }),
    );
  });

  it("has addresses that are kept for tests of networks, whatever is taken", () => {
    fc.assert(
      fc.property(name, fc.array(fc.integer({ min: FIRST, max: LAST }), { maxLength: 20 }), (cluster, taken) => {
        const addresses = taken.map((one) => [24, 16, 8, 0].map((shift) => Math.floor(one / 2 ** shift) % 256).join("."));
        const { host, node } = freeLink(cluster, addresses);
        for (const end of [host, node]) {
          assert.ok(isIPv4(end) && number(end) >= FIRST && number(end) <= LAST, end);
          assert.ok(!addresses.includes(end), end);
        }
      }),
    );
  });

  it("is never another cluster's, however many there are already: whichever of its ends is seen on this machine", () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.record({ cluster: name, seen: fc.constantFrom("host" as const, "node" as const) }), { selector: ({ cluster }) => cluster, minLength: 2, maxLength: 40 }), (clusters) => {
        const links: Link[] = [];
        const taken: string[] = [];
        for (const { cluster, seen } of clusters) {
          const link = freeLink(cluster, taken);
          links.push(link);
          taken.push(link[seen]);
        }
        assert.equal(new Set(links.map(({ host }) => networkOf(host))).size, clusters.length);
        assert.equal(new Set(links.map((link) => link.name)).size, clusters.length);
      }),
    );
  });

  it("goes to the next network where its own is taken, and to the first after the last", () => {
    const { host } = freeLink("moorage-000000", []);
    const next = freeLink("moorage-000000", [host]);
    assert.equal(networkOf(next.host), networkOf(host) + 1);
    const atTheEnd = Array.from({ length: 200_000 }, (_, index) => `moorage-${index}`).find((cluster) => freeLink(cluster, []).node === "198.19.255.254") ?? assert.fail("no name begins at the end");
    assert.equal(freeLink(atTheEnd, ["198.19.255.253"]).host, "198.18.0.1");
  }).timeout(20_000);

  it("is the same whenever it is looked for, and begins apart for clusters of other names", () => {
    assert.deepEqual(freeLink("moorage-abcdef", []), freeLink("moorage-abcdef", []));
    const clusters = Array.from({ length: 100 }, (_, index) => `moorage-${index.toString(16).padStart(6, "0")}`);
    const starts = new Set(clusters.map((cluster) => freeLink(cluster, []).host));
    assert.ok(starts.size > 90, `${starts.size} of 100 begin apart`);
  });

  it("is an error with what to do when all are taken", () => {
    const all = { includes: () => true } as unknown as readonly string[];
    assert.throws(() => freeLink("moorage-abcdef", all), { code: "port-in-use", message: "every address of 198.18.0.0/15 is taken on this machine. Fix: `pnpm moorage cluster down` in other clones" });
  });

  it("has a name that the kernel takes, and that is this cluster's alone", () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string({ unit: "grapheme" }), { minLength: 2, maxLength: 20 }), (clusters) => {
        const names = clusters.map(linkName);
        for (const one of names) assert.match(one, /^mg-[0-9a-f]{10}$/);
        for (const one of names) assert.ok(one.length <= 15);
        assert.equal(new Set(names).size, clusters.length);
      }),
    );
  });

  it("is free on this machine when nobody says what is taken", () => {
    const { name: link, host } = freeLink("moorage-nobody's");
    assert.equal(link, linkName("moorage-nobody's"));
    assert.ok(isIPv4(host));
  });
});
