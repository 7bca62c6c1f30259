import assert from "node:assert/strict";
import { statSync } from "node:fs";
import fc from "fast-check";
import { readNodeMarker, writeNodeMarker } from "../../src/real-node/node-marker.ts";
import type { NodeMarker } from "../../src/real-node/node-marker.ts";
import { ScriptFolder } from "../script-folder.ts";

describe("the mark of a real node that was made to its end", () => {
  let folder: ScriptFolder;
  beforeEach(() => {
    folder = new ScriptFolder();
  });
  afterEach(() => folder.remove());

  const plain = { noNullPrototype: true };
  const marker: fc.Arbitrary<NodeMarker> = fc.record({
    link: fc.record({ name: fc.string(), host: fc.ipV4(), node: fc.ipV4() }, plain),
    ingressPort: fc.integer({ min: 1, max: 65535 }),
    kubernetesVersion: fc.string(),
    createdAt: fc.date({ min: new Date("2000-01-01"), max: new Date("2100-01-01"), noInvalidDate: true }).map((date) => date.toISOString()),
  }, plain);
  const good: NodeMarker = { link: { name: "mg-0123456789", host: "198.18.7.5", node: "198.18.7.6" }, ingressPort: 8080, kubernetesVersion: "v1.36.3", createdAt: "2026-01-01T00:00:00.000Z" };
  const path = (): string => folder.at("node/moorage.json");

  it("is read as it was written", () => {
    fc.assert(
      fc.property(marker, (written) => {
        writeNodeMarker(path(), written);
        assert.deepEqual(readNodeMarker(path()), written);
      }),
    );
  });

  it("is its owner's alone", () => {
    writeNodeMarker(path(), good);
    assert.equal(statSync(path()).mode & 0o777, 0o600);
  });

  it("is not there before it is written", () => assert.equal(readNodeMarker(path()), undefined));

  for (const [what, text] of Object.entries({
    "half of it": JSON.stringify(good).slice(0, 60),
    "a port that is none": JSON.stringify({ ...good, ingressPort: 65536 }),
    "an address that is none": JSON.stringify({ ...good, link: { ...good.link, node: "198.18.7" } }),
    "one end of its wire alone": JSON.stringify({ ...good, link: { ...good.link, host: undefined } }),
    "no version": JSON.stringify({ ...good, kubernetesVersion: undefined }),
    "nothing": "",
  })) {
    it(`does not count with ${what}: such a node is half made`, () => {
      folder.write("node/moorage.json", text);
      assert.equal(readNodeMarker(path()), undefined);
    });
  }
});
