import assert from "node:assert/strict";
import { InputError } from "@moorage/core";
import { Recorder, valueOf } from "@moorage/testing";
import { AppNamespace } from "../src/index.ts";

const NAMESPACE = "kubernetes:core/v1:Namespace";

describe("AppNamespace", () => {
  let recorder: Recorder;
  beforeEach(async () => (recorder = await Recorder.start()));

  it("is one Namespace of the name it was given, known before and after it is made", async () => {
    const namespace = new AppNamespace("apps", { name: "board-dev" });
    assert.equal(namespace.plainName, "board-dev");
    assert.equal(await valueOf(namespace.name), "board-dev");
    assert.equal((await recorder.only(NAMESPACE)).name, "apps");
  });

  it("admits only pods of the level restricted, by rules of a pinned version", async () => {
    new AppNamespace("apps");
    const { labels } = (await recorder.only(NAMESPACE)).inputs["metadata"] as { labels: Record<string, string> };
    for (const mode of ["enforce", "audit", "warn"]) {
      assert.equal(labels[`pod-security.kubernetes.io/${mode}`], "restricted");
      assert.match(labels[`pod-security.kubernetes.io/${mode}-version`] ?? "", /^v1\.\d+$/);
    }
  });

  it("is never the default one", () => {
    assert.throws(() => new AppNamespace("apps", { name: "default" }), /AppNamespace apps: name: is the namespace that every stray object lands in/);
  });

  it("is refused for a name that Kubernetes would refuse", () => {
    assert.throws(() => new AppNamespace("apps", { name: "Board_Dev" }), /AppNamespace apps: name: has "B" at position 1/);
  });

  it("lets a transform have the last word", async () => {
    new AppNamespace("apps", { transform: (made) => ({ ...made, metadata: { name: "other" } }) });
    assert.deepEqual((await recorder.only(NAMESPACE)).inputs["metadata"], { name: "other" });
  });

  it("makes a Namespace under the component and nothing else", async () => {
    new AppNamespace("apps");
    await recorder.resources();
    assert.deepEqual(await recorder.urns(), ["urn:pulumi:dev::moorage::moorage:namespace:AppNamespace::apps", `urn:pulumi:dev::moorage::moorage:namespace:AppNamespace$${NAMESPACE}::apps`]);
  });

  it("carries the labels of its system, and the version of the rules it is told", async () => {
    new AppNamespace("apps", { name: "board-dev", partOf: "board", podSecurityVersion: "v1.30" });
    const { labels } = (await recorder.only(NAMESPACE)).inputs["metadata"] as { labels: Record<string, string> };
    assert.deepEqual([labels["app.kubernetes.io/name"], labels["app.kubernetes.io/part-of"], labels["app.kubernetes.io/managed-by"]], ["board-dev", "board", "pulumi"]);
    assert.equal(labels["pod-security.kubernetes.io/enforce-version"], "v1.30");
  });

  it("is refused before anything is made", async () => {
    for (const name of ["", "Board", "-a", "a".repeat(64), "default"]) assert.throws(() => new AppNamespace("apps", { name }), InputError, name);
    assert.deepEqual(await recorder.ofType(NAMESPACE), []);
  });
});
