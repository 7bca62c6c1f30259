import assert from "node:assert/strict";
import { builtImages, collapsedDigests, isBuilder, isImageStep, isPusher, rebuiltDigests, withoutRebuilt } from "../../src/model/images.ts";
import type { PropertyChange } from "../../src/model/index.ts";
import { maskFor } from "../../src/model/masker.ts";
import type { Step } from "../../src/model/step.ts";
import { DEPLOYMENT, IMAGE, urn } from "./streams.ts";

const PUSH = "docker:index/registryImage:RegistryImage";
const digest = (digit: string): string => `sha256:${digit.repeat(64)}`;
const content = (hash: string, context = "/a"): Record<string, unknown> => ({ name: `board-api:${hash}`, build: { context }, triggers: { content: hash } });
const mask = maskFor(["hunter2"]);

function build(op: string, before: string | undefined, after: string | undefined, name = "board-api", type = IMAGE): Step {
  return { op, urn: urn(type, name), type, keys: [], ...(before === undefined ? {} : { old: { inputs: content(before), outputs: { repoDigest: `board-api@${digest(before)}` } } }), ...(after === undefined ? {} : { new: { inputs: content(after, "/b") } }) };
}

function waits(path: string, before = "1"): PropertyChange {
  return { path, kind: "changed", before: { text: `board-api@${digest(before)}`, shown: "plain" }, after: { text: "(known after apply)", shown: "unknown" } };
}

describe("image", () => {
  it("is built by a resource that has something to build from", () => {
    assert.ok(isBuilder(build("create", undefined, "1")));
    assert.ok(isBuilder({ op: "create", urn: "", type: "docker-build:index:Image", keys: [], new: { inputs: { context: { location: "." } } } }));
    assert.ok(!isBuilder({ op: "create", urn: "", type: IMAGE, keys: [], new: { inputs: { name: "postgres:17" } } }));
    assert.ok(!isBuilder({ op: "create", urn: "", type: DEPLOYMENT, keys: [], new: { inputs: { context: "x" } } }));
  });

  it("is built where it is made, made again or changed", () => {
    const steps = [build("replace", "1", "2", "b"), build("create", undefined, "1", "a"), build("delete", "3", undefined, "c")];
    assert.deepEqual(builtImages(steps, mask).map(({ name }) => name), ["board-api:1", "board-api:2"]);
  });

  it("is not built where its content stays, wherever that lies", () => assert.deepEqual(builtImages([build("replace", "1", "1")], mask), []));

  it("is called by its resource where its name is not known, and is masked", () => {
    const step: Step = { op: "create", urn: urn(IMAGE, "api-hunter2"), type: IMAGE, keys: [], new: { inputs: { build: {}, name: "04da6b54-80e4-46f7-96ec-b56ff0331ba9" } } };
    assert.deepEqual(builtImages([step], mask), [{ name: "api-[secret]", urn: urn(IMAGE, "api-[secret]") }]);
  });

  it("is pushed as a part of its build, and by itself otherwise", () => {
    const push: Step = { op: "replace", urn: urn(PUSH, "p"), type: PUSH, keys: [] };
    assert.ok(isPusher(push));
    assert.ok(isImageStep(push, [push, build("replace", "1", "2")]));
    assert.ok(!isImageStep(push, [push, build("delete", "1", undefined)]));
    assert.ok(isImageStep(build("replace", "1", "2"), []));
  });
});

describe("digest that only the build finds out", () => {
  it("is told once, at the image", () => {
    const image = waits("spec.template.spec.containers[name=web].image");
    assert.deepEqual(collapsedDigests([waits("metadata.annotations.digest"), image, waits("spec.template.spec.containers[name=web].env[name=D].value")]), [image]);
  });

  it("is told once where there is no image", () => assert.deepEqual(collapsedDigests([waits("a"), waits("b")]), [waits("a")]));

  it("is told of each image", () => {
    const [one, other] = [waits("containers[name=a].image"), waits("containers[name=b].image")];
    assert.deepEqual(collapsedDigests([one, other]), [one, other]);
    assert.deepEqual(collapsedDigests([waits("a", "1"), waits("b", "2")]), [waits("a", "1"), waits("b", "2")]);
  });

  it("takes nothing else away", () => {
    const unknown: PropertyChange = { path: "a", kind: "changed", before: { text: "x", shown: "plain" }, after: { text: "(known after apply)", shown: "unknown" } };
    const known: PropertyChange = { path: "b", kind: "changed", before: { text: digest("1"), shown: "plain" }, after: { text: digest("2"), shown: "plain" } };
    assert.deepEqual(collapsedDigests([unknown, known, waits("c.image")]), [unknown, known, waits("c.image")]);
  });

  it("is no change where the image is made again of the same content", () => {
    const rebuilt = rebuiltDigests([build("replace", "1", "1"), build("replace", "2", "3", "other")]);
    assert.deepEqual([...rebuilt], [digest("1")]);
    const changes = [{ change: waits("a.image", "1") }, { change: waits("b.image", "2") }];
    assert.deepEqual(withoutRebuilt(changes, rebuilt), [changes[1]]);
  });
});
