import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { appSecretProblems } from "../src/index.ts";
import type { AppSecretSettings, SecretBackend } from "../src/index.ts";

const CANARY = "canary of a value";

function found(settings: AppSecretSettings): readonly string[] {
  const all = appSecretProblems("web", settings);
  assert.ok(!JSON.stringify(all).includes(CANARY), "a problem shows a value");
  return all.map(({ path, problem }) => `${path.replace("AppSecret web: ", "")}: ${problem}`);
}

describe("Settings of secrets", () => {
  it("may be given, come later or be made up, and be all of these", () => {
    assert.deepEqual(found({ data: { A: CANARY, B: pulumi.secret(CANARY) }, generated: { C: {}, D: { length: 64, special: true, version: 2 } } }), []);
    assert.deepEqual(found({ generated: { ONLY: {} } }), []);
    assert.deepEqual(found({ json: { "service-account.json": { private_key: CANARY } } }), []);
    assert.deepEqual(found({ data: {}, generated: { ONLY: {} } }), []);
  });

  it("are refused for an empty value by its key alone", () => {
    assert.deepEqual(appSecretProblems("web", { data: { TOKEN: "", OTHER: CANARY } }), [{ path: "AppSecret web: data.TOKEN", problem: "is empty", expected: "a value" }]);
  });

  it("are refused for a value that is no text by its type alone", () => {
    const [problem] = appSecretProblems("web", { data: { PIN: 1234567 as unknown as string } });
    assert.deepEqual([problem?.problem, problem?.got], ["is no text", "a number"]);
    assert.ok(!JSON.stringify(problem).includes("1234567"));
  });

  it("are not judged by what is not known yet", () => assert.deepEqual(found({ data: { TOKEN: pulumi.secret("") } }), []));

  it("are refused for nothing at all", () => {
    for (const settings of [{}, { data: {} }, { data: {}, json: {}, generated: {}, keys: "environment" as const }]) assert.deepEqual(found(settings), ["data: is empty"]);
  });

  it("are refused for keys that cannot be and keys that are there twice", () => {
    assert.deepEqual(found({ data: { A: CANARY, "b-c": CANARY }, generated: { A: {}, "1": {} } }), ["data.b-c: is no environment variable name", "generated.1: is no environment variable name", "generated.A: is in data too"]);
    assert.deepEqual(found({ keys: "files", data: { "tls.key": CANARY, "a/b": CANARY } }), ["data.a/b: is no file name that can be a key"]);
  });

  it("are refused for more than a Secret holds, without saying how much", () => {
    const [problem] = appSecretProblems("web", { data: { A: "a".repeat(2 ** 20 + 1) } });
    assert.deepEqual(problem, { path: "AppSecret web: data", problem: "is more than one object holds", expected: "at most 1048576 bytes" });
  });

  it("are refused for what cannot be made up", () => assert.deepEqual(found({ generated: { A: { length: 4 } } }), ["generated.A.length: is no length of a secret"]));

  it("are refused for a backend that there is not, by its path alone", () => {
    assert.deepEqual(found({ data: { A: CANARY }, backend: { kind: CANARY } as unknown as SecretBackend }), ["backend.kind: is none that there is"]);
  });

  it("are looked at by their backend", () => {
    assert.deepEqual(found({ data: { A: CANARY }, backend: { kind: "sealed", certificate: CANARY } }), ["backend.certificate: is no certificate"]);
    assert.deepEqual(found({ data: { A: CANARY }, backend: { kind: "external", store: { name: "vault" } } }), ["data: has A, and the values are in a store"]);
    assert.deepEqual(found({ backend: { kind: "external", store: { name: "vault" } } }), []);
    assert.deepEqual(found({ data: { A: CANARY }, backend: { kind: "kubernetes" }, name: "web" }), ["name: is given, and each content has a name of its own"]);
  });

  it("are all looked at", () => {
    const settings: AppSecretSettings = { data: { A: "", B: null as unknown as string }, json: { C: NaN }, generated: { D: { length: 1 } }, keys: "environment", partOf: "?" };
    assert.deepEqual(found(settings).map((line) => line.split(":")[0]), ["partOf", "data.A", "data.B", "json.C", "generated.D.length"]);
  });
});
