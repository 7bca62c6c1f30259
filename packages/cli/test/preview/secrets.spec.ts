import assert from "node:assert/strict";
import { join } from "node:path";
import { environmentSecrets } from "../../src/preview/environment-secrets.ts";
import { textsToMask } from "../../src/preview/known-secrets.ts";
import { secretTexts } from "../../src/preview/secret-texts.ts";
import { publicNames, secretValues } from "../../src/preview/secret-values.ts";
import { saltOf, secretSettings } from "../../src/preview/stack-settings.ts";
import { targetOf } from "../../src/preview/target.ts";
import { StandInMachine } from "../stand-in-machine.ts";

const SIGNATURE = "4dabf18193072939515e22adb298388d";
const secret = (content: object): object => ({ [SIGNATURE]: "1b47061264138c4ac30d75fd1eb44270", ...content });
const base64 = (text: string): string => Buffer.from(text).toString("base64");

describe("secrets that a tree of the engine holds", () => {
  const table: readonly { readonly title: string; readonly tree: unknown; readonly values: readonly unknown[] }[] = [
    { title: "as the state has them", tree: { inputs: [{ password: secret({ plaintext: '"vault"' }) }] }, values: ["vault"] },
    { title: "with parts", tree: secret({ plaintext: '{"a":["b"]}' }), values: [{ a: ["b"] }] },
    { title: "whose text is no JSON", tree: secret({ plaintext: "vault" }), values: ["vault"] },
    { title: "as calls have them", tree: { request: { properties: { x: secret({ value: "vault" }) } } }, values: ["vault"] },
    { title: "as outputs", tree: { [SIGNATURE]: "d0e6a833031e9bbcd3f4e8bde6ca49a4", secret: true, value: 7 }, values: [7] },
    { title: "that are encrypted", tree: secret({ ciphertext: "v1:abc" }), values: [] },
    { title: "in a Secret that nobody marked", tree: { kind: "Secret", data: { a: "Yg==" }, stringData: { c: "d" } }, values: [{ a: "Yg==" }, { c: "d" }] },
    { title: "in a Secret that somebody marked", tree: { kind: "Secret", data: secret({ plaintext: '{"a":"b"}' }) }, values: [{ a: "b" }] },
    { title: "nowhere", tree: [{ kind: "ConfigMap", data: { a: "b" } }, "text", 1, null], values: [] },
  ];
  for (const { title, tree, values } of table) it(`are found ${title}`, () => assert.deepEqual(secretValues(tree), values));

  it("are told from the names of things", () => {
    const names = publicNames({ resources: [{ urn: "urn:pulumi:prod::moorage::a$b::postgres", inputs: { metadata: { name: "api", namespace: "board" } } }, { metadata: "text" }] });
    assert.deepEqual([...names].sort(), ["a$b", "api", "board", "moorage", "postgres", "prod"]);
  });
});

describe("texts by which a secret may turn up", () => {
  const table: readonly { readonly title: string; readonly value: unknown; readonly texts: readonly string[]; readonly not?: readonly string[] }[] = [
    { title: "a text", value: "vault", texts: ["vault"] },
    { title: "every leaf", value: { a: ["one-of", { b: "two-of" }], c: 12 }, texts: ["one-of", "two-of", "12"], not: ["a", "b"] },
    { title: "what is in base64", value: base64("a vault"), texts: ["a vault", base64("a vault")] },
    { title: "the password of an address, as written and as meant", value: "postgres://app:p%40ss@db/app", texts: ["p%40ss", "p@ss"], not: ["app", "db"] },
    { title: "an address in base64", value: base64("postgres://app:inner@db/app"), texts: ["inner"] },
    { title: "a registry's login", value: JSON.stringify({ auths: { "ghcr.io": { username: "robot", password: "in-login", auth: base64("robot:in-auth") } } }), texts: ["in-login", "in-auth"], not: ["robot", "ghcr.io"] },
    { title: "the keys of a kubeconfig", value: JSON.stringify({ clusters: [{ server: "https://x" }], users: [{ user: { "client-key-data": base64("a key"), token: "a-token" } }] }), texts: [base64("a key"), "a key", "a-token"], not: ["https://x"] },
    { title: "nothing that everybody would guess", value: ["", "x", "true", "false", "null", "🔑"], texts: [], not: ["", "x", "true", "false", "null", "🔑"] },
    { title: "two characters", value: "§q", texts: ["§q"] },
    { title: "no bytes that are no text", value: Buffer.from([0, 1, 2, 255, 254, 253]).toString("base64"), texts: [], not: ["\u0000\u0001\u0002"] },
  ];
  for (const { title, value, texts, not = [] } of table) {
    it(`are ${title}`, () => {
      const found = secretTexts(value);
      for (const text of texts) assert.ok(found.includes(text), `${text} in ${found.join()}`);
      for (const text of not) assert.ok(!found.includes(text), text);
    });
  }
});

describe("secrets of the environment", () => {
  let machine: StandInMachine;
  beforeEach(() => (machine = new StandInMachine()));
  afterEach(() => machine.remove());

  it("are variables that are named so, files that they name, and passwords in addresses", () => {
    const file = machine.write("pass", "in-a-file\n");
    const found = environmentSecrets({ NPM_TOKEN: "in-a-token", DB_PASSWORD_FILE: file, HOST: "plain", DATABASE: "postgres://a:in-an-address@b", API_KEY: "true", OTHER_FILE: file, GONE_TOKEN_FILE: join(machine.folder, "gone") });
    assert.deepEqual([...found].sort(), ["in-a-file", "in-a-token", "in-an-address"]);
  });

  it("are not the content of a file that is no password", () => {
    assert.deepEqual(environmentSecrets({ MY_TOKEN_FILE: machine.write("long", "x".repeat(70_000)) }), []);
  });
});

describe("secrets of a stack's settings", () => {
  let machine: StandInMachine;
  beforeEach(() => (machine = new StandInMachine()));
  afterEach(() => machine.remove());

  const settings = (file: string | undefined, printed: object): readonly unknown[] => {
    if (file !== undefined) machine.write("clone/Pulumi.prod.yaml", file);
    return secretSettings(targetOf(machine.place.root, machine.place.project, "prod"), JSON.stringify(printed));
  };

  it("are those that the engine calls so", () => {
    assert.deepEqual(settings("config:\n  a:b: { secure: v1:x }\n", { "a:b": { value: "vault", secret: true }, "a:c": { value: "plain", secret: false }, "a:d": {} }), ["vault", undefined]);
  });

  it("are of a setting with parts those that are encrypted", () => {
    const file = "config:\n  a:b:\n    user: app\n    login: { secure: v1:x }\n    list:\n      - plain\n      - secure: v1:y\n";
    assert.deepEqual(settings(file, { "a:b": { value: JSON.stringify({ user: "app", login: "in-login", list: ["plain", "in-list"] }), secret: true } }), ["in-login", "in-list"]);
  });

  it("are all of it where no file tells the parts", () => {
    assert.deepEqual(settings(undefined, { "a:b": { value: '{"user":"app"}', secret: true } }), ['{"user":"app"}', { user: "app" }]);
  });

  for (const [title, file, salt] of [
    ["that of its encryption", "encryptionsalt: v1:abc\n", "v1:abc"],
    ["its encrypted key", "encryptedkey: def\n", "def"],
    ["its name where it has neither", "config: {}\n", "board/prod"],
    ["its name where it cannot be read", "a: [\n", "board/prod"],
  ] as const) {
    it(`have a salt: ${title}`, () => {
      machine.write("clone/Pulumi.prod.yaml", file);
      assert.equal(saltOf(targetOf(machine.place.root, machine.place.project, "prod")), salt);
    });
  }
});

describe("what is masked", () => {
  it("is what settings, state, calls and variables hold, and no name of a thing", () => {
    const calls = [JSON.stringify({ request: { x: secret({ value: "in-call" }) } }), "no JSON", JSON.stringify({ urn: "urn:pulumi:prod::board::t::new-name" })].join("\n");
    const texts = textsToMask({ values: ["in-setting", { a: "postgres", b: "new-name" }], names: new Set(["postgres"]) }, calls, { A_TOKEN: "in-variable" });
    assert.deepEqual([...texts].sort(), ["in-call", "in-setting", "in-variable"]);
  });
});
