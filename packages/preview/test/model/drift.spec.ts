import assert from "node:assert/strict";
import { driftOf, exitCode, failedPreview, readPreview } from "../../src/model/index.ts";
import { CONFIG_MAP, DEPLOYMENT, SECRET, HIDDEN, SOURCE, SUCCEEDED, begins, deployment, ends, modelOf, object, outputs, printed, says } from "./streams.ts";
import type { Given } from "./streams.ts";

/** What a refresh finds of a resource. */
function finds(given: Omit<Given, "op">) {
  return [begins({ ...given, op: "refresh" }), ends({ ...given, op: "refresh" })];
}

const scaler = finds({ type: "kubernetes:autoscaling/v2:HorizontalPodAutoscaler", name: "h", old: object("h"), new: object("h", { spec: { scaleTargetRef: { kind: "Deployment", name: "board-api" } } }) });
const edited = (live: object, detailed: Record<string, string>) => finds({ type: DEPLOYMENT, name: "api", old: deployment(), new: { ...deployment(), ...live }, detailed });
const image = edited(deployment({ image: "registry/board-api:hotfix" }), { "spec.template.spec.containers[0].image": "update" });
const scaled = edited(deployment({}, { replicas: 7 }), { "spec.replicas": "update" });
const gone = finds({ type: CONFIG_MAP, name: "c", old: object("settings") });

describe("drift", () => {
  it("is none where live objects are as they were left", () => {
    const drift = driftOf(modelOf(scaler));
    assert.deepEqual([drift.about, drift.changes, exitCode([drift])], ["drift", [], 0]);
  });

  it("is an image that was edited by hand, from what it was to what it is", () => {
    const drift = driftOf(modelOf([...scaler, ...image]));
    assert.deepEqual(drift.changes.map(({ op, kind, name, destructive, effect, properties }) => [op, kind, name, destructive, effect, properties.map(({ path, before, after }) => [path, before?.text, after?.text])]), [
      ["update", "Deployment", "board/board-api", false, undefined, [["spec.template.spec.containers[name=board-api].image", "registry/board-api:1.8.2", "registry/board-api:hotfix"]]],
    ]);
    assert.equal(exitCode([drift]), 2);
  });

  it("is not what an autoscaler does", () => {
    const drift = driftOf(modelOf([...scaler, ...scaled]));
    assert.deepEqual([drift.changes, exitCode([drift])], [[], 0]);
  });

  it("is what somebody does who is no autoscaler", () => assert.equal(driftOf(modelOf(scaled)).changes[0]?.properties[0]?.path, "spec.replicas"));

  it("is an object that is gone, which is destructive", () => {
    const drift = driftOf(modelOf(gone));
    assert.deepEqual(drift.changes.map(({ op, name, destructive, properties }) => [op, name, destructive, properties]), [["delete", "board/settings", true, []]]);
    assert.equal(exitCode([drift]), 3);
    assert.deepEqual(drift.counts, { replace: 0, delete: 1, update: 0, create: 0, images: 0 });
  });

  it("shows no secret that somebody changed", () => {
    const data = { data: { password: HIDDEN } };
    const [change] = driftOf(modelOf(finds({ type: SECRET, name: "s", old: object("db", data), new: object("db", data), detailed: { "data.password": "update" } }))).changes;
    assert.deepEqual(change?.properties, [{ path: "data.password", kind: "changed", before: { text: "[secret]", shown: "secret" }, after: { text: "[secret]", shown: "secret" } }]);
  });

  it("is none where only what the API server makes differs", () => {
    const live = { metadata: { name: "board-api", namespace: "board", resourceVersion: "9", annotations: { "deployment.kubernetes.io/revision": "4" } } };
    assert.deepEqual(driftOf(modelOf(edited(live, { "metadata.annotations": "add" }))).changes, []);
  });

  it("leaves out what is planned", () => {
    const plan = begins({ op: "delete", type: CONFIG_MAP, name: "p", old: object("p") });
    const model = modelOf([...image, plan, outputs({ a: 1 }, {}), { policyEvent: { policyName: "p", policyPackName: "k", enforcementLevel: "advisory", message: "m" } }]);
    assert.equal(model.changes.length, 1);
    const { changes, outputs: given, policies, imagesBuilt, counts } = driftOf(model);
    assert.deepEqual([changes.map(({ kind }) => kind), given, policies, imagesBuilt, counts.delete], [["Deployment"], [], { packs: [], violations: [] }, [], 0]);
  });

  it("is whole though the plan fails over it", () => {
    const text = printed(...image, begins({ op: "update", type: DEPLOYMENT, name: "api", old: deployment(), new: deployment() }), says("error", "conflict"), { summaryEvent: { result: "failed" } });
    const model = readPreview(text, SOURCE);
    assert.ok(model.failed);
    const drift = driftOf(model);
    assert.deepEqual([drift.failed, drift.diagnostics, exitCode([drift])], [false, [], 2]);
  });

  it("is not known where nothing was refreshed: that is no `none`", () => {
    const drift = driftOf(modelOf([]));
    assert.ok(drift.failed);
    assert.deepEqual(drift.diagnostics, [{ severity: "error", message: "live objects were not looked at: the preview did not refresh" }]);
  });

  it("is not known where the refresh failed, and why is said", () => {
    const text = printed(begins({ op: "refresh", type: CONFIG_MAP, name: "a", old: object("a"), new: object("a") }), says("error", "no cluster"), { summaryEvent: { result: "failed" } });
    const drift = driftOf(readPreview(text, SOURCE));
    assert.deepEqual([drift.failed, drift.diagnostics.map(({ message }) => message)], [true, ["no cluster"]]);
    assert.deepEqual(driftOf(failedPreview("no stack", SOURCE)).diagnostics.map(({ message }) => message), ["no stack"]);
  });

  it("of drift is that drift", () => {
    const drift = driftOf(readPreview(printed(...gone, SUCCEEDED), SOURCE));
    assert.equal(driftOf(drift), drift);
  });

  it("is the same in a refresh by itself", () => {
    const given: Omit<Given, "op"> = { type: DEPLOYMENT, name: "api", old: deployment(), new: deployment({ image: "registry/board-api:hotfix" }), detailed: { "spec.template.spec.containers[0].image": "update" } };
    const alone = driftOf(modelOf([begins({ ...given, op: "refresh" }), ends({ ...given, op: "update" })]));
    assert.deepEqual(alone.changes, driftOf(modelOf(image)).changes);
  });
});
