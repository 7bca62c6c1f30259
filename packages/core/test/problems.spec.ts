import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import fc from "fast-check";
import { InputError, Problems } from "../src/index.ts";

describe("problems", () => {
  it("are thrown all together, one line each, with what was received, what is expected and what to do", () => {
    const problems = new Problems("App shop");
    problems.add({ path: "port", problem: "is no port", got: "0", expected: "1 to 65535", fix: "set a port" });
    problems.add({ path: "name", problem: "is empty" });
    assert.throws(() => problems.throwIfAny(), (error: unknown) => {
      assert.ok(error instanceof InputError);
      assert.equal(error.message, "App shop: port: is no port; got 0; expected 1 to 65535. Fix: set a port\nApp shop: name: is empty");
      return true;
    });
  });

  it("throw nothing when there are none", () => {
    new Problems().throwIfAny();
  });

  it("are as many as were noted, in that order, however many they are", () => {
    fc.assert(fc.property(fc.array(fc.stringMatching(/^[a-z.]{1,20}$/), { minLength: 1 }), (paths) => {
      const problems = new Problems("App shop");
      for (const path of paths) problems.add({ path, problem: "is wrong" });
      assert.throws(() => problems.throwIfAny(), (error: unknown) => {
        assert.ok(error instanceof InputError);
        assert.deepEqual(error.message.split("\n"), paths.map((path) => `App shop: ${path}: is wrong`));
        assert.deepEqual(error.problems, problems.found);
        return true;
      });
    }));
  });

  it("of a check are noted at its path, and none where all is well", () => {
    const problems = new Problems();
    problems.check("name", undefined);
    problems.check("port", { problem: "is no port" });
    assert.deepEqual(problems.found, [{ path: "port", problem: "is no port" }]);
  });

  it("are printed by the engine without a stack trace", () => {
    assert.ok(pulumi.RunError.isInstance(new InputError([{ path: "a", problem: "is wrong" }])));
  });

  it("have no stack that the engine's host would spend seconds on formatting", () => {
    assert.equal(new InputError([{ path: "a", problem: "is wrong" }]).stack, "a: is wrong");
  });

  it("that another check found are noted as they are, without this one's prefix", () => {
    const problems = new Problems("App shop");
    problems.include([{ path: "Workload web: name", problem: "is empty" }]);
    problems.add({ path: "host", problem: "is empty" });
    assert.deepEqual(problems.found.map(({ path }) => path), ["Workload web: name", "App shop: host"]);
  });
});
