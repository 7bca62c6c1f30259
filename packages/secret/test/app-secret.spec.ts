import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import * as pulumi from "@pulumi/pulumi";
import { InputError } from "@moorage/core";
import type { NamespaceReference } from "@moorage/core";
import { Recorder, unwrapSecrets, valueOf } from "@moorage/testing";
import { AppSecret } from "../src/index.ts";
import { selfSigned } from "./self-signed.ts";
import { unsealed } from "./unsealed.ts";
import { collectWarnings } from "./warnings.ts";
import { withoutSecrets } from "./without-secrets.ts";

const SECRET = "kubernetes:core/v1:Secret";
const SEALED = "kubernetes:bitnami.com/v1alpha1:SealedSecret";
const EXTERNAL = "kubernetes:external-secrets.io/v1:ExternalSecret";
const PASSWORD = "random:index/randomPassword:RandomPassword";
const CANARY = "päss wörd";

const reference = (plainName: string): NamespaceReference => ({ plainName, name: pulumi.output(plainName) });
const encoded = (text: string): string => Buffer.from(text).toString("base64");

describe("AppSecret", () => {
  let recorder: Recorder;
  beforeEach(async () => (recorder = await Recorder.start({ outputs: { [PASSWORD]: ({ name }) => ({ result: `made up for ${name}` }) } })));

  const urns = async (): Promise<readonly string[]> => {
    await recorder.resources();
    return (await recorder.urns()).map((urn) => urn.replace("urn:pulumi:dev::moorage::moorage:secret:", "")).sort();
  };

  describe("in the cluster", () => {
    it("is one Secret, immutable, in its namespace, without a fixed name", async () => {
      new AppSecret("web", { namespace: "shop", data: { TOKEN: CANARY }, partOf: "shop" });
      const { name, inputs } = await recorder.only(SECRET);
      assert.equal(name, "web");
      assert.equal(inputs["immutable"], true);
      assert.equal(inputs["type"], "Opaque");
      const metadata = inputs["metadata"] as Record<string, unknown>;
      assert.equal(metadata["namespace"], "shop");
      assert.ok(!("name" in metadata), "a fixed name could not change with the content");
    });

    it("is that Secret under the component and nothing else", async () => {
      new AppSecret("web", { namespace: "shop", data: { TOKEN: CANARY } });
      assert.deepEqual(await urns(), [`AppSecret$${SECRET}::web`, "AppSecret::web"]);
    });

    it("holds each value as it is, encoded: no line break is added and none is taken away", async () => {
      new AppSecret("web", { namespace: "shop", data: { TOKEN: `${CANARY}\n`, OTHER: "x" } });
      const { inputs } = await recorder.only(SECRET);
      assert.deepEqual(unwrapSecrets(inputs["data"]), { TOKEN: encoded(`${CANARY}\n`), OTHER: "eA==" });
    });

    it("has a name to refer to, no further ones, and no checksum, because the name already changes", async () => {
      const secret = new AppSecret("web", { namespace: "shop", data: { A: "b" } });
      assert.equal(await valueOf(secret.name), "web");
      assert.deepEqual([secret.names.size, secret.checksum, secret.objects], [0, undefined, [secret.secret]]);
    });

    it("is refused for an empty value by its key alone, and before anything is registered", async () => {
      assert.throws(() => new AppSecret("web", { namespace: "shop", data: { TOKEN: "", OTHER: CANARY } }), { name: "InputError", message: "AppSecret web: data.TOKEN: is empty; expected a value" });
      assert.deepEqual(await recorder.resources(), []);
    });

    it("marks its values as secrets, though they came in plain, and gives them to nobody else", async () => {
      new AppSecret("web", { namespace: "shop", data: { TOKEN: CANARY }, json: { KEY: { nested: CANARY } }, keys: "environment", generated: { SESSION: {} }, rollout: "checksum" });
      for (const { inputs, type } of await recorder.resources()) {
        for (const form of ["päss", encoded(CANARY), "made up for", encoded("made up for web/SESSION")]) assert.ok(!JSON.stringify(withoutSecrets(inputs)).includes(form), type);
      }
      assert.equal((withoutSecrets((await recorder.only(SECRET)).inputs) as Record<string, unknown>)["data"], "[secret]");
    });

    it("carries the labels of its system", async () => {
      new AppSecret("web", { namespace: "shop", data: { A: "b" }, partOf: "shop" });
      const { labels } = (await recorder.only(SECRET)).inputs["metadata"] as { labels: Record<string, string> };
      assert.deepEqual([labels["app.kubernetes.io/name"], labels["app.kubernetes.io/part-of"]], ["web", "shop"]);
    });

    it("lets a transform have the last word", async () => {
      new AppSecret("web", { namespace: "shop", data: { A: "b" }, transform: (made) => ({ ...made, type: "example.com/other", immutable: false }) });
      const { inputs } = await recorder.only(SECRET);
      assert.deepEqual([inputs["type"], inputs["immutable"]], ["example.com/other", false]);
    });

    it("warns of a slip once, by its key alone, in however many namespaces it is", async () => {
      const { warnings, restore } = collectWarnings();
      try {
        new AppSecret("web", { namespace: "shop", namespaces: [reference("jobs")], data: { A: `${CANARY}\n`, B: pulumi.secret(encoded("hunter2-hunter2")), C: CANARY } });
        await recorder.resources();
      } finally {
        restore();
      }
      assert.deepEqual(warnings.map((warning) => warning.split(": ").slice(0, 2).join(": ")).sort(), ["AppSecret web: data.A", "AppSecret web: data.B"]);
      for (const form of ["päss", "aHVudGVy", "hunter2"]) assert.ok(!warnings.join("").includes(form), form);
    });
  });

  describe("as files", () => {
    it("holds texts and JSON with sorted properties, nested secrets included", async () => {
      new AppSecret("web", { namespace: "shop", data: { "ca.crt": "one\ntwo\n" }, json: { "account.json": { b: pulumi.secret("x"), a: 1 } } });
      assert.deepEqual(unwrapSecrets((await recorder.only(SECRET)).inputs["data"]), { "ca.crt": encoded("one\ntwo\n"), "account.json": encoded('{"a":1,"b":"x"}') });
    });
  });

  describe("with a checksum", () => {
    it("is changed in place under a fixed name", async () => {
      const secret = new AppSecret("web", { namespace: "shop", data: { A: "b" }, rollout: "checksum", name: "web-secrets" });
      const { inputs } = await recorder.only(SECRET);
      assert.equal((inputs["metadata"] as Record<string, unknown>)["name"], "web-secrets");
      assert.ok(!("immutable" in inputs), "an immutable object is replaced by every change");
      assert.equal(await valueOf(secret.name), "web-secrets");
    });

    it("salts it with what is made up once and kept as a secret, so that a short secret cannot be guessed from it", async () => {
      const { checksum } = new AppSecret("web", { namespace: "shop", data: { PIN: "1234" }, rollout: "checksum" });
      assert.equal(await valueOf(checksum!), createHmac("sha256", "made up for web").update('{"PIN":"1234"}').digest("hex"));
      assert.equal(await pulumi.isSecret(checksum!), false);
      assert.deepEqual(await urns(), [`AppSecret$${SECRET}::web`, `AppSecret$${PASSWORD}::web`, "AppSecret::web"]);
    });

    it("has the same one at every run, and another for another content", async () => {
      const checksum = async (data: Record<string, string>): Promise<string> => {
        recorder = await Recorder.start({ outputs: { [PASSWORD]: () => ({ result: "one salt" }) } });
        return valueOf(new AppSecret("web", { namespace: "shop", data, rollout: "checksum" }).checksum!);
      };
      const first = await checksum({ A: CANARY, B: "b" });
      assert.equal(await checksum({ B: "b", A: CANARY }), first);
      for (const other of [{ A: CANARY }, { A: CANARY, B: "c" }, { A: "b", B: CANARY }]) assert.notEqual(await checksum(other), first);
    });
  });

  describe("in several namespaces", () => {
    it("is the same in each, under a name to refer to there", async () => {
      const secret = new AppSecret("web", { namespace: "shop", namespaces: [reference("jobs"), reference("search")], data: { TOKEN: CANARY } });
      const made = await recorder.ofType(SECRET);
      assert.deepEqual(made.map(({ name, inputs }) => [name, (inputs["metadata"] as Record<string, unknown>)["namespace"]]), [["web", "shop"], ["web.jobs", "jobs"], ["web.search", "search"]]);
      for (const { inputs } of made) assert.deepEqual(unwrapSecrets(inputs["data"]), { TOKEN: encoded(CANARY) });
      assert.deepEqual([...secret.names.keys()], ["jobs", "search"]);
      assert.deepEqual([await valueOf(secret.name), await valueOf(secret.names.get("jobs")!)], ["web", "web.jobs"]);
      assert.equal(secret.objects.length, 3);
    });

    it("makes up a value once for all of them", async () => {
      new AppSecret("web", { namespace: "shop", namespaces: [reference("jobs")], generated: { SESSION: {} } });
      assert.equal((await recorder.ofType(PASSWORD)).length, 1);
      for (const { inputs } of await recorder.ofType(SECRET)) assert.deepEqual(unwrapSecrets(inputs["data"]), { SESSION: encoded("made up for web/SESSION") });
    });

    it("is refused for one that is given twice", () => {
      assert.throws(() => new AppSecret("web", { namespace: "shop", namespaces: [reference("shop")], data: { A: "" } }), { message: 'AppSecret web: data.A: is empty; expected a value\nAppSecret web: namespaces: is given twice; got "shop"; expected each namespace once' });
    });
  });

  describe("with values that are made up", () => {
    it("has them beside those that are given, made by RandomPassword under the component", async () => {
      new AppSecret("web", { namespace: "shop", data: { TOKEN: CANARY }, generated: { SESSION: { length: 64, version: 3 } } });
      assert.deepEqual(unwrapSecrets((await recorder.only(SECRET)).inputs["data"]), { TOKEN: encoded(CANARY), SESSION: encoded("made up for web/SESSION") });
      assert.deepEqual((await recorder.only(PASSWORD)).inputs, { length: 64, special: false, keepers: { version: "3" } });
      assert.deepEqual(await urns(), [`AppSecret$${SECRET}::web`, `AppSecret$${PASSWORD}::web/SESSION`, "AppSecret::web"]);
    });

    it("lets a transform have the last word on each", async () => {
      new AppSecret("web", { namespace: "shop", generated: { SESSION: {} }, transformGenerated: (made, key) => ({ ...made, overrideSpecial: key }) });
      assert.equal((await recorder.only(PASSWORD)).inputs["overrideSpecial"], "SESSION");
    });
  });

  describe("asked for a value", () => {
    it("gives what was given and what was made up, always as a secret", async () => {
      const secret = new AppSecret("web", { namespace: "shop", data: { TOKEN: CANARY }, generated: { SESSION: {} } });
      assert.equal(await valueOf(secret.value("TOKEN")), CANARY);
      assert.equal(await valueOf(secret.value("SESSION")), "made up for web/SESSION");
      for (const key of ["TOKEN", "SESSION"]) assert.equal(await pulumi.isSecret(secret.value(key)), true, key);
    });

    it("refuses a key that it does not have, and names those it has", () => {
      const secret = new AppSecret("web", { namespace: "shop", data: { TOKEN: CANARY, OTHER: CANARY } });
      for (const key of ["TOKN", "constructor", "__proto__"]) assert.throws(() => secret.value(key), new InputError([{ path: `AppSecret web: ${key}`, problem: "is no value that the program knows", expected: "TOKEN, OTHER" }]));
    });

    it("refuses every key when the values are in a store", () => {
      const secret = new AppSecret("web", { namespace: "shop", backend: { kind: "external", store: { name: "vault" }, keys: { TOKEN: { key: "x" } } } });
      assert.throws(() => secret.value("TOKEN"), /none: the values are in a store/);
    });
  });

  describe("sealed", () => {
    it("is a SealedSecret for each namespace, which the controller can open there alone", async () => {
      const { certificate, privateKey } = selfSigned({ rsa: 2048 });
      const secret = new AppSecret("web", { namespace: "shop", namespaces: [reference("jobs")], data: { TOKEN: CANARY }, generated: { SESSION: {} }, backend: { kind: "sealed", certificate } });
      const made = await recorder.ofType(SEALED);
      assert.deepEqual(made.map(({ name }) => name), ["web", "web.jobs"]);
      for (const { inputs } of made) {
        const { metadata, spec } = inputs as unknown as { metadata: { name: string; namespace: string }; spec: { encryptedData: Record<string, string> } };
        const label = `${metadata.namespace}/${metadata.name}`;
        assert.equal(unsealed(spec.encryptedData["TOKEN"]!, privateKey, label), CANARY);
        assert.equal(unsealed(spec.encryptedData["SESSION"]!, privateKey, label), "made up for web/SESSION");
        for (const form of ["päss", encoded(CANARY), "made up for"]) assert.ok(!JSON.stringify(unwrapSecrets(inputs)).includes(form), form);
      }
      assert.equal(secret.secret, undefined);
      assert.match(await valueOf(secret.name), /^web-[0-9a-f]{10}$/);
      assert.deepEqual(await recorder.ofType(SECRET), []);
    });

    it("is salted once, and its salt is the checksum's", async () => {
      const { certificate } = selfSigned({ rsa: 2048 });
      const secret = new AppSecret("web", { namespace: "shop", namespaces: [reference("jobs")], data: { A: "b" }, backend: { kind: "sealed", certificate }, rollout: "checksum", transformCustom: (made) => ({ ...made, metadata: { ...(made.metadata as object), annotations: {} } }) });
      assert.equal((await recorder.ofType(PASSWORD)).length, 1);
      assert.deepEqual([await valueOf(secret.name), await valueOf(secret.checksum!)], ["web", createHmac("sha256", "made up for web").update('{"A":"b"}').digest("hex")]);
      for (const { inputs } of await recorder.ofType(SEALED)) assert.deepEqual((inputs["metadata"] as { annotations: object }).annotations, {});
    });
  });

  describe("in a store elsewhere", () => {
    it("is an ExternalSecret, and nothing secret passes through the program", async () => {
      const secret = new AppSecret("web", { namespace: "shop", backend: { kind: "external", store: { name: "vault" }, keys: { TOKEN: { key: "shop/web" } } } });
      assert.deepEqual((await recorder.resources()).map(({ type }) => type), ["moorage:secret:AppSecret", EXTERNAL]);
      const { inputs } = await recorder.only(EXTERNAL);
      assert.deepEqual(withoutSecrets(inputs), inputs);
      assert.equal(await valueOf(secret.name), "web");
    });
  });
});
