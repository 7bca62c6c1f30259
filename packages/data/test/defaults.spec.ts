import assert from "node:assert/strict";
import { imageName, imageNameProblem, memoryProblem, portProblem } from "@moorage/core";
import { dataDefaults } from "../src/index.ts";
import { scheduleProblem } from "../src/schedule.ts";
import { everyKind, kinds } from "./made.ts";

describe("the defaults of data services", () => {
  for (const kind of everyKind) {
    it(`of ${kind} name an image of an exact version, down to its last number`, () => {
      const { image } = kinds[kind].defaults;
      assert.equal(imageNameProblem(image), undefined);
      assert.match(imageName(image).tag ?? "", /^\d+\.\d+/);
    });

    it(`of ${kind} have a port that is one, and can be changed by nobody`, () => {
      assert.equal(portProblem(kinds[kind].defaults.port), undefined);
      assert.ok(Object.isFrozen(kinds[kind].defaults) && Object.isFrozen(kinds[kind].defaults.requests));
    });
  }

  it("are good in themselves", () => {
    assert.equal(memoryProblem(dataDefaults.storage), undefined);
    assert.equal(scheduleProblem(dataDefaults.backup.schedule), undefined);
  });

  it("have a port for each kind that no other kind has", () => {
    assert.equal(new Set(everyKind.map((kind) => kinds[kind].defaults.port)).size, everyKind.length);
  });
});
