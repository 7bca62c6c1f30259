import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import { Recorder, valueOf } from "@moorage/testing";
import { defineOutputs, exportOutputs } from "../src/index.ts";
import type { OutputContract, OutputValues } from "../src/index.ts";
import { linesOf, linesWithin } from "./messages.ts";
import { isKnown, unknown } from "./unknown.ts";

const CANARY = "s3cr3t-canary";

const boardV1 = defineOutputs("board", 1, {
  public: { url: z.url(), hosts: z.array(z.string()), note: z.string().optional(), nick: z.string().nullable().optional() },
  secrets: { databaseUrl: z.string(), token: z.string().min(20).optional() },
});
const GOOD = { public: { url: "https://a.example.com", hosts: ["a"] }, secrets: { databaseUrl: CANARY } };

/** Values as JavaScript could hand them over. */
function exportUnchecked(contract: OutputContract, values: unknown): Readonly<Record<string, Readonly<Record<string, pulumi.Output<unknown>>>>> {
  return exportOutputs(contract, values as OutputValues<never, never>) as never;
}

describe("Exported outputs", () => {
  before(async () => Recorder.start());

  it("are the two halves of the major version, and the contract", async () => {
    const outputs = exportOutputs(boardV1, GOOD);
    assert.deepEqual(Object.keys(outputs), ["v1", "v1Secrets", "contract"]);
    assert.deepEqual(await valueOf(pulumi.output(outputs.v1)), { url: "https://a.example.com", hosts: ["a"] });
    assert.deepEqual(await valueOf(outputs.v1Secrets), { databaseUrl: CANARY });
    assert.deepEqual(outputs.contract, { name: "board", version: 1, schemaHash: boardV1.schemaHash });
  });

  it("are called by the version", () => {
    const outputs = exportOutputs(defineOutputs("board", 12, { public: {}, secrets: { key: z.string() } }), { public: {}, secrets: { key: "x" } });
    assert.deepEqual(Object.keys(outputs), ["v12", "v12Secrets", "contract"]);
  });

  it("have no secret half where the contract has no secrets", () => {
    assert.deepEqual(Object.keys(exportOutputs(defineOutputs("board", 1, { public: { url: z.url() } }), { public: { url: "https://a.example.com" } })), ["v1", "contract"]);
  });

  it("are secret in one half as a whole, and in the other not at all", async () => {
    const outputs = exportOutputs(boardV1, { public: { url: pulumi.output("https://a.example.com"), hosts: [pulumi.output("a")] }, secrets: { databaseUrl: pulumi.output(CANARY) } });
    assert.equal(await pulumi.isSecret(outputs.v1Secrets), true);
    assert.equal(await pulumi.isSecret(pulumi.output(outputs.v1)), false);
  });

  it("may be made of Outputs and promises, at any depth", async () => {
    const outputs = exportOutputs(boardV1, { public: { url: Promise.resolve("https://a.example.com"), hosts: pulumi.output([pulumi.output("a"), "b"]) }, secrets: { databaseUrl: pulumi.secret(CANARY) } });
    assert.deepEqual(await valueOf(pulumi.output(outputs.v1)), { url: "https://a.example.com", hosts: ["a", "b"] });
    assert.deepEqual(await valueOf(outputs.v1Secrets), { databaseUrl: CANARY });
  });

  it("leave out what is undefined, and keep null", async () => {
    const outputs = exportOutputs(boardV1, { public: { ...GOOD.public, note: undefined, nick: null }, secrets: { databaseUrl: CANARY, token: pulumi.output(undefined) } });
    assert.deepEqual(Object.keys(outputs.v1), ["url", "hosts", "nick"]);
    assert.equal(await valueOf(outputs.v1.nick), null);
    assert.deepEqual(Object.keys(await valueOf(outputs.v1Secrets)), ["databaseUrl"]);
  });

  it("never are secrets without a value: `{}` is what an engine without the passphrase gives", async () => {
    const contract = defineOutputs("board", 1, { public: {}, secrets: { key: z.string().optional() } });
    for (const secrets of [{}, { key: undefined }, { key: pulumi.output(undefined) }]) assert.deepEqual(await valueOf(exportOutputs(contract, { public: {}, secrets }).v1Secrets), { $empty: true });
  });

  it("hold nothing but the contract's fields, at any depth", async () => {
    const contract = defineOutputs("board", 1, { public: { server: z.object({ host: z.string() }) } });
    const server = { host: "a", password: CANARY };
    assert.deepEqual(await valueOf(exportOutputs(contract, { public: { server } }).v1.server), { host: "a" });
    assert.deepEqual(await valueOf(exportOutputs(contract, { public: { server: pulumi.output(server) } }).v1.server), { host: "a" });
  });

  it("stay unknown in a preview, each public field on its own", async () => {
    const outputs = exportOutputs(boardV1, { public: { url: unknown<string>(), hosts: ["a"] }, secrets: { databaseUrl: unknown<string>() } });
    assert.equal(await isKnown(outputs.v1.url), false);
    assert.equal(await isKnown(outputs.v1Secrets), false);
    assert.equal(await pulumi.isSecret(outputs.v1Secrets), true);
    assert.deepEqual(await valueOf(outputs.v1.hosts), ["a"]);
  });
});

describe("Exported outputs are refused", () => {
  before(async () => Recorder.start());

  const faults: readonly { readonly title: string; readonly values: unknown; readonly lines: readonly string[] }[] = [
    { title: "without a field", values: { ...GOOD, public: { hosts: [] } }, lines: ["v1.url: is missing; expected string, format uri"] },
    { title: "without a secret", values: { ...GOOD, secrets: {} }, lines: ["v1Secrets.databaseUrl: is missing; expected string"] },
    { title: "without secrets at all", values: { public: GOOD.public }, lines: ["v1Secrets.databaseUrl: is missing; expected string"] },
    { title: "without anything", values: {}, lines: ["v1.url: is missing; expected string, format uri", "v1.hosts: is missing; expected array of string", "v1Secrets.databaseUrl: is missing; expected string"] },
    { title: "with a field too many", values: { ...GOOD, public: { ...GOOD.public, more: CANARY } }, lines: ["v1.more: is not in the contract; expected one of url, hosts, note, nick. Fix: leave it out, or add it to the contract"] },
    { title: "with a secret too many", values: { ...GOOD, secrets: { databaseUrl: "x", more: pulumi.secret(CANARY) } }, lines: ["v1Secrets.more: is not in the contract; expected one of databaseUrl, token. Fix: leave it out, or add it to the contract"] },
    { title: "with another type", values: { ...GOOD, public: { url: "https://a.example.com", hosts: CANARY } }, lines: ["v1.hosts: breaks the contract; got string; expected array of string"] },
    { title: "with another form", values: { ...GOOD, public: { url: CANARY, hosts: [] } }, lines: ["v1.url: breaks the contract; got string; expected string, format uri"] },
    { title: "with a secret of another form", values: { ...GOOD, secrets: { databaseUrl: "x", token: CANARY } }, lines: ["v1Secrets.token: breaks the contract; got string; expected string, at least 20 characters"] },
    { title: "with several faults, told at once", values: { public: { url: 1, hosts: [1, "a", null] }, secrets: { databaseUrl: 3 } }, lines: ["v1.url: breaks the contract; got number; expected string, format uri", "v1.hosts[0]: breaks the contract; got number; expected string", "v1.hosts[2]: breaks the contract; got null; expected string", "v1Secrets.databaseUrl: breaks the contract; got number; expected string"] },
  ];
  for (const { title, values, lines } of faults) {
    it(title, () => {
      const said = linesOf(() => exportUnchecked(boardV1, values));
      assert.deepEqual(said, lines.map((line) => `Outputs board v1: ${line}`));
      assert.ok(!said.join().includes(CANARY));
    });
  }

  it("with a field too many where there are none", () => {
    assert.deepEqual(linesOf(() => exportUnchecked(defineOutputs("board", 1, { public: {} }), { public: { a: 1 } })), ["Outputs board v1: v1.a: is not in the contract; expected no fields. Fix: leave it out, or add it to the contract"]);
  });

  it("with a field that every JavaScript object has", () => assert.match(linesOf(() => exportUnchecked(boardV1, { ...GOOD, public: { ...GOOD.public, toString: CANARY } }))[0]!, /v1\.toString: is not in the contract/));

  it("within an Output, once it is known", async () => {
    const outputs = exportUnchecked(boardV1, { public: { url: pulumi.output(CANARY), hosts: [pulumi.output(1)] }, secrets: { databaseUrl: pulumi.output(undefined), token: pulumi.secret(CANARY) } });
    assert.deepEqual(await linesWithin(outputs["v1"]!["url"]!), ["Outputs board v1: v1.url: breaks the contract; got string; expected string, format uri"]);
    assert.deepEqual(await linesWithin(outputs["v1"]!["hosts"]!), ["Outputs board v1: v1.hosts[0]: breaks the contract; got number; expected string"]);
    assert.deepEqual(await linesWithin(outputs["v1Secrets"] as unknown as pulumi.Output<unknown>), [
      "Outputs board v1: v1Secrets.databaseUrl: is missing; expected string",
      "Outputs board v1: v1Secrets.token: breaks the contract; got string; expected string, at least 20 characters",
    ]);
  });

  const LEAK = "v1.url: is a secret, and everybody could read it. Fix: move it to the contract's secrets; if it is none, use pulumi.unsecret";
  it("with a secret among what everybody may read", async () => {
    assert.deepEqual(await linesWithin(exportOutputs(boardV1, { ...GOOD, public: { url: pulumi.secret("https://a.example.com"), hosts: [] } }).v1.url), [`Outputs board v1: ${LEAK}`]);
  });

  it("with a secret further in", async () => {
    const outputs = exportOutputs(boardV1, { ...GOOD, public: { ...GOOD.public, hosts: ["a", pulumi.secret(CANARY)] } });
    assert.match((await linesWithin(outputs.v1.hosts))[0]!, /v1\.hosts: is a secret/);
  });

  it("with a secret that is not known yet", async () => {
    const [line] = await linesWithin(exportOutputs(boardV1, { ...GOOD, public: { url: unknown<string>(true), hosts: [] } }).v1.url);
    assert.equal(line, `Outputs board v1: ${LEAK}`);
  });

  it("not with what was a secret and is none any more", async () => {
    assert.equal(await valueOf(exportOutputs(boardV1, { ...GOOD, public: { url: pulumi.unsecret(pulumi.secret("https://a.example.com")), hosts: [] } }).v1.url), "https://a.example.com");
  });
});
