import assert from "node:assert/strict";
import { statSync } from "node:fs";
import fc from "fast-check";
import { readMarker, writeMarker } from "../src/embedded/marker.ts";
import type { Marker } from "../src/embedded/marker.ts";
import { ScriptFolder } from "./script-folder.ts";

describe("the mark of an embedded cluster that was made to its end", () => {
  let folder: ScriptFolder;
  beforeEach(() => {
    folder = new ScriptFolder();
  });
  afterEach(() => folder.remove());

  const port = fc.integer({ min: 1, max: 65535 });
  const plain = { noNullPrototype: true };
  const marker: fc.Arbitrary<Marker> = fc.record({
    ports: fc.record({ apiServer: port, etcd: port, etcdPeer: port, controllerManager: port, scheduler: port, kwok: port }, plain),
    kubernetesVersion: fc.string(),
    nodes: fc.integer({ min: 1, max: 1000 }),
    createdAt: fc.date({ min: new Date("2000-01-01"), max: new Date("2100-01-01"), noInvalidDate: true }).map((date) => date.toISOString()),
  }, plain);
  const good: Marker = { ports: { apiServer: 1, etcd: 2, etcdPeer: 3, controllerManager: 4, scheduler: 5, kwok: 6 }, kubernetesVersion: "v1.36.3", nodes: 2, createdAt: "2026-01-01T00:00:00.000Z" };
  const path = (): string => folder.at("cluster/moorage.json");

  it("is read as it was written", () => {
    fc.assert(
      fc.property(marker, (written) => {
        writeMarker(path(), written);
        assert.deepEqual(readMarker(path()), written);
      }),
    );
  });

  it("is its owner's alone", () => {
    writeMarker(path(), good);
    assert.equal(statSync(path()).mode & 0o777, 0o600);
  });

  it("is not there before it is written", () => {
    assert.equal(readMarker(path()), undefined);
  });

  for (const [what, text] of Object.entries({
    "half of it": JSON.stringify(good).slice(0, 60),
    "a port that is none": JSON.stringify({ ...good, ports: { ...good.ports, kwok: 65536 } }),
    "one port less": JSON.stringify({ ...good, ports: { ...good.ports, kwok: undefined } }),
    "no nodes": JSON.stringify({ ...good, nodes: 0 }),
    "nothing": "",
  })) {
    it(`does not count with ${what}: such a cluster is half made`, () => {
      folder.write("cluster/moorage.json", text);
      assert.equal(readMarker(path()), undefined);
    });
  }
});
