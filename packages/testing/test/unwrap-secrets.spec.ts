import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import fc from "fast-check";
import { Recorder, unwrapSecrets } from "../src/index.ts";

const SIGNATURE = "4dabf18193072939515e22adb298388d";
const wrapped = (value: unknown): object => ({ [SIGNATURE]: "1b47061264138c4ac30d75fd1eb44270", value });

describe("unwrapSecrets", () => {
  it("shows what a secret hides, however deep", () => {
    const plain = wrapped("plain");
    assert.deepEqual(unwrapSecrets({ a: [plain, { b: plain }], c: wrapped({ d: plain }) }), { a: ["plain", { b: "plain" }], c: { d: "plain" } });
  });

  it("shows a secret of nothing, of false and of an empty text as they are", () => {
    for (const value of [null, false, 0, ""]) assert.equal(unwrapSecrets(wrapped(value)), value);
  });

  it("knows the marks that the SDK really writes", async () => {
    class Thing extends pulumi.CustomResource {
      constructor() {
        super("kubernetes:test/v1:Thing", "thing", { data: pulumi.secret({ key: "value" }), list: [pulumi.secret("x")] });
      }
    }
    const recorder = await Recorder.start();
    new Thing();
    const { inputs } = await recorder.only("kubernetes:test/v1:Thing");
    assert.ok(JSON.stringify(inputs).includes(SIGNATURE), "nothing was marked, so nothing was tried");
    assert.deepEqual(unwrapSecrets(inputs), { data: { key: "value" }, list: ["x"] });
  });

  it("leaves other special values alone, which hide nothing", () => {
    const asset = { [SIGNATURE]: "c44067f5952c0a294b673a41bacd8c17", text: "x" };
    assert.deepEqual(unwrapSecrets(asset), asset);
  });

  it("leaves everything else as it is", () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => {
      const json = JSON.parse(JSON.stringify(value)) as unknown;
      assert.deepEqual(unwrapSecrets(json), json);
    }));
  });

  it("finds a secret wherever it is put", () => {
    fc.assert(fc.property(fc.array(fc.oneof(fc.constant("list"), fc.string({ minLength: 1 }).filter((key) => key !== "__proto__"))), (path) => {
      const around = (inner: unknown): unknown => path.reduce<unknown>((value, key) => (key === "list" ? [value] : { [key]: value }), inner);
      assert.deepEqual(unwrapSecrets(around(wrapped("plain"))), around("plain"));
    }));
  });

  it("changes nothing in what it was given", () => {
    const given = { a: wrapped("plain") };
    unwrapSecrets(given);
    assert.deepEqual(given, { a: wrapped("plain") });
  });
});
