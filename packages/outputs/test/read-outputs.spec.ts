import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import fc from "fast-check";
import { z } from "zod";
import { Recorder, valueOf } from "@moorage/testing";
import { defineOutputs, exportOutputs, readOutputs } from "../src/index.ts";
import type { Producer, StackOutputs } from "../src/index.ts";
import { linesOf, linesWithin } from "./messages.ts";
import { anyFields, fieldValues, zodFields } from "./shapes.ts";
import { isKnown, unknown } from "./unknown.ts";

const CANARY = "s3cr3t-canary";
const boardV1 = defineOutputs("board", 1, {
  public: { url: z.url(), note: z.string().optional(), server: z.object({ host: z.string() }) },
  secrets: { databaseUrl: z.string(), token: z.string().optional() },
});
const contract = { name: "board", version: 1, schemaHash: boardV1.schemaHash };
const open = { contract, v1: { url: "https://a.example.com", server: { host: "a" } } };
const good = { ...open, v1Secrets: { databaseUrl: CANARY } };
const PROD = { project: "moorage", stack: "prod" } as const;

/** What a StackReference has of such a stack: as a whole a secret, as soon as one output is. */
function stack(outputs: Readonly<Record<string, unknown>>, secret: readonly string[] = ["v1Secrets"]): StackOutputs {
  return {
    outputs: (secret.length === 0 ? pulumi.output<unknown>(outputs) : pulumi.secret<unknown>(outputs)) as StackOutputs["outputs"],
    getOutput: (name) => (secret.includes(name) ? pulumi.secret<unknown>(outputs[name]) : pulumi.output<unknown>(outputs[name])) as pulumi.Output<unknown>,
  };
}
const read = (outputs: Readonly<Record<string, unknown>>, secret?: readonly string[]) => readOutputs(boardV1, { ...PROD, reference: stack(outputs, secret) });

describe("Read outputs", () => {
  before(async () => Recorder.start());

  it("are one Output for each field of both halves", async () => {
    const board = read(good);
    assert.deepEqual(Object.keys(board), ["url", "note", "server", "databaseUrl", "token"]);
    assert.equal(await valueOf(board.url), "https://a.example.com");
    assert.equal(await valueOf(board.server.host), "a");
    assert.equal(await valueOf(board.databaseUrl), CANARY);
  });

  it("are undefined where an optional field has no value", async () => {
    const board = read(good);
    assert.deepEqual([await valueOf(board.note), await valueOf(board.token)], [undefined, undefined]);
  });

  it("are secret where the contract says so, and nowhere else", async () => {
    const board = read(good);
    const secret = await Promise.all(Object.values<pulumi.Output<unknown>>(board).map(async (output) => pulumi.isSecret(output)));
    assert.deepEqual(secret, [false, false, false, true, true]);
  });

  it("hold nothing but what the contract knows", async () => {
    assert.deepEqual(await valueOf(read({ ...good, v1: { ...open.v1, server: { host: "a", newer: 1 }, newer: 2 } }).server), { host: "a" });
  });

  it("are each made once", () => {
    const board = read(good);
    assert.equal(board.url, board.url);
    assert.ok(Object.isFrozen(board));
  });

  it("stay unknown where the stack is not known yet", async () => {
    const board = readOutputs(boardV1, { ...PROD, reference: { outputs: unknown(), getOutput: () => unknown() } });
    assert.deepEqual([await isKnown(board.url), await isKnown(board.databaseUrl)], [false, false]);
  });

  it("are what was exported, whatever the contract", async () => {
    const halves = fc.tuple(anyFields, anyFields).chain(([one, other]) => {
      const secrets = Object.fromEntries(Object.entries(other).map(([name, field]) => [`hidden${name}`, field]));
      return fc.record({ open: fc.constant(one), secrets: fc.constant(secrets), values: fieldValues(one), hidden: fieldValues(secrets) });
    });
    await fc.assert(
      fc.asyncProperty(halves, async ({ open: one, secrets, values, hidden }) => {
        const made = defineOutputs("any", 7, { public: zodFields(one), secrets: zodFields(secrets) });
        const exported = exportOutputs(made, { public: values, secrets: hidden }) as unknown as Readonly<Record<string, unknown>>;
        // What goes through the engine comes out as JSON.
        const deployed = JSON.parse(JSON.stringify(await valueOf(pulumi.output(exported)))) as Readonly<Record<string, unknown>>;
        const board = readOutputs(made, { ...PROD, reference: stack(deployed, ["v7Secrets"]) });
        const got = await Promise.all(Object.entries(board).map(async ([name, output]) => [name, await valueOf(output)] as const));
        const expected = JSON.parse(JSON.stringify({ ...values, ...hidden })) as Readonly<Record<string, unknown>>;
        assert.deepEqual(JSON.parse(JSON.stringify(Object.fromEntries(got))), expected);
      }),
      { numRuns: 60 },
    );
  });
});

describe("Read outputs without the producer's passphrase", () => {
  before(async () => Recorder.start());

  it("have their public fields", async () => {
    assert.equal(await valueOf(read({ ...open, v1Secrets: {} }).url), "https://a.example.com");
  });

  it("say what to do once a secret field is used, an optional one too", async () => {
    const board = read({ ...open, v1Secrets: {} });
    const line = "Stack moorage/prod: v1Secrets: cannot be decrypted here; expected the passphrase, or the key, that moorage/prod is encrypted with. Fix: give this stack the same passphrase with pulumi stack change-secrets-provider passphrase, or both one key service; or read the public fields alone";
    assert.deepEqual(await linesWithin(board.databaseUrl), [line]);
    assert.deepEqual(await linesWithin(board.token), [line]);
  });

  it("are not taken for secrets that have no values", async () => {
    const optional = defineOutputs("board", 1, { public: {}, secrets: { token: z.string().optional() } });
    const exported = exportOutputs(optional, { public: {}, secrets: {} });
    const deployed = { contract: exported.contract, v1: {}, v1Secrets: await valueOf(exported.v1Secrets) };
    assert.equal(await valueOf(readOutputs(optional, { ...PROD, reference: stack(deployed) }).token), undefined);
  });
});

describe("Reading outputs", () => {
  before(async () => Recorder.start());

  it("tells of everything that is wrong, whichever field is used", async () => {
    const bad = { contract, v1: { url: CANARY, server: { host: 1 } }, v1Secrets: { databaseUrl: { [CANARY]: CANARY } } };
    for (const field of ["url", "note", "databaseUrl"] as const) {
      const lines = await linesWithin(read(bad)[field]);
      assert.deepEqual(lines.map((line) => /prod: ([\w.]+)/.exec(line)?.[1]), ["v1.url", "v1.server.host", "v1Secrets.databaseUrl"]);
      assert.ok(!lines.join().includes(CANARY));
    }
  });

  it("fails with the same error for every field: the engine prints it once", async () => {
    const board = read({ ...good, contract: { ...contract, name: "shop" } });
    const failures = await Promise.allSettled([valueOf(board.url), valueOf(board.note)]);
    const [one, other] = failures.map((failure) => (failure.status === "rejected" ? (failure.reason as unknown) : undefined));
    assert.ok(one !== undefined && one === other);
  });

  it("warns of secrets that are in plain text there, and reads them as secrets", async () => {
    const warnings: string[] = [];
    const { warn } = console;
    console.warn = (text: string) => void warnings.push(text);
    try {
      const { databaseUrl } = read(good, []);
      assert.equal(await valueOf(databaseUrl), CANARY);
      assert.equal(await pulumi.isSecret(databaseUrl), true);
    } finally {
      console.warn = warn;
    }
    assert.equal(warnings.length, 1);
    assert.match(warnings[0]!, /Stack moorage\/prod: v1Secrets is in plain text there/);
    assert.ok(!warnings[0]!.includes(CANARY));
  });

  const names: readonly { readonly title: string; readonly producer: Partial<Producer>; readonly says: RegExp }[] = [
    { title: "an empty project", producer: { project: "" }, says: /^Outputs board v1: project: is empty$/ },
    { title: "an empty stack", producer: { stack: "" }, says: /^Outputs board v1: stack: is empty$/ },
    { title: "an empty logical name", producer: { name: "" }, says: /^Outputs board v1: name: is empty$/ },
    { title: "a stack by its full name", producer: { stack: "acme/moorage/prod" }, says: /stack: has a \/ in it; got "acme\/moorage\/prod"; expected a name alone\. Fix: give organization, project and stack one by one$/ },
    { title: "an organization with a slash", producer: { organization: "acme/" }, says: /organization: has a \// },
  ];
  for (const { title, producer, says } of names) it(`refuses ${title}`, () => assert.match(linesOf(() => readOutputs(boardV1, { ...PROD, ...producer }))[0]!, says));
});

describe("The StackReference", () => {
  const TYPE = "pulumi:pulumi:StackReference";

  /** A recorder in an organization, which an engine always has. */
  async function started(outputs: Readonly<Record<string, unknown>> = good): Promise<Recorder> {
    const recorder = await Recorder.start({ outputs: { [TYPE]: () => ({ outputs, secretOutputNames: ["v1Secrets"] }) } });
    await pulumi.runtime.setMocks(recorder, "shop", "dev", false, "organization");
    return recorder;
  }

  it("is of the consumer's own organization, and named after stack and contract", async () => {
    const recorder = await started();
    const board = readOutputs(boardV1, PROD);
    assert.equal(await valueOf(board.url), "https://a.example.com");
    assert.deepEqual([await pulumi.isSecret(board.url), await pulumi.isSecret(board.databaseUrl)], [false, true]);
    const { name, inputs } = await recorder.only(TYPE);
    assert.equal(name, "moorage-prod-board-v1");
    assert.equal(inputs["name"], "organization/moorage/prod");
  });

  it("may be of another organization and have another name", async () => {
    const recorder = await started();
    readOutputs(boardV1, { ...PROD, organization: "acme", name: "board" });
    const { name, inputs } = await recorder.only(TYPE);
    assert.deepEqual([name, inputs["name"]], ["board", "acme/moorage/prod"]);
  });

  it("has a name of its own for each major version, so that both can be read", async () => {
    const recorder = await started({ ...good, contract: { ...contract, alongside: [{ version: 2, schemaHash: "x" }] }, v2: {} });
    readOutputs(boardV1, PROD);
    readOutputs(defineOutputs("board", 2, { public: {} }), PROD);
    assert.deepEqual((await recorder.ofType(TYPE)).map(({ name }) => name), ["moorage-prod-board-v1", "moorage-prod-board-v2"]);
  });

  it("is not made where one is given, or the names cannot be", async () => {
    const recorder = await started();
    assert.equal(await valueOf(read(good).url), "https://a.example.com");
    linesOf(() => readOutputs(boardV1, { project: "", stack: "" }));
    assert.deepEqual(await recorder.resources(), []);
  });
});
