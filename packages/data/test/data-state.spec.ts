import assert from "node:assert/strict";
import fc from "fast-check";
import { changeProblems, dataState } from "../src/index.ts";
import type { DataState } from "../src/index.ts";

const here: DataState = { mode: "in-cluster", storage: "2Gi" };
const elsewhere: DataState = { mode: "managed", storage: "1Gi" };

describe("what data is kept in", () => {
  it("is said with every default filled in", () => {
    assert.deepEqual(dataState({}), { mode: "in-cluster", storage: "1Gi" });
    assert.deepEqual(dataState({ mode: "managed", storage: "5Gi", managed: { server: "db.example.com" } }), { mode: "managed", storage: "5Gi" });
  });

  it("may be anything at the first deployment", () => {
    assert.deepEqual(changeProblems("Postgres db", undefined, here), []);
    assert.deepEqual(changeProblems("Postgres db", undefined, elsewhere), []);
  });

  it("may stay as it is", () => {
    assert.deepEqual(changeProblems("Postgres db", here, here), []);
    assert.deepEqual(changeProblems("Postgres db", elsewhere, elsewhere), []);
  });

  for (const [from, to] of [[here, elsewhere], [elsewhere, here]] as const) {
    it(`cannot go from ${from.mode} to ${to.mode} while the data stays behind, and says which page tells how`, () => {
      const [problem, ...others] = changeProblems("Postgres db", from, to);
      assert.deepEqual(others, []);
      assert.equal(problem?.path, "Postgres db: mode");
      assert.match(problem.problem, new RegExp(`was ${from.mode}`));
      assert.equal(problem.got, to.mode);
      assert.match(problem.fix ?? "", /docs\/how-to\/switch-database-mode\.md/);
    });

    it(`goes from ${from.mode} to ${to.mode} once the data was migrated`, () => {
      assert.deepEqual(changeProblems("Postgres db", from, to, { migrated: true }), []);
      assert.equal(changeProblems("Postgres db", from, to, { migrated: false }).length, 1);
    });
  }

  it("cannot shrink, and both sizes are named", () => {
    const problems = changeProblems("Mongo db", here, { ...here, storage: "1Gi" });
    assert.deepEqual(problems, [{ path: "Mongo db: storage", problem: "is 2Gi already, and a claim cannot shrink", got: "1Gi", expected: "at least 2Gi" }]);
  });

  it("cannot shrink for having been migrated either", () => {
    assert.equal(changeProblems("Mongo db", here, { ...here, storage: "1Gi" }, { migrated: true }).length, 1);
  });

  it("grows whatever the units are, and is refused exactly when it does not", () => {
    const units = { Ki: 1, Mi: 2 ** 10, Gi: 2 ** 20, Ti: 2 ** 30 };
    const size = fc.tuple(fc.integer({ min: 1, max: 5000 }), fc.constantFrom("Ki", "Mi", "Gi", "Ti"));
    fc.assert(fc.property(size, size, ([a, unitA], [b, unitB]) => {
      const problems = changeProblems("Redis cache", { ...here, storage: `${a}${unitA}` }, { ...here, storage: `${b}${unitB}` });
      assert.equal(problems.length, b * units[unitB] < a * units[unitA] ? 1 : 0);
    }));
  });

  it("has no size to compare where it is managed, or where a size is malformed, which others report", () => {
    assert.deepEqual(changeProblems("Redis cache", { ...elsewhere, storage: "9Gi" }, elsewhere), []);
    assert.deepEqual(changeProblems("Redis cache", here, { ...here, storage: "1GB" as "1Gi" }), []);
  });
});
