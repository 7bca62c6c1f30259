import assert from "node:assert/strict";
import { realNodeFacts } from "../fixtures/real-node.ts";
import { Cycles } from "../live/cycle.ts";

/** Twice what it is to be at most, as other tests may have left the machine something to do. */
const UP_SECONDS = 60;

describe("A real node that is made and taken down twice", function () {
  this.timeout(180_000);
  let cycles: Cycles | undefined;

  before(function () {
    cycles = new Cycles(realNodeFacts(this));
  });
  after(async () => cycles?.dispose());

  for (const time of ["the first", "the second"]) {
    it(`is ready within ${UP_SECONDS} s ${time} time, runs pods, and leaves nothing behind`, async () => {
      const { up, traces } = (await cycles?.one()) ?? assert.fail("nothing was made");
      assert.deepEqual(traces, []);
      assert.ok(up <= UP_SECONDS, `${up} s`);
    });
  }
});
