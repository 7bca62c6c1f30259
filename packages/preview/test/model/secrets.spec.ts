import assert from "node:assert/strict";
import fc from "fast-check";
import { driftOf, failedPreview, readPreview } from "../../src/model/index.ts";
import type { PreviewModel } from "../../src/model/index.ts";
import { CANARIES, formsOf, textsOf } from "./canaries.ts";
import { CONFIG_MAP, DEPLOYMENT, IMAGE, SECRET, SOURCE, SUCCEEDED, begins, deployment, ends, object, outputs, printed, says, urn } from "./streams.ts";

/** A stream that has this text in every place where a text may be. */
function streamWith(text: string, ...last: readonly object[]): string {
  const env = [{ name: "A", value: text }, { name: text, value: "1" }];
  const refreshed = { type: CONFIG_MAP, name: "r", old: object("r", { data: { a: "1" } }), new: object("r", { data: { a: text, [text]: "1" } }), detailed: { "data.a": "update" } };
  return printed(
    { preludeEvent: { config: { "board:a": text } } },
    begins({ ...refreshed, op: "refresh" }),
    ends({ ...refreshed, op: "refresh" }),
    begins({ op: "update", type: CONFIG_MAP, name: text, old: object(`a ${text}`, { data: { a: text, list: [text] } }), new: object(text, { data: { a: `${text}!`, [text]: text, list: [text, "x"], "nginx.conf": `pass ${text};` } }) }),
    begins({ op: "update", type: DEPLOYMENT, name: "api", old: deployment({ args: ["a"] }), new: deployment({ env, args: ["a", text], image: text, annotations: { [text]: text } }) }),
    begins({ op: "update", type: SECRET, name: "s", old: object("s", { data: { [text]: "x" } }), new: object("s", { stringData: { a: text, [text]: text } }) }),
    begins({ op: "replace", type: CONFIG_MAP, name: "k", old: object("k", { data: { a: text } }), new: object("k"), keys: [`data["${text}"]`, text] }),
    begins({ op: "create", type: `kubernetes:x/v1:${text}`, name: text, new: object(text, { spec: { [text]: { deep: [{ name: text, value: text }] } } }) }),
    begins({ op: "create", type: IMAGE, name: text, new: { name: text, build: { args: { a: text } } } }),
    outputs({ a: "x", [text]: 1 }, { a: text, b: { c: [text], [text]: text }, d: { name: text } }),
    { policyEvent: { policyName: text, policyPackName: text, enforcementLevel: "advisory", message: `got ${text}`, resourceUrn: urn(DEPLOYMENT, text) } },
    says("warning", `warned of ${text}`, urn(CONFIG_MAP, text)),
    says("error", text),
    ...last,
  );
}

/** Whatever of a secret is to be seen in a model. */
function seen(secret: string, model: PreviewModel): readonly string[] {
  const texts = [...textsOf(model), JSON.stringify(model)];
  return formsOf(secret).filter((form) => texts.some((text) => text.includes(form)));
}

describe("secrets in a model", () => {
  for (const [what, secret] of Object.entries(CANARIES)) {
    const source = { ...SOURCE, secrets: [secret] };

    it(`are not seen in any place and any form: ${what}`, () => {
      for (const form of formsOf(secret)) assert.deepEqual(seen(secret, readPreview(streamWith(form, SUCCEEDED), source)), [], form);
      for (const form of formsOf(secret)) assert.deepEqual(seen(secret, driftOf(readPreview(streamWith(form, SUCCEEDED), source))), [], form);
    });

    it(`are not seen where the preview failed, was cut off or did not begin: ${what}`, () => {
      for (const form of formsOf(secret)) {
        assert.deepEqual(seen(secret, readPreview(streamWith(form, { errorEvent: { error: form } }), source)), []);
        assert.deepEqual(seen(secret, failedPreview(`error: ${form} is wrong\n${form}`, source)), []);
        assert.deepEqual(seen(secret, failedPreview("a", { ...source, stack: form, project: form })), []);
      }
    });
  }

  it("are not seen all at once", () => {
    const secrets = Object.values(CANARIES);
    const model = readPreview(streamWith(secrets.flatMap(formsOf).join(" "), SUCCEEDED), { ...SOURCE, secrets });
    assert.deepEqual(secrets.flatMap((secret) => seen(secret, model)), []);
  });

  it("are not seen whatever they are", () => {
    // The words that a model itself is made of are no secrets.
    const words = JSON.stringify(readPreview(streamWith("§§", SUCCEEDED), { ...SOURCE, secrets: ["§§"] }));
    const secret = fc.string({ unit: "grapheme", minLength: 2, maxLength: 30 }).filter((text) => text.trim().length > 1 && formsOf(text.trim()).every((form) => !words.includes(form)) && !words.includes(text));
    fc.assert(fc.property(secret, (text) => {
      const model = readPreview(formsOf(text).map((form) => streamWith(form)).join("") + printed(SUCCEEDED), { ...SOURCE, secrets: [text] });
      assert.deepEqual(seen(text, model), []);
    }), { numRuns: 40 });
  });

  it("are not seen though nobody told of them: data of Secrets, and what is named like a secret", () => {
    const secret = "zebrafinch";
    const events = [
      begins({ op: "create", type: SECRET, name: "s", new: object("s", { stringData: { a: secret }, data: { b: secret } }) }),
      begins({ op: "update", type: DEPLOYMENT, name: "api", old: deployment(), new: deployment({ env: [{ name: "DB_PASSWORD", value: secret }] }) }),
      begins({ op: "create", type: CONFIG_MAP, name: "c", new: object("c", { data: { API_TOKEN: secret, url: `postgres://board:${secret}@db/board` } }) }),
      begins({ op: "update", type: "pulumi:providers:docker", name: "p", old: {}, new: { registryAuth: `[{"password":"${secret}"}]` } }),
      begins({ op: "create", type: "docker:index/container:Container", name: "d", new: { envs: [`PASSWORD=${secret}`], registryAuth: { password: secret } } }),
      outputs({ a: { b: secret, password: secret } }, { adminPassword: secret, v1Secrets: { a: secret } }),
      says("error", `Authorization: Bearer ${secret}`),
      SUCCEEDED,
    ];
    const model = readPreview(printed(...events), SOURCE);
    assert.deepEqual(seen(secret, { ...model, outputs: [] }), []);
  });
});
