import assert from "node:assert/strict";
import { commonLabels, labelValueProblem, selectorLabels } from "../src/index.ts";

describe("labels", () => {
  const subject = { name: "board-api", component: "api", partOf: "board" };

  it("of selectors hold the name and the instance and nothing that may change", () => {
    assert.deepEqual(selectorLabels(subject), { "app.kubernetes.io/name": "board-api", "app.kubernetes.io/instance": "board-api" });
  });

  it("of objects hold those of selectors, so that a Service finds its pods", () => {
    const labels = commonLabels(subject);
    for (const [key, value] of Object.entries(selectorLabels(subject))) assert.equal(labels[key], value);
    assert.equal(labels["app.kubernetes.io/managed-by"], "pulumi");
    assert.equal(labels["app.kubernetes.io/part-of"], "board");
  });

  it("leave out what is not known", () => {
    assert.deepEqual(Object.keys(commonLabels({ name: "a" })).sort(), ["app.kubernetes.io/instance", "app.kubernetes.io/managed-by", "app.kubernetes.io/name"]);
  });

  it("tell two installations of one application apart", () => {
    assert.deepEqual(selectorLabels({ name: "web", instance: "web-eu" }), { "app.kubernetes.io/name": "web", "app.kubernetes.io/instance": "web-eu" });
  });

  it("have values of at most 63 characters that Kubernetes takes, or none at all", () => {
    for (const good of ["", "a", "1.2.3", "My_Team-7", "a".repeat(63)]) assert.equal(labelValueProblem(good), undefined, good);
    for (const bad of ["what is this?", "-a", "a.", "a".repeat(64), "a/b", "é"]) assert.equal(labelValueProblem(bad)?.problem, "is no label value", bad);
  });
});
