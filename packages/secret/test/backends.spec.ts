import assert from "node:assert/strict";
import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { Problems } from "@moorage/core";
import { Recorder, unwrapSecrets, valueOf } from "@moorage/testing";
import type { Asked, Wanted } from "../src/backend.ts";
import { backendOf, isBackend } from "../src/backends.ts";
import type { ExternalBackend, SecretBackend } from "../src/index.ts";
import { selfSigned } from "./self-signed.ts";
import type { SelfSigned } from "./self-signed.ts";
import { unsealed } from "./unsealed.ts";
import { withoutSecrets } from "./without-secrets.ts";

const SECRET = "kubernetes:core/v1:Secret";
const SEALED = "kubernetes:bitnami.com/v1alpha1:SealedSecret";
const EXTERNAL = "kubernetes:external-secrets.io/v1:ExternalSecret";
const CANARY = "canary of a value";

const wanted: Wanted = {
  logicalName: "web",
  name: "web",
  namespace: pulumi.output("shop"),
  labels: { app: "web" },
  values: new Map([["TOKEN", pulumi.secret(CANARY)], ["OTHER", pulumi.secret("another")]]),
  rollout: "replace",
  salt: () => pulumi.secret("salt"),
  opts: {},
};
const none: Asked = { keys: "environment", sources: { data: { TOKEN: "x" } }, rollout: undefined, name: undefined };

function found(backend: SecretBackend, asked: Partial<Asked> = {}): readonly string[] {
  const problems = new Problems();
  backendOf(backend).check(problems, { ...none, ...asked });
  return problems.found.map(({ path, problem }) => `${path}: ${problem}`);
}

interface SealedSecret {
  readonly metadata: { readonly name: string; readonly namespace: string; readonly labels: object; readonly annotations: object };
  readonly spec: { readonly encryptedData: Readonly<Record<string, string>>; readonly template: object };
}

describe("Backends", () => {
  let recorder: Recorder;
  beforeEach(async () => (recorder = await Recorder.start()));

  it("are those that there are, and an ordinary Secret when nothing is said", () => {
    assert.equal(backendOf(), backendOf({ kind: "kubernetes" }));
    for (const kind of ["kubernetes", "sealed", "external"]) assert.equal(isBackend({ kind }), true);
    assert.equal(isBackend({ kind: "vault" }), false);
  });

  describe("kubernetes", () => {
    it("makes an immutable Secret without a name of its own", async () => {
      const { object, name } = backendOf().keep(wanted);
      assert.ok(object instanceof k8s.core.v1.Secret);
      assert.equal(await valueOf(name), "web");
      const { inputs } = await recorder.only(SECRET);
      assert.deepEqual(withoutSecrets(inputs), { apiVersion: "v1", kind: "Secret", metadata: { namespace: "shop", labels: { app: "web" } }, type: "Opaque", immutable: true, data: "[secret]" });
    });

    it("makes one that is changed in place under a fixed name", async () => {
      backendOf().keep({ ...wanted, rollout: "checksum", name: "web-secrets" });
      const { inputs } = await recorder.only(SECRET);
      assert.deepEqual(withoutSecrets(inputs), { apiVersion: "v1", kind: "Secret", metadata: { name: "web-secrets", namespace: "shop", labels: { app: "web" } }, type: "Opaque", data: "[secret]" });
    });

    it("takes a name only for a Secret that keeps it", () => {
      assert.deepEqual(found({ kind: "kubernetes" }, { name: "web" }), ["name: is given, and each content has a name of its own"]);
      assert.deepEqual(found({ kind: "kubernetes" }, { name: "web", rollout: "checksum" }), []);
    });
  });

  describe("sealed", () => {
    let controller: SelfSigned;
    let backend: SecretBackend;
    before(() => {
      controller = selfSigned({ rsa: 2048 });
      backend = { kind: "sealed", certificate: controller.certificate };
    });
    const made = async (): Promise<SealedSecret> => (await recorder.only(SEALED)).inputs as unknown as SealedSecret;

    it("makes a SealedSecret whose values the controller can open for the name and the namespace that it has", async () => {
      const { name } = backendOf(backend).keep(wanted);
      const { metadata, spec } = await made();
      assert.equal(await valueOf(name), metadata.name);
      assert.deepEqual(Object.keys(spec.encryptedData).sort(), ["OTHER", "TOKEN"]);
      assert.equal(unsealed(spec.encryptedData["TOKEN"]!, controller.privateKey, `shop/${metadata.name}`), CANARY);
      assert.equal(unsealed(spec.encryptedData["OTHER"]!, controller.privateKey, `shop/${metadata.name}`), "another");
    });

    it("makes an immutable Secret under another name for another content, and the same for the same", async () => {
      const names: string[] = [];
      for (const value of [CANARY, "changed", CANARY]) {
        recorder = await Recorder.start();
        const { name } = backendOf(backend).keep({ ...wanted, values: new Map([["TOKEN", pulumi.secret(value)]]) });
        names.push(await valueOf(name));
        assert.deepEqual((await made()).spec.template, { metadata: { labels: { app: "web" } }, type: "Opaque", immutable: true });
      }
      for (const name of names) assert.match(name, /^web-[0-9a-f]{10}$/);
      assert.equal(names[0], names[2]);
      assert.notEqual(names[0], names[1]);
    });

    it("makes one that is changed in place under a fixed name", async () => {
      backendOf(backend).keep({ ...wanted, rollout: "checksum" });
      const { metadata, spec } = await made();
      assert.equal(metadata.name, "web");
      assert.deepEqual(spec.template, { metadata: { labels: { app: "web" } }, type: "Opaque" });
      assert.equal(unsealed(spec.encryptedData["TOKEN"]!, controller.privateKey, "shop/web"), CANARY);
    });

    it("shows a text that is no secret any more, and the value in no form", async () => {
      backendOf(backend).keep(wanted);
      const { inputs } = await recorder.only(SEALED);
      assert.deepEqual(withoutSecrets(inputs), inputs, "what is shown to all needs no mark");
      for (const form of [CANARY, Buffer.from(CANARY).toString("base64"), encodeURIComponent(CANARY)]) assert.ok(!JSON.stringify(unwrapSecrets(inputs)).includes(form), form);
    });

    it("waits for the controller, and labels both", async () => {
      backendOf(backend).keep(wanted);
      const { metadata } = await made();
      assert.deepEqual([metadata.namespace, metadata.labels, metadata.annotations], ["shop", { app: "web" }, { "pulumi.com/waitFor": "condition=Synced" }]);
    });

    it("lets a transform have the last word", async () => {
      backendOf(backend).keep({ ...wanted, transformCustom: (args) => ({ ...args, metadata: { name: "other" } }) });
      assert.deepEqual((await made()).metadata, { name: "other" });
    });

    it("is refused without a certificate, and for keys that cannot be", () => {
      assert.deepEqual(found({ kind: "sealed", certificate: "hunter2" }, { sources: { data: { "a-b": "x" } } }), ["data.a-b: is no environment variable name", "backend.certificate: is no certificate"]);
      assert.deepEqual(found(backend, { name: "web", rollout: "replace" }), []);
    });
  });

  describe("external", () => {
    const backend: ExternalBackend = { kind: "external", store: { name: "vault" }, keys: { TOKEN: { key: "shop/web", property: "token" }, WHOLE: { key: "shop/whole" } } };
    const keep = async (settings: ExternalBackend): Promise<Readonly<Record<string, unknown>>> => {
      backendOf(settings).keep({ ...wanted, values: new Map() });
      return (await recorder.only(EXTERNAL)).inputs;
    };

    it("makes an ExternalSecret that says where each value is", async () => {
      assert.deepEqual(await keep(backend), {
        apiVersion: "external-secrets.io/v1",
        kind: "ExternalSecret",
        metadata: { name: "web", namespace: "shop", labels: { app: "web" }, annotations: { "pulumi.com/waitFor": "condition=Ready" } },
        spec: {
          refreshInterval: "1h",
          secretStoreRef: { name: "vault", kind: "SecretStore" },
          target: { name: "web", creationPolicy: "Owner", template: { type: "Opaque", metadata: { labels: { app: "web" } } } },
          data: [{ secretKey: "TOKEN", remoteRef: { key: "shop/web", property: "token" } }, { secretKey: "WHOLE", remoteRef: { key: "shop/whole" } }],
        },
      });
    });

    it("takes every property of the entry of its name when no keys are given", async () => {
      const { keys: _keys, ...all } = backend;
      const { spec } = (await keep({ ...all, store: { name: "vault", kind: "ClusterSecretStore" }, refreshInterval: "0" })) as { spec: Record<string, unknown> };
      assert.deepEqual([spec["dataFrom"], spec["data"], spec["refreshInterval"], spec["secretStoreRef"]], [[{ extract: { key: "web" } }], undefined, "0", { name: "vault", kind: "ClusterSecretStore" }]);
    });

    it("has a name to refer to", async () => {
      assert.equal(await valueOf(backendOf(backend).keep({ ...wanted, values: new Map(), name: "web-secrets" }).name), "web-secrets");
    });

    it("lets a transform have the last word", async () => {
      backendOf(backend).keep({ ...wanted, transformCustom: (args) => ({ ...args, metadata: { name: "other" } }) });
      assert.deepEqual((await recorder.only(EXTERNAL)).inputs["metadata"], { name: "other" });
    });

    const empty = { sources: { data: {}, json: {}, generated: {} } };

    it("takes no values from the program, and names their keys alone", () => {
      assert.deepEqual(found(backend, { sources: { data: { TOKEN: CANARY }, json: {}, generated: { SESSION: {} } } }), ["data: has TOKEN, and the values are in a store", "generated: has SESSION, and the values are in a store"]);
      assert.deepEqual(found(backend, empty), []);
    });

    it("takes no rollout, since it hears nothing of a change", () => {
      for (const rollout of ["replace", "checksum"] as const) assert.deepEqual(found(backend, { ...empty, rollout }), ["rollout: is given, and values in a store change without the program"]);
    });

    it("is refused for keys, entries, stores and times that cannot be", () => {
      const wrong = { kind: "external", store: { name: "My Store", kind: "Vault" as "SecretStore" }, refreshInterval: "hourly", keys: { "a-b": { key: "" } } } as const;
      assert.deepEqual(found(wrong, empty).map((line) => line.split(":")[0]), ["backend.keys.a-b", "backend.keys.a-b.key", "backend.store.name", "backend.store.kind", "backend.refreshInterval"]);
      assert.deepEqual(found({ ...backend, keys: {} }, empty), ["backend.keys: is empty"]);
      assert.deepEqual(found({ ...backend, keys: { "ca.crt": { key: "x" } } }, { ...empty, keys: "files" }), []);
    });

    for (const refreshInterval of ["0", "30m", "1h30m", "1.5h", "500ms"]) it(`may ask the store every ${refreshInterval}`, () => assert.deepEqual(found({ ...backend, refreshInterval }, empty), []));
    for (const refreshInterval of ["", "1", "1 h", "1d", "h"]) it(`may not ask it every ${JSON.stringify(refreshInterval)}`, () => assert.deepEqual(found({ ...backend, refreshInterval }, empty), ["backend.refreshInterval: is no time"]));
  });
});
