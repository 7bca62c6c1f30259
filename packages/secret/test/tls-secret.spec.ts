import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { InputError } from "@moorage/core";
import { Recorder, unwrapSecrets, valueOf } from "@moorage/testing";
import { TlsSecret, tlsSecretProblems } from "../src/index.ts";
import type { TlsSecretSettings } from "../src/index.ts";
import { selfSigned } from "./self-signed.ts";
import { withoutSecrets } from "./without-secrets.ts";

const SECRET = "kubernetes:core/v1:Secret";
const { certificate, key } = selfSigned("ec");
const other = selfSigned("ec");
const encoded = (text: string): string => Buffer.from(text).toString("base64");

function found(settings: TlsSecretSettings): readonly string[] {
  return tlsSecretProblems("shop-tls", settings).map(({ path, problem }) => `${path}: ${problem}`);
}

describe("TlsSecret", () => {
  let recorder: Recorder;
  beforeEach(async () => (recorder = await Recorder.start()));

  it("is a Secret of the type that Ingresses take, under a name that stays and can be referred to", async () => {
    const tls = new TlsSecret("shop-tls", { namespace: "shop", certificate, key: pulumi.secret(key), partOf: "shop" });
    const { name, inputs } = await recorder.only(SECRET);
    assert.equal(name, "shop-tls");
    const { metadata, ...rest } = withoutSecrets(inputs) as { metadata: { name: string; namespace: string; labels: Record<string, string> } };
    assert.deepEqual(rest, { apiVersion: "v1", kind: "Secret", type: "kubernetes.io/tls", data: "[secret]" });
    assert.deepEqual([metadata.name, metadata.namespace, metadata.labels["app.kubernetes.io/part-of"]], ["shop-tls", "shop", "shop"]);
    assert.deepEqual(unwrapSecrets(inputs["data"]), { "tls.crt": encoded(certificate), "tls.key": encoded(key) });
    assert.equal(await valueOf(tls.name), "shop-tls");
  });

  it("is that Secret under the component and nothing else", async () => {
    new TlsSecret("shop-tls", { namespace: "shop", certificate, key });
    await recorder.resources();
    assert.deepEqual(await recorder.urns(), ["urn:pulumi:dev::moorage::moorage:secret:TlsSecret::shop-tls", `urn:pulumi:dev::moorage::moorage:secret:TlsSecret$${SECRET}::shop-tls`]);
  });

  it("has the name it is told, the same in every namespace", async () => {
    const tls = new TlsSecret("shop-tls", { namespace: "shop", namespaces: [{ plainName: "jobs", name: pulumi.output("jobs") }], certificate, key, secretName: "wildcard" });
    const made = await recorder.ofType(SECRET);
    assert.deepEqual(made.map(({ name, inputs }) => [name, (inputs["metadata"] as { name: string }).name]), [["shop-tls", "wildcard"], ["shop-tls.jobs", "wildcard"]]);
    assert.deepEqual([await valueOf(tls.name), await valueOf(tls.names.get("jobs")!)], ["wildcard", "wildcard"]);
    assert.deepEqual([tls.secrets.length, tls.secrets[0] === tls.secret], [2, true]);
  });

  it("lets a transform have the last word", async () => {
    new TlsSecret("shop-tls", { namespace: "shop", certificate, key, transform: (made) => ({ ...made, immutable: true }) });
    assert.equal((await recorder.only(SECRET)).inputs["immutable"], true);
  });

  it("hides the key, though it came in plain, from transforms too", async () => {
    let data: Record<string, pulumi.Input<string>> = {};
    new TlsSecret("shop-tls", { namespace: "shop", certificate, key, transform: (made) => ((data = made.data as Record<string, pulumi.Input<string>>), made) });
    for (const name of ["tls.crt", "tls.key"]) assert.equal(await pulumi.isSecret(pulumi.output(data[name])), true, name);
    for (const { inputs, type } of await recorder.resources()) {
      for (const form of [key.split("\n")[1]!, encoded(key)]) assert.ok(!JSON.stringify(withoutSecrets(inputs)).includes(form), type);
    }
  });

  it("is refused for what is known to be wrong before anything is registered, and shows nothing of it", async () => {
    assert.throws(() => new TlsSecret("Shop", { namespace: "shop", certificate: key, key: certificate }), (error: unknown) => {
      assert.ok(error instanceof InputError);
      assert.deepEqual(error.problems.map(({ path }) => path), ["secretName", "certificate", "key"].map((path) => `TlsSecret Shop: ${path}`));
      for (const line of `${key}${certificate}`.split("\n").filter((each) => each.length > 20 && !each.startsWith("---"))) assert.ok(!error.message.includes(line.slice(0, 20)));
      return true;
    });
    assert.deepEqual(await recorder.resources(), []);
  });

  it("fails inside the Output for what turns out wrong, by its path alone", async () => {
    const failing: readonly (readonly [TlsSecretSettings, string])[] = [
      [{ certificate: pulumi.output("hunter2"), key }, "TlsSecret shop-tls: certificate: is no PEM; got a value, not shown here; expected PEM that begins with -----BEGIN CERTIFICATE-----"],
      [{ certificate, key: pulumi.secret("hunter2") }, "TlsSecret shop-tls: key: is no PEM; got a value, not shown here; expected PEM that begins with -----BEGIN PRIVATE KEY-----"],
      [{ certificate, key: pulumi.secret(other.key) }, "TlsSecret shop-tls: key: is not the key of the first certificate; got a value, not shown here; expected the key that the certificate was made for"],
    ];
    for (const [settings, message] of failing) {
      let data: pulumi.Input<Record<string, pulumi.Input<string>>> = {};
      new TlsSecret("shop-tls", { ...settings, namespace: "shop", transform: (made) => ((data = made.data ?? {}), { ...made, data: {} }) });
      await assert.rejects(valueOf(data), { name: "InputError", message });
    }
  });

  it("is not looked at where secrets are placeholders", async () => {
    const tls = new TlsSecret("shop-tls", { namespace: "shop", certificate: pulumi.secret("placeholder"), key: pulumi.secret("placeholder"), checked: false });
    assert.deepEqual(unwrapSecrets((await recorder.only(SECRET)).inputs["data"]), { "tls.crt": encoded("placeholder"), "tls.key": encoded("placeholder") });
    assert.equal(await valueOf(tls.name), "shop-tls");
  });

  it("is looked at as far as it is known", () => {
    assert.deepEqual(found({ certificate, key }), []);
    assert.deepEqual(found({ certificate: pulumi.output(""), key: pulumi.secret("") }), []);
    assert.deepEqual(found({ certificate, key: other.key }), ["TlsSecret shop-tls: key: is not the key of the first certificate"]);
    assert.deepEqual(found({ certificate: "x", key: pulumi.secret(key), partOf: "?" }), ["TlsSecret shop-tls: partOf: is no label value", "TlsSecret shop-tls: certificate: is no PEM"]);
  });
});
