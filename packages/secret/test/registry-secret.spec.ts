import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import type { ImageRegistry } from "@moorage/core";
import { Recorder, unwrapSecrets, valueOf } from "@moorage/testing";
import { RegistrySecret, registrySecretProblems } from "../src/index.ts";
import { withoutSecrets } from "./without-secrets.ts";

const SECRET = "kubernetes:core/v1:Secret";
const CANARY = "canary:of/a token";
const registry: ImageRegistry = { address: "registry.example.com:5000/team", username: "robot", password: pulumi.secret(CANARY) };

interface Logins {
  readonly auths: Readonly<Record<string, { readonly username: string; readonly password: string; readonly auth: string }>>;
}

function found(settings: Partial<Record<keyof ImageRegistry, unknown>>, partOf?: string): readonly string[] {
  return registrySecretProblems("shop", { registry: { ...registry, ...settings } as ImageRegistry, ...(partOf === undefined ? {} : { partOf }) }).map(({ path, problem }) => `${path.replace("RegistrySecret shop: ", "")}: ${problem}`);
}

describe("RegistrySecret", () => {
  let recorder: Recorder;
  beforeEach(async () => (recorder = await Recorder.start()));

  const logins = async (): Promise<Logins> => {
    const [made] = await recorder.ofType(SECRET);
    const data = unwrapSecrets(made?.inputs["data"]) as Record<string, string>;
    return JSON.parse(Buffer.from(data[".dockerconfigjson"] ?? "", "base64").toString()) as Logins;
  };

  it("is an immutable Secret of the type that kubelets take, without a fixed name", async () => {
    const login = new RegistrySecret("pulls", { namespace: "shop", registry, partOf: "shop" });
    const { name, inputs } = await recorder.only(SECRET);
    const { metadata, ...rest } = withoutSecrets(inputs) as { metadata: { namespace: string; labels: Record<string, string> } };
    assert.equal(name, "pulls-registry");
    assert.deepEqual(rest, { apiVersion: "v1", kind: "Secret", type: "kubernetes.io/dockerconfigjson", immutable: true, data: "[secret]" });
    assert.deepEqual([Object.keys(metadata), metadata.namespace, metadata.labels["app.kubernetes.io/name"], metadata.labels["app.kubernetes.io/part-of"]], [["labels", "namespace"], "shop", "pulls", "shop"]);
    assert.equal(await valueOf(login.name), "pulls-registry");
    assert.deepEqual([login.secrets, login.names.size], [[login.secret], 0]);
  });

  it("is that Secret under the component and nothing else", async () => {
    new RegistrySecret("shop", { namespace: "shop", registry });
    await recorder.resources();
    assert.deepEqual(await recorder.urns(), ["urn:pulumi:dev::moorage::moorage:secret:RegistrySecret::shop", `urn:pulumi:dev::moorage::moorage:secret:RegistrySecret$${SECRET}::shop-registry`]);
  });

  it("holds the login for the registry's host, in both forms that programs read", async () => {
    new RegistrySecret("shop", { namespace: "shop", registry });
    assert.deepEqual(await logins(), { auths: { "registry.example.com:5000": { username: "robot", password: CANARY, auth: Buffer.from(`robot:${CANARY}`).toString("base64") } } });
  });

  for (const address of ["docker.io/team", "index.docker.io", "registry-1.docker.io/team"]) {
    it(`holds the login for Docker Hub where it is looked for when the registry is ${address}`, async () => {
      new RegistrySecret("shop", { namespace: "shop", registry: { ...registry, address } });
      assert.deepEqual(Object.keys((await logins()).auths), ["https://index.docker.io/v1/"]);
    });
  }

  it("hides the password, though it came in plain", async () => {
    new RegistrySecret("shop", { namespace: "shop", registry: { ...registry, password: pulumi.output(CANARY) } });
    for (const { inputs, type } of await recorder.resources()) {
      for (const form of [CANARY, Buffer.from(`robot:${CANARY}`).toString("base64")]) assert.ok(!JSON.stringify(withoutSecrets(inputs)).includes(form), type);
    }
  });

  it("hands transforms a login that is marked already", async () => {
    let data: pulumi.Input<Record<string, pulumi.Input<string>>> = {};
    new RegistrySecret("shop", { namespace: "shop", registry: { ...registry, password: pulumi.output(CANARY) }, transform: (made) => ((data = made.data ?? {}), made) });
    assert.equal(await pulumi.isSecret(pulumi.output(data)), true);
  });

  it("is in every namespace that pulls", async () => {
    const login = new RegistrySecret("shop", { namespace: "shop", namespaces: [{ plainName: "jobs", name: pulumi.output("jobs") }], registry });
    const made = await recorder.ofType(SECRET);
    assert.deepEqual(made.map(({ name, inputs }) => [name, (inputs["metadata"] as { namespace: string }).namespace]), [["shop-registry", "shop"], ["shop-registry.jobs", "jobs"]]);
    assert.equal(await valueOf(login.names.get("jobs")!), "shop-registry.jobs");
    assert.equal(login.secrets.length, 2);
  });

  it("lets a transform have the last word", async () => {
    new RegistrySecret("shop", { namespace: "shop", registry, transform: (made) => ({ ...made, immutable: false }) });
    assert.equal((await recorder.only(SECRET)).inputs["immutable"], false);
  });

  it("is refused for a registry without a login before anything is registered", async () => {
    assert.throws(() => new RegistrySecret("shop", { namespace: "shop", registry: { address: "registry.example.com" } }), (error: Error) => {
      assert.deepEqual(error.message.split("\n").map((line) => line.split(": ")[1]), ["registry.username", "registry.password"]);
      return true;
    });
    assert.deepEqual(await recorder.resources(), []);
  });

  it("is refused for what no login can be", () => {
    assert.deepEqual(found({}), []);
    assert.deepEqual(found({ username: "" }), ["registry.username: is not given, and nothing is pulled with a login that is none"]);
    assert.deepEqual(found({ username: "a:b" }), ["registry.username: has a colon in it, which ends the name in a login"]);
    assert.deepEqual(found({}, "my shop"), ["partOf: is no label value"]);
    for (const address of ["https://registry.example.com", "", "/team", "user@registry"]) assert.deepEqual(found({ address }), ["registry.address: does not begin with a host"], address);
    for (const address of ["localhost:5000", "ghcr.io", "10.0.0.1:5000/team"]) assert.deepEqual(found({ address }), [], address);
  });

  it("fails inside the Output for a password that turns out empty", async () => {
    let data: pulumi.Input<Record<string, pulumi.Input<string>>> = {};
    new RegistrySecret("shop", { namespace: "shop", registry: { ...registry, password: pulumi.secret("") }, transform: (made) => ((data = made.data ?? {}), { ...made, data: {} }) });
    await assert.rejects(valueOf(data), { name: "InputError", message: "RegistrySecret shop: registry.password: is empty; expected a value" });
  });
});
