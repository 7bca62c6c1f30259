import assert from "node:assert/strict";
import { engineFacts, needsDocker, TEST_FACTS, testFacts } from "../src/index.ts";
import type { TestFacts } from "../src/index.ts";

const KEY = Symbol.for("moorage.skips");

describe("the facts and skips of engine tests", () => {
  const holder = globalThis as { [KEY]?: Map<string, number> | undefined };
  let outside: Map<string, number> | undefined;
  let facts: string | undefined;

  /** Stands for a test that may be skipped: what mocha throws there ends the test that asks. */
  const context = { skip: () => { throw new Error("skipped"); } } as unknown as Mocha.Context;
  const good: TestFacts = { executables: {}, machine: { docker: { available: true }, baseImages: {} }, home: "/home", lacking: [] };
  const found = (changes: Partial<TestFacts>): void => void (process.env[TEST_FACTS] = JSON.stringify({ ...good, ...changes }));
  const reasons = (): readonly (readonly [string, number])[] => [...(holder[KEY] ?? [])];

  // The registry is the whole run's: what is skipped here must not stand in its closing lines.
  beforeEach(() => {
    outside = holder[KEY];
    holder[KEY] = new Map();
    facts = process.env[TEST_FACTS];
    Reflect.deleteProperty(process.env, TEST_FACTS);
  });
  afterEach(() => {
    holder[KEY] = outside;
    if (facts === undefined) Reflect.deleteProperty(process.env, TEST_FACTS);
    else process.env[TEST_FACTS] = facts;
  });

  it("are handed on where nothing is lacking", () => {
    found({});
    assert.deepEqual(testFacts(), good);
    assert.deepEqual(engineFacts(context), good);
    assert.deepEqual(reasons(), []);
  });

  it("are none for mocha alone, which says which command would get an engine", () => {
    assert.equal(testFacts(), undefined);
    assert.throws(() => engineFacts(context), /skipped/);
    assert.match(reasons()[0]?.[0] ?? "", /`pnpm test` gets an engine/);
  });

  it("are none where something is lacking, and each of that is named", () => {
    found({ lacking: ["no Go", "no cluster"] });
    assert.equal(testFacts(), undefined);
    assert.throws(() => engineFacts(context), /skipped/);
    assert.deepEqual(reasons(), [["engine tests: no Go; no cluster", 1]]);
  });

  it("skip what needs images only where none can be built, and give the reason once however often", () => {
    needsDocker(context, good);
    assert.deepEqual(reasons(), []);
    const without: TestFacts = { ...good, machine: { docker: { available: false, why: "no engine" }, baseImages: {} } };
    for (let time = 1; time <= 2; time++) assert.throws(() => needsDocker(context, without), /skipped/);
    assert.deepEqual(reasons(), [["image tests: no engine", 2]]);
  });
});
