import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { appConfigProblems } from "../src/index.ts";
import type { AppConfigSettings } from "../src/index.ts";

const CANARY = "canary of a value";

function found(settings: AppConfigSettings): readonly string[] {
  const all = appConfigProblems("web", settings);
  assert.ok(!JSON.stringify(all).includes(CANARY), "a problem shows a value");
  return all.map(({ path, problem }) => `${path.replace("AppConfig web: ", "")}: ${problem}`);
}

describe("Settings of configuration", () => {
  it("may be plain values, values that come later, and both", () => {
    assert.deepEqual(found({ data: { LOG_LEVEL: "INFO", EMPTY: "", LATER: pulumi.output("x") } }), []);
    assert.deepEqual(found({ json: { "settings.json": { currency: "EUR" } }, data: { "robots.txt": "x\n" } }), []);
  });

  it("are refused for a value that is named like a secret, with what to do instead", () => {
    assert.deepEqual(appConfigProblems("web", { data: { DATABASE_PASSWORD: CANARY } }), [
      { path: "AppConfig web: data.DATABASE_PASSWORD", problem: "is named like a secret, and a ConfigMap is for all to read", got: "a value, not shown here", expected: "a key of an AppSecret", fix: "move DATABASE_PASSWORD to an AppSecret" },
    ]);
    for (const key of ["API_KEY", "token", "STRIPE_SECRET_KEY"]) assert.equal(found({ data: { [key]: CANARY } }).length, 1, key);
    for (const key of ["PASSWORD_FILE", "TOKEN_TTL", "KEYBOARD"]) assert.deepEqual(found({ data: { [key]: CANARY } }), [], key);
  });

  it("are refused for files that are named so too", () => {
    assert.deepEqual(found({ keys: "files", data: { password: CANARY, "motd.txt": CANARY } }), ["data.password: is named like a secret, and a ConfigMap is for all to read"]);
  });

  it("leave a name alone whose value comes later: whether it is a secret is seen then", () => assert.deepEqual(found({ data: { PASSWORD: pulumi.output(CANARY) } }), []));

  it("are refused for a value that is no text", () => assert.deepEqual(found({ data: { REPLICAS: 3 as unknown as string } }), ["data.REPLICAS: is no text"]));

  it("are refused for more than a ConfigMap holds", () => {
    const [problem] = appConfigProblems("web", { data: { A: "a".repeat(2 ** 20), B: "b" } });
    assert.deepEqual([problem?.path, problem?.got], ["AppConfig web: data", "1048577 bytes"]);
  });

  it("have a name of their own only when it stays", () => {
    assert.deepEqual(found({ data: { A: "b" }, name: "web" }), ["name: is given, and each content has a name of its own"]);
    assert.deepEqual(found({ data: { A: "b" }, name: "web", rollout: "replace" }), ["name: is given, and each content has a name of its own"]);
    assert.deepEqual(found({ data: { A: "b" }, name: "web", rollout: "checksum" }), []);
  });

  it("are all looked at", () => {
    const settings: AppConfigSettings = { data: { "a-b": CANARY, TOKEN: CANARY, C: 1 as unknown as string }, rollout: "now" as "replace", partOf: "?" };
    assert.deepEqual(found(settings).map((line) => line.split(":")[0]), ["rollout", "partOf", "data.C", "data.a-b", "data.TOKEN"]);
  });
});
