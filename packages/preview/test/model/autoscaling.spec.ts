import assert from "node:assert/strict";
import { isScaled, scaledObjects, withAutoscalerNote, withoutAutoscaled } from "../../src/model/autoscaling.ts";
import type { PropertyChange } from "../../src/model/index.ts";
import { DEPLOYMENT, UNKNOWN, object } from "./streams.ts";

const SCALER = "kubernetes:autoscaling/v2:HorizontalPodAutoscaler";
const scaler = (kind: unknown, name: unknown) => ({ type: SCALER, inputs: object("scaler", { spec: { scaleTargetRef: { kind, name } } }) });
const replicas: PropertyChange = { path: "spec.replicas", kind: "changed", before: { text: "3", shown: "plain" }, after: { text: "7", shown: "plain" } };
const image: PropertyChange = { ...replicas, path: "spec.template.spec.containers[name=web].image" };

describe("autoscaler", () => {
  it("scales what it names, in its own namespace", () => {
    assert.deepEqual(scaledObjects([scaler("Deployment", "web")]), [{ kind: "Deployment", name: "web", namespace: "board" }]);
  });

  it("is known in every version of its interface", () => {
    assert.equal(scaledObjects([{ ...scaler("Deployment", "web"), type: "kubernetes:autoscaling/v1:HorizontalPodAutoscaler" }]).length, 1);
  });

  it("scales nothing that is not known yet, and no other resource scales", () => {
    assert.deepEqual(scaledObjects([scaler(undefined, "web"), scaler("Deployment", 3), { type: DEPLOYMENT, inputs: object("web") }, { type: SCALER, inputs: {} }]), []);
    assert.ok(!isScaled({ kind: "Deployment", name: "web", namespace: "board" }, scaledObjects([scaler("Deployment", UNKNOWN)])));
  });

  it("is of one object alone", () => {
    const scaled = scaledObjects([scaler("Deployment", "web")]);
    assert.ok(isScaled({ kind: "Deployment", name: "web", namespace: "board" }, scaled));
    assert.ok(!isScaled({ kind: "StatefulSet", name: "web", namespace: "board" }, scaled));
    assert.ok(!isScaled({ kind: "Deployment", name: "web", namespace: "other" }, scaled));
    assert.ok(!isScaled(undefined, scaled));
  });

  it("is noted at replicas, and nowhere else", () => {
    assert.deepEqual(withAutoscalerNote([image, replicas]), [image, { ...replicas, note: "an autoscaler sets these" }]);
  });

  it("takes replicas away where they are its work", () => {
    assert.deepEqual(withoutAutoscaled([image, replicas]), [image]);
    assert.deepEqual(withoutAutoscaled([replicas]), []);
  });
});
