import assert from "node:assert/strict";
import type { types } from "@pulumi/kubernetes";
import { checksumAnnotation } from "../src/index.ts";
import { podTemplate } from "../src/pod-template.ts";
import { image } from "./made.ts";

const labels = { app: "web" };
const args = { namespace: "shop", image };

function template(changes: Partial<Parameters<typeof podTemplate>[1]> = {}, own: Partial<Parameters<typeof podTemplate>[3]> = {}) {
  return podTemplate("web", { ...args, ...changes }, labels, { serviceAccountName: "web", ...own }) as { metadata: object; spec: types.input.core.v1.PodSpec };
}

describe("a pod template", () => {
  it("has the labels it is given and no annotations of its own", () => assert.deepEqual(template().metadata, { labels }));

  it("has a checksum among its annotations, which rolls the pods when it changes", () => {
    assert.equal(checksumAnnotation, "moorage.dev/config-checksum");
    assert.deepEqual(template({ checksum: "1", annotations: { a: "b" } }).metadata, { labels, annotations: { a: "b", [checksumAnnotation]: "1" } });
    assert.notDeepEqual(template({ checksum: "1" }), template({ checksum: "2" }));
  });

  it("lets its owner decide what is the owner's", () => {
    const { spec } = template({}, { serviceAccountName: "other", restartPolicy: "Never", spreadOver: labels });
    assert.deepEqual([spec.serviceAccountName, spec.restartPolicy], ["other", "Never"]);
    assert.notEqual(spec.affinity, undefined);
    assert.equal(template().spec.affinity, undefined);
  });

  it("says nothing to the API server that only this package understands", () => {
    const known = ["serviceAccountName", "automountServiceAccountToken", "enableServiceLinks", "securityContext", "terminationGracePeriodSeconds", "containers", "volumes"];
    assert.deepEqual(Object.keys(template({ partOf: "shop", checksum: "1" }).spec).sort(), known.sort());
  });
});
