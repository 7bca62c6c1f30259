import assert from "node:assert/strict";
import fc from "fast-check";
import { z } from "zod";
import { compareContracts, defineOutputs, toJsonSchema } from "../src/index.ts";
import type { ContractDocument } from "../src/index.ts";
import { anyFields, anyShape, fieldValues, nearFields, nearShape, toZod, valuesOf, zodFields } from "./shapes.ts";
import type { FieldShapes, Shape } from "./shapes.ts";

const document = (fields: FieldShapes): ContractDocument => toJsonSchema(defineOutputs("board", 1, { public: zodFields(fields) }));
const single = (shape: Shape): FieldShapes => ({ field: { shape, optional: false } });

/** Whether nobody who reads by `before` notices `after`. */
function isCompatible(before: FieldShapes, after: FieldShapes): boolean {
  return compareContracts(document(before), document(after)).sufficient;
}

const RUNS = { numRuns: 600 };

describe("Compatibility", function () {
  this.timeout(60_000);

  it("means that what is valid under the later schema is valid under the earlier one", () => {
    const seen = { compatible: 0, breaking: 0, changed: 0 };
    const pairs = anyShape.chain((before) => nearShape(before).chain((after) => fc.record({ before: fc.constant(before), after: fc.constant(after), value: valuesOf(after) })));
    fc.assert(
      fc.property(pairs, ({ before, after, value }) => {
        if (JSON.stringify(before) !== JSON.stringify(after)) seen.changed += 1;
        if (!isCompatible(single(before), single(after))) {
          seen.breaking += 1;
          return;
        }
        if (JSON.stringify(before) !== JSON.stringify(after)) seen.compatible += 1;
        assert.ok(toZod(after).safeParse(value).success, "the test makes values that do not fit");
        assert.ok(toZod(before).safeParse(value).success, `${JSON.stringify(value)} fits the later schema alone`);
      }),
      RUNS,
    );
    // Neither answer is so rare that the property says nothing.
    for (const [answer, count] of Object.entries(seen)) assert.ok(count > RUNS.numRuns / 20, `${answer}: ${count}`);
  });

  it("means the same for whole halves, with fields that come and go", () => {
    let compatible = 0;
    const pairs = anyFields.chain((before) => nearFields(before).chain((after) => fc.record({ before: fc.constant(before), after: fc.constant(after), values: fieldValues(after) })));
    fc.assert(
      fc.property(pairs, ({ before, after, values }) => {
        if (!isCompatible(before, after)) return;
        compatible += 1;
        assert.ok(z.object(zodFields(before)).safeParse(values).success);
        for (const name of Object.keys(before)) assert.ok(name in after, `${name} is gone`);
      }),
      RUNS,
    );
    assert.ok(compatible > RUNS.numRuns / 20, String(compatible));
  });

  it("can be told of any two schemas, whatever they are", () => {
    fc.assert(
      fc.property(anyShape, anyShape, (before, after) => {
        const { findings, version, sufficient } = compareContracts(document(single(before)), document(single(after)));
        assert.equal(sufficient, findings.every(({ effect }) => effect === "compatible"));
        assert.equal(version, sufficient ? 1 : 2);
        for (const { path, detail } of findings) assert.ok(path.startsWith("v1.field") && detail !== "", `${path}: ${detail}`);
      }),
      RUNS,
    );
  });

  it("of a schema with itself has no findings", () => {
    fc.assert(fc.property(anyFields, (fields) => assert.deepEqual(compareContracts(document(fields), document(fields)).findings, [])));
  });

  it("has no findings where only the order of fields differs, and the hash is the same", () => {
    fc.assert(
      fc.property(anyFields, (fields) => {
        const turned = Object.fromEntries(Object.entries(fields).reverse());
        assert.equal(document(turned).contract.schemaHash, document(fields).contract.schemaHash);
        assert.deepEqual(compareContracts(document(fields), document(turned)).findings, []);
      }),
    );
  });

  it("has findings wherever the hash differs, one way or the other", () => {
    const pairs = anyShape.chain((before) => fc.record({ before: fc.constant(before), after: nearShape(before) }));
    fc.assert(
      fc.property(pairs, ({ before, after }) => {
        const [one, other] = [document(single(before)), document(single(after))];
        if (one.contract.schemaHash === other.contract.schemaHash) return;
        const found = [...compareContracts(one, other).findings, ...compareContracts(other, one).findings];
        assert.ok(found.length > 0);
      }),
      RUNS,
    );
  });
});

describe("The published JSON Schema", () => {
  it("accepts what the contract accepts, by another reader of JSON Schema", () => {
    fc.assert(
      fc.property(anyFields.chain((fields) => fc.record({ fields: fc.constant(fields), values: fieldValues(fields) })), ({ fields, values }) => {
        const published = document(fields).properties["v1"];
        const reader = z.fromJSONSchema(JSON.parse(JSON.stringify(published)) as Parameters<typeof z.fromJSONSchema>[0]);
        assert.ok(reader.safeParse(values).success, JSON.stringify({ published, values }));
      }),
    );
  });
});
