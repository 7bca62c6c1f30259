import assert from "node:assert/strict";
import { baseImages } from "@moorage/machine";
import { needsBaseImages } from "@moorage/testing";
import { changed } from "../engine/sandbox.ts";
import type { Result } from "../engine/sandbox.ts";
import { realNodeFacts } from "../fixtures/real-node.ts";
import { anotherImage, anotherSecret, loadOnBoth, upWith } from "./board-changes.ts";
import { shown } from "./load.ts";
import type { Load } from "./load.ts";
import { RealClone } from "./real-clone.ts";

const IMAGES = 10;
const LEVELS = ["INFO", "WARNING", "ERROR", "DEBUG", "INFO"];
/** Of both ways together. */
const REQUESTS = 100_000;
const LOAD = { kept: 4, fresh: 4, rate: 160 };
/** Milliseconds that a pod goes on serving after it was told to stop, and some to spare. */
const LAST_POD = 20_000;

describe("board under load", function () {
  this.timeout(3_000_000);
  let clone: RealClone;
  let loads: { readonly ingress: Load; readonly direct: Load } | undefined;

  before(async function () {
    const facts = realNodeFacts(this);
    needsBaseImages(this, facts, [baseImages.python]);
    clone = new RealClone(facts);
    await clone.start();
    for (const title of ["ship it", "see it sail"]) assert.equal((await clone.ask("/cards", { method: "POST", json: { title } })).status, 201);
    loads = await loadOnBoth(clone, LOAD);
  });
  after(async () => {
    await Promise.all([loads?.ingress.end(), loads?.direct.end()]);
    await (clone as RealClone | undefined)?.dispose();
  });

  const all = (): readonly Load[] => (loads === undefined ? assert.fail("there is no load") : [loads.ingress, loads.direct]);
  const pods = async (): Promise<readonly string[]> => {
    const { items } = await clone.get<{ readonly items: readonly { readonly metadata: { readonly name: string; readonly deletionTimestamp?: string } }[] }>("pods", "--namespace", "board-dev");
    return items.flatMap(({ metadata: { name, deletionTimestamp } }) => (deletionTimestamp === undefined ? [name] : []));
  };
  /** A change is brought up: every pod of the API is another one then, and nobody has noticed. */
  const rollsOut = async (change: () => Promise<Result>, expected: readonly string[]): Promise<void> => {
    const before = await pods();
    const result = await change();
    assert.equal(result.exitCode, 0, result.all);
    assert.deepEqual(changed(result), expected, result.all);
    assert.deepEqual((await pods()).filter((pod) => before.includes(pod)), []);
    assert.deepEqual(all().flatMap(({ failures }) => failures), []);
  };

  for (let image = 1; image <= IMAGES; image += 1) {
    it(`loses no request while image ${image} of ${IMAGES} is built, loaded and rolled out`, async () => {
      anotherImage(clone, `image ${image}`);
      await rollsOut(async () => clone.up(), ["Deployment board-api", "RemoteImage board-api"]);
    });
  }

  for (const [index, level] of LEVELS.entries()) {
    it(`loses none while changed settings are rolled out, ${index + 1} of ${LEVELS.length}`, async () => {
      await rollsOut(async () => upWith(clone, "logLevel", level), ["ConfigMap board-api", "Deployment board-api"]);
    });
  }

  it("loses none while a changed secret is rolled out", async () => {
    anotherSecret(clone, "board-under-load");
    await rollsOut(async () => clone.up(), ["Deployment board-api", "Secret board-api"]);
  });

  it("loses none while one of its two replicas is taken away", async () => {
    const result = await upWith(clone, "replicas", "1");
    assert.equal(result.exitCode, 0, result.all);
    assert.equal((await pods()).length, 1);
  });

  it(`has answered every one of at least ${REQUESTS.toLocaleString("en")} requests, on connections that are kept and on new ones`, async () => {
    await new Promise((resolve) => setTimeout(resolve, LAST_POD));
    for (const load of all()) await load.reaches(REQUESTS / 2);
    const reports = await Promise.all(all().map(async (load) => load.end()));
    for (const [index, report] of reports.entries()) console.log(`      ${index === 0 ? "through the ingress" : "straight to the pods"}: ${shown(report)}`);
    assert.deepEqual(reports.map(({ failed }) => failed), [0, 0]);
  });
});
