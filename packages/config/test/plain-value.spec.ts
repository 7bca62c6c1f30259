import assert from "node:assert/strict";
import fc from "fast-check";
import { z } from "zod";
import { checkSettings, flag, oneOf, optionalSecret, optionalSetting, optionalStructured, structured, wholeNumber } from "../src/index.ts";
import type { ConfigSource, Setting } from "../src/index.ts";

const settings = {
  count: wholeNumber(1, 9, { example: "2", fallback: 2 }),
  dry: flag({ example: "true", fallback: false }),
  level: oneOf(["low", "high"], { example: "low" }),
  note: optionalSetting(z.string(), { example: "hello" }),
  database: optionalStructured({ server: z.string("a host name"), port: z.number("a port").optional() }, { example: "server db.example.com" }),
  extra: optionalSecret(),
};

const source = (values: Readonly<Record<string, string>>): ConfigSource => ({
  project: "shop",
  stack: "prod",
  values: Object.fromEntries(Object.entries({ level: "low", ...values }).map(([key, value]) => [`shop:${key}`, value])),
  encrypted: new Set(),
});
const check = (values: Readonly<Record<string, string>>) => checkSettings(settings, source(values));
const said = (values: Readonly<Record<string, string>>): readonly string[] => check(values).problems.map(({ path, problem, expected, fix }) => [path, problem, expected, fix].join(" | "));

describe("a setting", () => {
  it("is what was written, in its own type", () => {
    const { values, problems } = check({ count: "7", dry: "true", note: "n", database: '{"server":"db","port":5}' });
    assert.deepEqual(problems, []);
    assert.deepEqual(values, { count: 7, dry: true, level: "low", note: "n", database: { server: "db", port: 5 }, extra: undefined });
  });

  it("may be left out when it is optional or has a fallback", () => {
    const { values, problems } = check({});
    assert.deepEqual(problems, []);
    assert.deepEqual(values, { count: 2, dry: false, level: "low", note: undefined, database: undefined, extra: undefined });
  });

  for (const word of ["yes", "no", "1", "True", ""]) {
    it(`that is true or false is not ${JSON.stringify(word)}`, () => {
      assert.deepEqual(said({ dry: word }), ["Pulumi.prod.yaml: shop:dry | cannot be used | true or false | pulumi config set --stack prod shop:dry true"]);
    });
  }

  it("is one of the words it may be", () => {
    assert.deepEqual(said({ level: "middle" }), ["Pulumi.prod.yaml: shop:level | cannot be used | one of low, high | pulumi config set --stack prod shop:level low"]);
  });

  it("that is a whole number takes exactly the numbers within its bounds", () => {
    fc.assert(fc.property(fc.oneof(fc.integer({ min: -20, max: 20 }).map(String), fc.string(), fc.double().map(String)), (text) => {
      assert.equal(said({ count: text }).length === 0, /^[1-9]$/.test(text), text);
    }));
    assert.deepEqual(said({ count: "three" }), ["Pulumi.prod.yaml: shop:count | cannot be used | a whole number from 1 to 9 | pulumi config set --stack prod shop:count 2"]);
  });
});

describe("a structured setting", () => {
  it("names a property that it does not know by its full path, and the one that was meant", () => {
    assert.deepEqual(said({ database: '{"server":"db","prot":1}' }), ["Pulumi.prod.yaml: shop:database.prot | is no setting | one of server, port | did you mean port?"]);
  });

  it("names each property that is missing or of another type, and shows no value", () => {
    const lines = said({ database: '{"port":"canary-value"}' });
    assert.deepEqual(lines.map((line) => line.split(" | ").slice(0, 3)), [
      ["Pulumi.prod.yaml: shop:database.server", "cannot be used", "a host name"],
      ["Pulumi.prod.yaml: shop:database.port", "cannot be used", "a port"],
    ]);
    assert.doesNotMatch(lines.join(), /canary/);
  });

  it("is no text", () => {
    assert.match(said({ database: "db.example.com" })[0] ?? "", /shop:database \| is no object .*--path shop:database\.server db\.example\.com$/);
  });

  it("that is required and not there is told how to begin it", () => {
    const { problems } = checkSettings({ database: structured({ server: z.string() }, { example: "server db.example.com" }) }, { ...source({}), values: {} });
    assert.deepEqual(problems.map(({ path, problem, fix }) => [path, problem, fix]), [["Pulumi.prod.yaml: shop:database", "is required and not set", "pulumi config set --stack prod --path shop:database.server db.example.com"]]);
  });

  it("keeps the type of its properties", () => {
    const typed: Setting<{ server: string; port?: number | undefined } | undefined> = settings.database;
    assert.equal(typed.kind, "structured");
  });
});

describe("a key under another project's name", () => {
  const named = (full: string): readonly string[] => checkSettings(settings, { ...source({}), values: { "shop:level": "low", [full]: "1" } }).problems.map(({ path, fix }) => `${path} | ${fix ?? ""}`);

  it("is found when it is a setting of this one", () => {
    assert.deepEqual(named("board:count"), ["Pulumi.prod.yaml: board:count | rename it to shop:count"]);
  });

  it("is left alone when it is none: it belongs to a provider", () => {
    assert.deepEqual(named("kubernetes:context"), []);
    assert.deepEqual(named("pulumi:disable-default-providers"), []);
  });
});
