import assert from "node:assert/strict";
import { z } from "zod";
import { compareContracts, defineOutputs, toJsonSchema } from "../src/index.ts";
import type { Consumer, ContractDocument, Effect, Fields, FindingKind } from "../src/index.ts";

const document = (open: Fields, secrets: Fields = {}, version = 1, consumers?: readonly Consumer[]): ContractDocument => toJsonSchema(defineOutputs("board", version, { public: open, secrets }), consumers === undefined ? {} : { consumers });

interface Rule {
  readonly kind: FindingKind;
  readonly effect: Effect;
  readonly before: ContractDocument;
  readonly after: ContractDocument;
  readonly path: string;
  readonly sees: RegExp;
}

const text = z.string();
const RULES: readonly Rule[] = [
  { kind: "added", effect: "compatible", before: document({}), after: document({ url: z.url() }), path: "v1.url", sees: /not read yet/ },
  { kind: "added", effect: "compatible", before: document({}), after: document({}, { key: text }), path: "v1Secrets.key", sees: /not read yet/ },
  { kind: "required", effect: "compatible", before: document({ url: z.url().optional() }), after: document({ url: z.url() }), path: "v1.url", sees: /always there now/ },
  { kind: "narrowed", effect: "compatible", before: document({ url: text }), after: document({ url: z.url() }), path: "v1.url", sees: /fewer values than could be: format uri/ },
  { kind: "removed", effect: "breaking", before: document({ url: z.url() }), after: document({}), path: "v1.url", sees: /reading fails: the field is not there any more/ },
  { kind: "removed", effect: "breaking", before: document({}, { key: text }), after: document({}), path: "v1Secrets.key", sees: /not there any more/ },
  { kind: "renamed", effect: "breaking", before: document({ url: z.url() }), after: document({ address: z.url() }), path: "v1.url", sees: /same schema, so it looks like a new name \(url → address\)/ },
  { kind: "optional", effect: "breaking", before: document({ url: z.url() }), after: document({ url: z.url().optional() }), path: "v1.url", sees: /may be missing/ },
  { kind: "widened", effect: "breaking", before: document({ url: z.url() }), after: document({ url: text }), path: "v1.url", sees: /values that could not be before: no longer format uri/ },
  { kind: "changed", effect: "breaking", before: document({ port: text }), after: document({ port: z.int() }), path: "v1.port", sees: /values of another kind: string → whole number/ },
  { kind: "plain-to-secret", effect: "breaking", before: document({ url: z.url() }), after: document({}, { url: z.url() }), path: "v1.url", sees: /among the secrets/ },
  { kind: "secret-to-plain", effect: "alarm", before: document({}, { user: text }), after: document({ user: text }), path: "v1Secrets.user", sees: /plain text in the state, in previews and in logs/ },
];

describe("A change of a contract", () => {
  for (const { kind, effect, before, after, path, sees } of RULES) {
    it(`that is ${kind} is ${effect}, at ${path}`, () => {
      const { findings, version, sufficient } = compareContracts(before, after);
      assert.deepEqual(findings.map((finding) => [finding.kind, finding.effect, finding.path]), [[kind, effect, path]]);
      assert.match(findings[0]!.sees, sees);
      assert.equal(findings[0]!.version, effect === "compatible" ? 1 : 2);
      assert.equal(version, findings[0]!.version);
      assert.equal(sufficient, effect === "compatible");
    });
  }

  it("of nothing needs no new version", () => {
    assert.deepEqual(compareContracts(document({ url: z.url() }), document({ url: z.url() })), { findings: [], version: 1, sufficient: true });
  });

  it("needs the next major version of the one it starts from", () => {
    const { version, sufficient } = compareContracts(document({ url: z.url() }, {}, 4), document({}, {}, 4));
    assert.deepEqual([version, sufficient], [5, false]);
  });

  it("is sufficient where it has that version", () => {
    const { findings, version, sufficient } = compareContracts(document({ url: z.url() }), document({}, {}, 2));
    assert.deepEqual([findings.length, findings[0]?.path, version, sufficient], [1, "v1.url", 2, true]);
  });

  it("is insufficient where its version goes back", () => {
    assert.equal(compareContracts(document({}, {}, 2), document({}, {}, 1)).sufficient, false);
  });

  it("shows alarms before what breaks, and that before the rest", () => {
    const { findings } = compareContracts(document({ a: text, b: text.optional() }, { user: text }), document({ b: text, user: text, c: z.int() }));
    assert.deepEqual(findings.map(({ effect }) => effect), ["alarm", "breaking", "compatible", "compatible"]);
  });

  it("that lets a secret out is an alarm whatever the version", () => {
    const { findings, sufficient } = compareContracts(document({}, { user: text }), document({ user: text }, {}, 2));
    assert.deepEqual([findings[0]?.effect, sufficient], ["alarm", true]);
  });

  it("that moves a field and changes it is told of both", () => {
    const { findings } = compareContracts(document({ url: z.url() }), document({}, { url: text.optional() }));
    assert.deepEqual(findings.map(({ kind, path }) => [kind, path]), [["plain-to-secret", "v1.url"], ["optional", "v1.url"], ["widened", "v1.url"]]);
  });

  it("of the contract's name breaks everybody", () => {
    const shop = toJsonSchema(defineOutputs("shop", 1, { public: {} }));
    const { findings } = compareContracts(document({}, {}, 1, [{ project: "web", stack: "prod", fields: ["url"] }]), shop);
    assert.deepEqual(findings.map(({ kind, path, detail, consumers }) => ({ kind, path, detail, consumers })), [{ kind: "renamed", path: "contract.name", detail: "board → shop", consumers: ["web/prod"] }]);
  });
});

describe("The consumers of a contract", () => {
  const web: Consumer = { project: "web", stack: "prod", fields: ["url"] };
  const all: Consumer = { project: "ops", stack: "prod" };
  const other: Consumer = { project: "shop", stack: "dev", fields: ["namespace", "key"] };
  const before = document({ url: z.url(), namespace: text, inner: z.object({ a: text }) }, { key: text }, 1, [web, all, other]);
  const affected = (after: ContractDocument): readonly (readonly string[])[] => compareContracts(before, after).findings.map(({ consumers }) => consumers);

  it("that need what goes are named", () => {
    assert.deepEqual(affected(document({ namespace: text, inner: z.object({ a: text }) }, { key: text })), [["web/prod", "ops/prod"]]);
  });

  it("that need something else are not", () => {
    assert.deepEqual(affected(document({ url: z.url(), namespace: text, inner: z.object({}) }, { key: text })), [["ops/prod"]]);
  });

  it("are found by secret fields too", () => {
    assert.deepEqual(affected(document({ url: z.url(), namespace: text, inner: z.object({ a: text }) })), [["ops/prod", "shop/dev"]]);
  });

  it("are not named where nobody notices", () => {
    assert.deepEqual(affected(document({ url: z.url(), namespace: text.min(1), inner: z.object({ a: text }) }, { key: text })), [[]]);
  });

  it("are those of the later state, where it names any", () => {
    assert.deepEqual(affected(document({ namespace: text, inner: z.object({ a: text }) }, { key: text }, 1, [other])), [[]]);
  });

  it("keep a major version from going", () => {
    const { findings, sufficient } = compareContracts(before, undefined);
    assert.deepEqual([findings.length, findings[0]?.kind, findings[0]?.path, findings[0]?.detail], [1, "removed", "v1", "board v1 as a whole"]);
    assert.deepEqual(findings[0]?.consumers, ["web/prod", "ops/prod", "shop/dev"]);
    assert.equal(sufficient, false);
  });

  it("let it go once there are none", () => assert.equal(compareContracts(document({ url: z.url() }), undefined).sufficient, true));
});
