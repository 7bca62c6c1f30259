import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import fc from "fast-check";
import { Recorder, unwrapSecrets, valueOf } from "@moorage/testing";
import { encoded } from "../src/encoded.ts";
import { AppSecret } from "../src/index.ts";

const SECRET = "kubernetes:core/v1:Secret";
const CANARY = "päss wörd\n";

describe("AppSecret", () => {
  let recorder: Recorder;
  beforeEach(async () => (recorder = await Recorder.start()));

  it("is one Secret, immutable, in its namespace, without a fixed name", async () => {
    new AppSecret("web", { namespace: "shop", data: { TOKEN: CANARY }, partOf: "shop" });
    const { name, inputs } = await recorder.only(SECRET);
    assert.equal(name, "web");
    assert.equal(inputs["immutable"], true);
    assert.equal(inputs["type"], "Opaque");
    const metadata = inputs["metadata"] as Record<string, unknown>;
    assert.equal(metadata["namespace"], "shop");
    assert.ok(!("name" in metadata), "a fixed name could not change with the content");
  });

  it("holds each value as it is, encoded: no line break is added and none is taken away", async () => {
    new AppSecret("web", { namespace: "shop", data: { TOKEN: CANARY, OTHER: "x" } });
    const { inputs } = await recorder.only(SECRET);
    assert.deepEqual(unwrapSecrets(inputs["data"]), { TOKEN: Buffer.from(CANARY).toString("base64"), OTHER: "eA==" });
  });

  it("has a name to refer to", async () => {
    assert.equal(await valueOf(new AppSecret("web", { namespace: "shop", data: { A: "b" } }).name), "web");
  });

  it("is refused for an empty value by its key alone", async () => {
    assert.throws(() => new AppSecret("web", { namespace: "shop", data: { TOKEN: "", OTHER: CANARY } }), { message: "AppSecret web: data.TOKEN: is empty; expected a value" });
    await assert.rejects(valueOf(encoded("AppSecret web: data.TOKEN", pulumi.secret(""))), { message: "AppSecret web: data.TOKEN: is empty; expected a value" });
  });

  it("marks its values as secrets, though they came in plain", async () => {
    new AppSecret("web", { namespace: "shop", data: { TOKEN: CANARY } });
    const { inputs } = await recorder.only(SECRET);
    assert.notDeepEqual(inputs["data"], unwrapSecrets(inputs["data"]), "the engine would keep them in plain in its state");
    assert.equal(await pulumi.isSecret(encoded("x", "plain")), true);
  });

  it("gives its values to nobody else", async () => {
    new AppSecret("web", { namespace: "shop", data: { TOKEN: CANARY } });
    for (const { type, inputs } of await recorder.resources()) {
      const { data: _values, ...others } = inputs;
      const text = JSON.stringify(type === SECRET ? others : inputs);
      for (const form of ["päss", Buffer.from(CANARY).toString("base64")]) assert.ok(!text.includes(form), type);
    }
  });

  it("carries the labels of its system", async () => {
    new AppSecret("web", { namespace: "shop", data: { A: "b" }, partOf: "shop" });
    const { labels } = (await recorder.only(SECRET)).inputs["metadata"] as { labels: Record<string, string> };
    assert.deepEqual([labels["app.kubernetes.io/name"], labels["app.kubernetes.io/part-of"]], ["web", "shop"]);
  });

  it("lets a transform have the last word", async () => {
    new AppSecret("web", { namespace: "shop", data: { A: "b" }, transform: (made) => ({ ...made, type: "example.com/other", immutable: false }) });
    const { inputs } = await recorder.only(SECRET);
    assert.deepEqual([inputs["type"], inputs["immutable"]], ["example.com/other", false]);
  });

  it("gives a program back every value byte for byte", async () => {
    await fc.assert(fc.asyncProperty(fc.oneof(fc.string({ minLength: 1 }), fc.string({ minLength: 1, unit: "grapheme" })), async (plain) => {
      const text = await valueOf(encoded("x", plain));
      assert.deepEqual(Buffer.from(text, "base64"), Buffer.from(plain, "utf8"));
      assert.match(text, /^[A-Za-z0-9+/]+=*$/);
    }), { numRuns: 50 });
  });
});
