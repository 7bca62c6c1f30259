import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { Recorder, valueOf } from "../src/index.ts";

describe("valueOf", () => {
  beforeEach(async () => Recorder.start());

  it("gives what an Output holds, a secret's value too", async () => {
    assert.equal(await valueOf(pulumi.output(1)), 1);
    assert.equal(await valueOf(pulumi.secret("x")), "x");
  });

  it("takes plain values and promises as they are, and unwraps what is nested", async () => {
    assert.equal(await valueOf("x"), "x");
    assert.equal(await valueOf(Promise.resolve("x")), "x");
    assert.deepEqual(await valueOf({ a: [pulumi.output(1)] }), { a: [1] });
  });

  it("fails with whatever an Output failed with", async () => {
    const failing = pulumi.output(1).apply(() => {
      throw new Error("not today");
    });
    await assert.rejects(valueOf(failing), /not today/);
  });

  it("fails for what is unknown, as values are in a preview", async () => {
    class Thing extends pulumi.CustomResource {
      declare readonly address: pulumi.Output<string>;
      constructor() {
        super("kubernetes:test/v1:Thing", "thing", { address: undefined });
      }
    }
    await Recorder.start({ preview: true });
    await assert.rejects(valueOf(new Thing().address), /the Output is unknown/);
  });

  it("fails after 10 s when nothing comes", async () => {
    const original = globalThis.setTimeout;
    const asked: (number | undefined)[] = [];
    globalThis.setTimeout = ((callback: () => void, ms?: number) => {
      asked.push(ms);
      return original(callback, 0);
    }) as typeof setTimeout;
    try {
      await assert.rejects(valueOf(new Promise<string>(() => {})), /did not resolve within 10 s/);
      assert.ok(asked.includes(10_000));
    } finally {
      globalThis.setTimeout = original;
    }
  });
});
