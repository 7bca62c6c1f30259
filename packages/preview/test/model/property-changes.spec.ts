import assert from "node:assert/strict";
import { maskFor } from "../../src/model/masker.ts";
import type { PropertyChange, ResourceChange } from "../../src/model/index.ts";
import { replaceReasons } from "../../src/model/property-changes.ts";
import { CONFIG_MAP, DEPLOYMENT, HIDDEN, SECRET, UNKNOWN, begins, deployment, modelOf, object } from "./streams.ts";
import type { Given } from "./streams.ts";

/** The one resource that changes. */
function change(given: Omit<Given, "name" | "op"> & { readonly op?: string }, secrets: readonly string[] = []): ResourceChange | undefined {
  const [only, ...others] = modelOf([begins({ op: "update", name: "x", ...given })], { secrets }).changes;
  assert.deepEqual(others, []);
  return only;
}

/** Its properties as `path: before → after`. */
function told(...given: Parameters<typeof change>): readonly string[] {
  return (change(...given)?.properties ?? []).map(({ path, before, after }: PropertyChange) => `${path}: ${before?.text ?? "-"} → ${after?.text ?? "-"}`);
}

const CONTAINER = "spec.template.spec.containers[name=board-api]";

describe("properties that change", () => {
  it("are those of the program, in order of their paths", () => {
    const [before, after] = [deployment(), { ...deployment({ image: "registry/board-api:1.9.0" }, { replicas: 6 }) }];
    assert.deepEqual(told({ type: DEPLOYMENT, old: before, new: after, detailed: { "spec.template.spec.containers[0].image": "update", "spec.replicas": "update" } }), ["spec.replicas: 1 → 6", `${CONTAINER}.image: registry/board-api:1.8.2 → registry/board-api:1.9.0`]);
  });

  it("are those of the program where the engine says only which top-level ones", () => {
    assert.deepEqual(told({ type: "random:index/randomPassword:RandomPassword", old: { length: 12, keepers: { a: "1" } }, new: { length: 14, keepers: { a: "2" } }, diffs: ["length"] }), ["length: 12 → 14"]);
  });

  it("are those of the program where the engine says nothing", () => {
    assert.deepEqual(told({ type: CONFIG_MAP, old: object("a", { data: { x: "a" } }), new: object("a", { data: { x: "b" } }) }), ["data.x: a → b"]);
  });

  it("are none where the engine finds what the program does not say", () => {
    const given = deployment();
    const live = { ...deployment({ imagePullPolicy: "IfNotPresent", terminationMessagePath: "/dev/termination-log" }), status: { replicas: 1 } };
    assert.equal(change({ type: DEPLOYMENT, old: given, oldOutputs: live, new: given, detailed: { "spec.template.spec.containers[0].imagePullPolicy": "delete", status: "delete" } }), undefined);
  });

  it("are what somebody changed by hand, which is put back", () => {
    const live = deployment({ image: "registry/board-api:hotfix" });
    assert.deepEqual(told({ type: DEPLOYMENT, old: deployment(), oldOutputs: live, new: deployment(), detailed: { "spec.template.spec.containers[0].image": "update" } }), [`${CONTAINER}.image: registry/board-api:hotfix → registry/board-api:1.8.2`]);
  });

  it("are none where a list has another order, by whatever numbers the engine tells it", () => {
    const env = [{ name: "A", value: "1" }, { name: "B", value: "2" }];
    const detailed = { "spec.template.spec.containers[0].env[0].name": "update", "spec.template.spec.containers[0].env[0].value": "update", "spec.template.spec.containers[0].env[1].name": "update", "spec.template.spec.containers[0].env[1].value": "update" };
    assert.equal(change({ type: DEPLOYMENT, old: deployment({ env }), new: deployment({ env: [...env].reverse() }), detailed }), undefined);
  });

  it("are one variable where it is put before others", () => {
    const env = [{ name: "A", value: "1" }, { name: "B", value: "2" }];
    const detailed = Object.fromEntries([0, 1].flatMap((index) => ["name", "value"].map((key) => [`spec.template.spec.containers[0].env[${index}].${key}`, "update"])));
    assert.deepEqual(told({ type: DEPLOYMENT, old: deployment({ env }), new: deployment({ env: [{ name: "N", value: "n" }, ...env] }), detailed: { ...detailed, "spec.template.spec.containers[0].env[2]": "add" } }), [`${CONTAINER}.env[name=N].value: - → n`]);
  });

  it("are what only the update finds out", () => {
    const { properties } = change({ type: CONFIG_MAP, old: object("a", { data: { x: "a" } }), new: object("a", { data: { x: UNKNOWN } }), detailed: { "data.x": "update" } }) ?? {};
    assert.deepEqual(properties, [{ path: "data.x", kind: "changed", before: { text: "a", shown: "plain" }, after: { text: "(known after apply)", shown: "unknown" } }]);
  });

  it("are all of them of what is made, without what its name says", () => {
    assert.deepEqual(told({ op: "create", type: CONFIG_MAP, new: { apiVersion: "v1", kind: "ConfigMap", ...object("a", { data: { x: "a", y: "b" } }) } }), ["data.x: - → a", "data.y: - → b"]);
  });

  it("are none of what goes", () => assert.deepEqual(told({ op: "delete", type: CONFIG_MAP, old: object("a", { data: { x: "a" } }) }), []));

  it("are secrets that change, though nobody sees to what", () => {
    const secret = (value: unknown) => object("db", { stringData: { password: value, user: HIDDEN } });
    const { properties } = change({ type: SECRET, old: secret(HIDDEN), new: secret(HIDDEN), detailed: { "stringData.password": "update", "data.password": "update" } }) ?? {};
    assert.deepEqual(properties, [{ path: "data.password", kind: "changed", before: { text: "[secret]", shown: "secret" }, after: { text: "[secret]", shown: "secret" } }]);
  });

  it("are a secret that comes and one that goes", () => {
    const { properties } = change({ type: SECRET, old: object("db", { data: { host: "a" } }), new: object("db", { data: { port: "b" } }), detailed: { "data.host": "delete", "data.port": "add" } }) ?? {};
    assert.deepEqual(properties?.map(({ path, kind }) => [path, kind]), [["data.host", "removed"], ["data.port", "added"]]);
    assert.ok(properties.every(({ before, after }) => (before ?? after)?.shown === "secret"));
  });

  it("are secret data as a whole where the engine masks them as a whole", () => {
    assert.deepEqual(told({ type: SECRET, old: object("db", { data: HIDDEN }), new: object("db", { data: HIDDEN }), detailed: { "data.password": "update" } }), ["data.password: [secret] → [secret]"]);
    assert.deepEqual(told({ type: "random:x:Y", old: { keys: HIDDEN }, new: { keys: HIDDEN }, diffs: ["keys"] }), ["keys: [secret] → [secret]"]);
  });

  it("never show a value that was a secret, or becomes one", () => {
    const data = (value: unknown) => object("a", { data: { x: value } });
    const detailed = { "data.x": "update" };
    assert.deepEqual(told({ type: CONFIG_MAP, old: data("plain"), new: data(HIDDEN), detailed }), ["data.x: [secret] → [secret]"]);
    assert.deepEqual(told({ type: CONFIG_MAP, old: data(HIDDEN), new: data("plain"), detailed }), ["data.x: [secret] → [secret]"]);
  });

  it("are masked by what the caller knows", () => {
    assert.deepEqual(told({ type: CONFIG_MAP, old: object("a", { data: { "zq-key": "see zq-old" } }), new: object("a", { data: { "zq-key": "see zq-new" } }) }, ["zq-key", "zq-old", "zq-new"]), ["data.[secret]: see [secret] → see [secret]"]);
  });
});

describe("reasons of a replacement", () => {
  const step = { op: "replace", urn: "", type: DEPLOYMENT, keys: [], old: { inputs: deployment() } };

  it("are the engine's, items by what names them", () => {
    assert.deepEqual(replaceReasons({ ...step, keys: ["spec.template.spec.containers[0].image", "metadata.name", "metadata.name"] }), ["metadata.name", `${CONTAINER}.image`]);
  });

  it("are told by kinds of changes where the engine does not give them", () => {
    assert.deepEqual(replaceReasons({ ...step, detailed: { "spec.selector": { kind: "update-replace", inputDiff: false }, "spec.replicas": { kind: "update", inputDiff: false } } }), ["spec.selector"]);
  });

  it("are none of what is replaced with something else", () => assert.deepEqual(replaceReasons(step), []));

  it("call the data of a Secret data", () => assert.deepEqual(replaceReasons({ ...step, type: SECRET, keys: ["stringData.a"] }), ["data.a"]));

  it("are masked in the model", () => {
    const { changes } = modelOf([begins({ op: "replace", type: CONFIG_MAP, name: "x", old: object("a"), new: object("a"), keys: ['data["hunter2"]'] })], { secrets: ["hunter2"] });
    assert.deepEqual(changes[0]?.replaceReasons, [maskFor(["hunter2"])("data.hunter2")]);
  });
});
