import assert from "node:assert/strict";
import fc from "fast-check";
import { CONFIG_MAP, DEPLOYMENT, IMAGE, SECRET, SERVICE, STACK, begins, deployment, ends, modelOf, object, urn } from "./streams.ts";
import type { Given } from "./streams.ts";

const data = (value: string) => object("a", { data: { x: value } });
const update = (name: string, type = CONFIG_MAP): Given => ({ op: "update", type, name, old: object(name, { data: { x: "1" } }), new: object(name, { data: { x: "2" } }) });

/** What is told, as `op Kind name`. */
function told(...given: readonly Given[]): readonly string[] {
  return modelOf(given.map(begins)).changes.map(({ op, kind, name }) => `${op} ${kind} ${name}`);
}

describe("resources that change", () => {
  it("say what is to happen to which", () => {
    const [change] = modelOf([begins({ ...update("settings"), name: "in-program" })]).changes;
    assert.deepEqual({ ...change, properties: [] }, { op: "update", urn: urn(CONFIG_MAP, "in-program"), type: CONFIG_MAP, kind: "ConfigMap", name: "board/settings", destructive: false, consequences: [], replaceReasons: [], properties: [] });
  });

  it("are the destructive first, then by what happens, then by name", () => {
    const made = { metadata: { name: "m-1", annotations: { "pulumi.com/autonamed": "true" } } };
    const all: readonly Given[] = [
      { op: "create", type: CONFIG_MAP, name: "c", new: object("c", { data: { x: "1" } }) },
      update("b"),
      update("a"),
      { op: "replace", type: CONFIG_MAP, name: "m", old: made, new: made },
      { op: "delete", type: SERVICE, name: "s", old: object("s") },
      { op: "replace", type: SERVICE, name: "r", old: object("r"), new: object("r") },
      { op: "import", type: CONFIG_MAP, name: "i", new: object("i", { data: { x: "1" } }) },
      { op: "read", type: SERVICE, name: "k", new: object("k") },
    ];
    const expected = ["replace Service board/r", "delete Service board/s", "replace ConfigMap m", "update ConfigMap board/a", "update ConfigMap board/b", "create ConfigMap board/c", "import ConfigMap board/i", "read Service board/k"];
    fc.assert(fc.property(fc.shuffledSubarray([...all], { minLength: all.length }), (given) => assert.deepEqual(told(...given), expected)));
  });

  it("are no components, and not the stack", () => {
    assert.deepEqual(told({ op: "create", type: "app:Application", name: "board", custom: false, new: {} }, { op: "create", type: STACK, name: "board-prod", custom: false, new: {} }, { op: "delete", type: "app:Application", name: "old", custom: false, old: {} }), []);
  });

  it("are no providers, unless one changes, of which no login is shown", () => {
    const type = "pulumi:providers:kubernetes";
    assert.deepEqual(told({ op: "create", type, name: "k", new: {} }, { op: "delete", type, name: "l", old: {} }), []);
    const [change] = modelOf([begins({ op: "update", type, name: "k", old: { kubeconfig: "users: [a]", version: "4.27.0" }, new: { kubeconfig: "users: [b]", version: "4.28.0" } })]).changes;
    assert.deepEqual(change?.properties.map(({ path, after }) => `${path} ${after?.text ?? ""}`), ["kubeconfig [secret]", "version 4.28.0"]);
  });

  it("are none where only the provider made something", () => {
    const made = { ...data("1"), metadata: { name: "a", namespace: "board", resourceVersion: "2" } };
    assert.deepEqual(told({ op: "update", type: CONFIG_MAP, name: "a", old: data("1"), new: made, detailed: { "metadata.resourceVersion": "update" } }), []);
  });

  it("are tried again where they did not become ready, though nothing changes", () => {
    const [again, ...others] = modelOf([begins({ op: "update", type: DEPLOYMENT, name: "api", old: deployment(), new: deployment(), state: { initErrors: ["0 of 1 pods are ready"] } }), begins({ op: "update", type: DEPLOYMENT, name: "b", old: deployment(), new: deployment() })]).changes;
    assert.deepEqual([again?.effect, again?.properties, others], ["tried again", [], []]);
  });

  it("are images only where one goes", () => {
    const image = (hash: string) => ({ name: `a:${hash}`, build: {}, triggers: { hash } });
    assert.deepEqual(told({ op: "replace", type: IMAGE, name: "a", old: image("1"), new: image("2") }), []);
    const [gone] = modelOf([begins({ op: "delete", type: IMAGE, name: "a", old: image("1") })]).changes;
    assert.deepEqual([gone?.op, gone?.destructive], ["delete", false]);
  });

  it("are a pod template's by its pods", () => {
    const [change] = modelOf([begins({ op: "update", type: DEPLOYMENT, name: "api", old: deployment(), new: deployment({ image: "b" }) })]).changes;
    assert.equal(change?.effect, "pods roll");
  });

  it("are none where an image is made again of the same content", () => {
    const digest = `a@sha256:${"1".repeat(64)}`;
    const image = { name: "a:1", build: { context: "/b" }, triggers: { hash: "1" } };
    const events = [
      begins({ op: "replace", type: IMAGE, name: "a", old: { ...image, build: { context: "/a" } }, oldOutputs: { repoDigest: digest }, new: image }),
      begins({ op: "update", type: DEPLOYMENT, name: "api", old: deployment({ image: digest }), new: deployment({ image: "04da6b54-80e4-46f7-96ec-b56ff0331ba9" }) }),
    ];
    const { changes, imagesBuilt } = modelOf(events);
    assert.deepEqual([changes, imagesBuilt], [[], []]);
  });

  it("are noted where an autoscaler sets replicas", () => {
    const scaler = ends({ op: "same", type: "kubernetes:autoscaling/v2:HorizontalPodAutoscaler", name: "h", old: {}, new: object("h", { spec: { scaleTargetRef: { kind: "Deployment", name: "board-api" } } }) });
    const [change] = modelOf([begins({ op: "update", type: DEPLOYMENT, name: "api", old: deployment(), new: deployment({}, { replicas: 3 }) }), scaler]).changes;
    assert.equal(change?.properties[0]?.note, "an autoscaler sets these");
  });

  it("are replaced by deletion where the engine does not say and the name is fixed", () => {
    const [fixed] = modelOf([begins({ op: "replace", type: SERVICE, name: "s", old: object("s"), new: object("s") })]).changes;
    assert.equal(fixed?.consequences[0], "deleted, then made again.");
    const [other] = modelOf([begins({ op: "replace", type: "aws:s3:Bucket", name: "s", old: {}, new: {} })]).changes;
    assert.equal(other?.consequences[0], "made again, then the old one deleted.");
  });

  it("are called by the name that goes where it changes", () => {
    assert.deepEqual(told({ op: "replace", type: SERVICE, name: "s", old: object("old"), new: object("new") }), ["replace Service board/old"]);
  });

  it("are counted", () => {
    const { counts } = modelOf([begins(update("a")), begins({ op: "delete", type: SECRET, name: "b", old: object("b") })]);
    assert.deepEqual(counts, { replace: 0, delete: 1, update: 1, create: 0, images: 0 });
  });

  it("are none of what the engine may invent one day", () => assert.deepEqual(told({ ...update("a"), op: "teleport" }), []));
});
