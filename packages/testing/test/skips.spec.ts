import assert from "node:assert/strict";
import { engineFacts, needsDocker, needsExecutable, needsExecutables, TEST_FACTS, testFacts } from "../src/index.ts";
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

  describe("of tests on real parts", () => {
    const why = "docker-registry cannot be had: this is no Debian; install one";
    const some: Partial<TestFacts> = { executables: { psql: "/bin/psql", initdb: "/bin/initdb" }, absent: { "docker-registry": why } };

    it("hand on the path of a program that is there, whether or not there is an engine", () => {
      for (const lacking of [[], ["no cluster"]]) {
        found({ ...some, lacking });
        assert.equal(needsExecutable(context, "psql"), "/bin/psql");
        assert.deepEqual(needsExecutables(context, ["initdb", "psql"]), { initdb: "/bin/initdb", psql: "/bin/psql" });
      }
      assert.deepEqual(reasons(), []);
    });

    it("say why a program is not there, and give the reason once for all tests that need it", () => {
      found(some);
      for (let time = 1; time <= 2; time++) assert.throws(() => needsExecutable(context, "docker-registry"), /skipped/);
      assert.throws(() => needsExecutables(context, ["psql", "docker-registry"]), /skipped/);
      assert.deepEqual(reasons(), [[`tests on real parts: ${why}`, 3]]);
    });

    it("name a program that nobody has asked for, also where nothing was said of any", () => {
      found(some);
      assert.throws(() => needsExecutable(context, "helm"), /skipped/);
      found({});
      assert.throws(() => needsExecutable(context, "psql"), /skipped/);
      assert.deepEqual(reasons().map(([reason]) => reason), ["tests on real parts: nobody has got helm", "tests on real parts: nobody has got psql"]);
    });

    it("say to mocha alone which command gets them", () => {
      assert.throws(() => needsExecutable(context, "psql"), /skipped/);
      assert.match(reasons()[0]?.[0] ?? "", /^tests on real parts: `pnpm test` gets registry, database and checks/);
    });
  });
});
