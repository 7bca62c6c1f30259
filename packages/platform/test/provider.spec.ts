import assert from "node:assert/strict";
import { Recorder, unwrapSecrets } from "@moorage/testing";
import { clusterProvider } from "../src/provider.ts";

const CANARY = "canary-of-a-kubeconfig";

describe("The provider of a cluster", () => {
  it("is explicit in everything: one kubeconfig, one context, one identity", async () => {
    const recorder = await Recorder.start();
    clusterProvider("cloud", { kubeconfig: CANARY, context: "production", clusterIdentifier: "production-1", deleteUnreachable: false });
    const { name, inputs } = await recorder.only("pulumi:providers:kubernetes");
    const { kubeconfig, kubeClientSettings, ...plain } = inputs;
    assert.equal(name, "cloud");
    assert.deepEqual(plain, { context: "production", clusterIdentifier: "production-1", deleteUnreachable: "false", enableServerSideApply: "true", enableConfigMapMutable: "true", enableSecretMutable: "true" });
    assert.deepEqual(JSON.parse(String(kubeClientSettings)), { qps: 200, burst: 400 });
    assert.notDeepEqual(kubeconfig, unwrapSecrets(kubeconfig), "the engine would keep it in plain in its state");
    assert.equal(unwrapSecrets(kubeconfig), CANARY);
  });
});
