import assert from "node:assert/strict";
import { SECRET_MARK, UNKNOWN_MARK, cleaned, isAutonamed } from "../../src/model/clean.ts";
import { CONFIG_MAP, HIDDEN, SECRET, STACK, UNKNOWN } from "./streams.ts";

describe("cleaned properties", () => {
  it("have marks for secrets and for what is not known yet", () => {
    assert.deepEqual(cleaned({ a: HIDDEN, b: ["[secret]", UNKNOWN], c: `https://${UNKNOWN}/` }, STACK), { a: SECRET_MARK, b: [SECRET_MARK, UNKNOWN_MARK], c: UNKNOWN_MARK });
  });

  it("are nothing of nothing", () => {
    assert.deepEqual(cleaned(undefined, CONFIG_MAP), {});
    assert.deepEqual(cleaned(null, CONFIG_MAP), {});
  });

  it("have no nulls", () => assert.deepEqual(cleaned({ a: null, b: { c: null, d: 1 } }, STACK), { b: { d: 1 } }));

  it("have nothing that the bridge or the provider made", () => {
    const made = { __defaults: ["a"], __meta: "{}", __internal: {}, __fieldManager: "x", __initialApiVersion: "v1", __inputs: {}, __pulumi_raw_state_delta: {} };
    assert.deepEqual(cleaned({ ...made, spec: { __defaults: [], a: 1 } }, CONFIG_MAP), { spec: { a: 1 } });
  });

  it("have nothing that the API server made", () => {
    const metadata = { name: "a", creationTimestamp: "t", generation: 3, managedFields: [{}], resourceVersion: "9", selfLink: "/", uid: "u", deletionTimestamp: "t", deletionGracePeriodSeconds: 30 };
    assert.deepEqual(cleaned({ metadata, status: { replicas: 1 } }, CONFIG_MAP), { metadata: { name: "a" } });
  });

  it("keep a status that is no Kubernetes object's", () => assert.deepEqual(cleaned({ status: "on" }, "a:b:C"), { status: "on" }));

  it("have annotations of people only", () => {
    const annotations = { "deployment.kubernetes.io/revision": "4", "kubectl.kubernetes.io/last-applied-configuration": "{}", owner: "me" };
    assert.deepEqual(cleaned({ metadata: { name: "a", annotations } }, CONFIG_MAP), { metadata: { name: "a", annotations: { owner: "me" } } });
    assert.deepEqual(cleaned({ metadata: { name: "a", annotations: { "deployment.kubernetes.io/revision": "4" } } }, CONFIG_MAP), { metadata: { name: "a" } });
  });

  it("have no name that was made up", () => {
    const made = { metadata: { name: "settings-1f0c", annotations: { "pulumi.com/autonamed": "true" } } };
    assert.ok(isAutonamed(made));
    assert.ok(!isAutonamed({ metadata: { name: "a" } }));
    assert.ok(!isAutonamed(undefined));
    assert.deepEqual(cleaned(made, CONFIG_MAP), { metadata: {} });
  });

  it("have metadata that are secret or unknown as a whole as such", () => {
    assert.deepEqual(cleaned({ metadata: HIDDEN }, CONFIG_MAP), { metadata: SECRET_MARK });
    assert.deepEqual(cleaned({ metadata: { name: "a", annotations: UNKNOWN } }, CONFIG_MAP), { metadata: { name: "a", annotations: UNKNOWN_MARK } });
  });

  it("have the data of a Secret in one place", () => {
    assert.deepEqual(cleaned({ stringData: { a: HIDDEN }, data: { b: HIDDEN } }, SECRET), { data: { a: SECRET_MARK, b: SECRET_MARK } });
    assert.deepEqual(cleaned({ stringData: HIDDEN }, SECRET), { data: SECRET_MARK });
    assert.deepEqual(cleaned({ stringData: { a: HIDDEN }, data: HIDDEN }, SECRET), { data: SECRET_MARK });
    assert.deepEqual(cleaned({ stringData: { a: "1" } }, CONFIG_MAP), { stringData: { a: "1" } });
  });

  it("leave what they were given as it was", () => {
    const given = Object.freeze({ metadata: Object.freeze({ name: "a", uid: "u" }), data: Object.freeze({ a: null }) });
    cleaned(given, CONFIG_MAP);
    assert.deepEqual(given, { metadata: { name: "a", uid: "u" }, data: { a: null } });
  });
});
