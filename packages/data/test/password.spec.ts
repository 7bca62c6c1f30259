import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import fc from "fast-check";
import { InputError } from "@moorage/core";
import { Recorder, valueOf } from "@moorage/testing";
import { natsKind } from "../src/nats.ts";
import { checkedPassword, givenOrRandom, isPlain, passwordProblem } from "../src/password.ts";
import { postgresKind } from "../src/postgres.ts";

const RANDOM = "random:index/randomPassword:RandomPassword";

describe("a password", () => {
  let recorder: Recorder;
  beforeEach(async () => (recorder = await Recorder.start({ outputs: { [RANDOM]: () => ({ result: "made" }) } })));

  it("may be any line of text", () => {
    fc.assert(fc.property(fc.string({ unit: "binary", minLength: 1 }), (password) => {
      fc.pre(!/[\0\r\n]/.test(password));
      assert.equal(passwordProblem(postgresKind, password), undefined);
    }));
  });

  const bad: readonly (readonly [string, unknown, RegExp])[] = [
    ["is empty", "", /is empty/], ["ends in a line break, as echo writes it", "canary\n", /line break/], ["has a zero byte in it", "canary\0", /zero byte/],
    ["has half a character in it", "canary\ud800", /Unicode/], ["is a number", 1234567, /is no text/], ["is an object", { canary: 1 }, /is no text/],
  ];
  for (const [title, password, says] of bad) {
    it(`cannot be one that ${title}, and is not repeated`, () => {
      const wrong = passwordProblem(postgresKind, password);
      assert.match(wrong?.problem ?? "", says);
      assert.doesNotMatch(JSON.stringify(wrong), /canary|1234567/);
    });
  }

  it("cannot look like a hash with NATS, which would take it for one, and can elsewhere", () => {
    for (const hash of ["$2a$10$canary", "$2b$10$canary", "$2y$"]) {
      assert.match(passwordProblem(natsKind, hash)?.problem ?? "", /bcrypt/);
      assert.equal(passwordProblem(postgresKind, hash), undefined);
    }
    assert.equal(passwordProblem(natsKind, "$2x$10$"), undefined);
  });

  it("is a secret whatever it came as", async () => {
    const password = checkedPassword("Postgres db: password", postgresKind, "good");
    assert.deepEqual([await pulumi.isSecret(password), await valueOf(password)], [true, "good"]);
  });

  it("that is only known later is checked then, by the same rules", async () => {
    await assert.rejects(valueOf(checkedPassword("Postgres db: password", postgresKind, pulumi.output(""))), (error: unknown) => {
      assert.ok(error instanceof InputError);
      assert.equal(error.message, "Postgres db: password: is empty; expected a password");
      return true;
    });
    assert.equal(await valueOf(checkedPassword("Postgres db: password", postgresKind, pulumi.output("good"))), "good");
  });

  it("is 32 letters and digits where none is given", async () => {
    const { value, generated } = givenOrRandom("db", {}, undefined, {});
    assert.equal(await valueOf(value), "made");
    assert.ok(generated !== undefined);
    assert.deepEqual((await recorder.only(RANDOM)).inputs, { length: 32, special: false });
  });

  it("is another random one when its version is another, and not made at all when it is given", async () => {
    givenOrRandom("db", { passwordVersion: "2" }, undefined, {});
    assert.deepEqual((await recorder.only(RANDOM)).inputs["keepers"], { version: "2" });
    recorder = await Recorder.start();
    assert.deepEqual(givenOrRandom("db", { password: "given" }, undefined, {}), { value: "given", generated: undefined });
    assert.deepEqual(await recorder.resources(), []);
  });

  it("is made as a transform says last", async () => {
    givenOrRandom("db", {}, (args) => ({ ...args, length: 64 }), {});
    assert.equal((await recorder.only(RANDOM)).inputs["length"], 64);
  });

  it("can be looked at before anything is made only when it is there", () => {
    assert.deepEqual([isPlain("x"), isPlain(7), isPlain(undefined), isPlain(pulumi.output("x")), isPlain(Promise.resolve("x"))], [true, true, false, false, false]);
  });
});
