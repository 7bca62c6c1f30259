import assert from "node:assert/strict";
import { baseImages } from "@moorage/machine";
import { needsBaseImages } from "@moorage/testing";
import { realNodeFacts } from "../fixtures/real-node.ts";
import { anotherImage, loadOnBoth, upWith } from "../live/board-changes.ts";
import { shown } from "../live/load.ts";
import type { Load } from "../live/load.ts";
import { RealClone } from "../live/real-clone.ts";
import { changed } from "./sandbox.ts";
import type { Result } from "./sandbox.ts";

const LOAD = { kept: 2, fresh: 2, rate: 80 };
const REQUESTS = 2000;
/** Milliseconds that a pod goes on serving after it was told to stop, and some to spare. */
const LAST_POD = 13_000;

describe("a rollout on a real node under load", function () {
  this.timeout(300_000);
  let clone: RealClone;
  let loads: readonly Load[] = [];

  before(async function () {
    const facts = realNodeFacts(this);
    needsBaseImages(this, facts, [baseImages.python]);
    clone = new RealClone(facts);
    await clone.start();
    const { ingress, direct } = await loadOnBoth(clone, LOAD);
    loads = [ingress, direct];
  });
  after(async () => {
    await Promise.all(loads.map(async (load) => load.end()));
    await (clone as RealClone | undefined)?.dispose();
  });

  const rolled = ({ exitCode, all, ...result }: Result, expected: readonly string[]): void => {
    assert.equal(exitCode, 0, all);
    assert.deepEqual(changed({ exitCode, all, ...result }), expected, all);
    assert.deepEqual(loads.flatMap(({ failures }) => failures), []);
  };

  it("loses no request while a new image takes the place of the old one", async () => {
    anotherImage(clone, "another image");
    rolled(await clone.up(), ["Deployment board-api", "RemoteImage board-api"]);
  });

  it("loses none while a setting changes", async () => {
    rolled(await upWith(clone, "logLevel", "WARNING"), ["ConfigMap board-api", "Deployment board-api"]);
  });

  it("has answered every request until the last old pod was gone", async () => {
    await new Promise((resolve) => setTimeout(resolve, LAST_POD));
    for (const load of loads) await load.reaches(REQUESTS / loads.length);
    const reports = await Promise.all(loads.map(async (load) => load.end()));
    assert.deepEqual(reports.map(({ failed }) => failed), [0, 0], reports.map(shown).join("\n"));
  });
});
