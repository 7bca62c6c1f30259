import assert from "node:assert/strict";
import { consequenceOf } from "../../src/model/consequences.ts";
import type { LocatedChange } from "../../src/model/property-changes.ts";
import type { PropertyPath } from "../../src/model/property-path.ts";
import type { Step } from "../../src/model/step.ts";
import { CONFIG_MAP, DEPLOYMENT, IMAGE, SECRET, SERVICE, object, urn } from "./streams.ts";

const CLAIM = "kubernetes:core/v1:PersistentVolumeClaim";
const STATEFUL_SET = "kubernetes:apps/v1:StatefulSet";
const PASSWORD = "random:index/randomPassword:RandomPassword";
const MADE_UP = { metadata: { name: "a-1f0c", annotations: { "pulumi.com/autonamed": "true" } } };

function step(op: string, type: string, before: Record<string, unknown> | undefined, after?: Record<string, unknown>): Step {
  return { op, urn: urn(type, "x"), type, keys: [], ...(before === undefined ? {} : { old: { inputs: before } }), ...(after === undefined ? {} : { new: { inputs: after } }) };
}

function changes(...path: PropertyPath): readonly LocatedChange[] {
  return [{ path, change: { path: "", kind: "changed" } }];
}

function replaced(type: string, deletesFirst: boolean, before = object("web"), after = before) {
  return consequenceOf(step("replace", type, before, after), deletesFirst, [], []);
}

describe("consequence of a deletion", () => {
  const lost: readonly (readonly [string, RegExp])[] = [
    [SERVICE, /Nothing answers/],
    [DEPLOYMENT, /pods stop/],
    [STATEFUL_SET, /volumes stay/],
    [CLAIM, /data goes/],
    ["kubernetes:core/v1:Namespace", /Everything in it/],
    [SECRET, /do not start/],
    ["kubernetes:networking.k8s.io/v1:NetworkPolicy", /governed no more/],
    ["kubernetes:apiextensions.k8s.io/v1:CustomResourceDefinition", /of its kind/],
  ];
  for (const [type, sentence] of lost) {
    it(`of ${type} is what is lost with it`, () => {
      const { destructive, sentences } = consequenceOf(step("delete", type, object("web")), false, [], []);
      assert.ok(destructive);
      assert.equal(sentences[0], "deleted.");
      assert.match(sentences[1] ?? "", sentence);
    });
  }

  it("is destructive of whatever it is", () => assert.deepEqual(consequenceOf(step("delete", "aws:rds:Cluster", {}), false, [], []), { destructive: true, sentences: ["deleted."] }));

  it("is none where the object is only forgotten", () => {
    const kept: Step = { ...step("delete", CLAIM, object("data")), old: { inputs: object("data"), retainOnDelete: true } };
    assert.deepEqual(consequenceOf(kept, false, [], []), { destructive: false, sentences: ["forgotten, not deleted."] });
  });

  it("is none of an image here", () => assert.equal(consequenceOf(step("delete", IMAGE, { build: {} }), false, [], []).destructive, false));

  it("is that the object may be gone though another resource makes it", () => {
    const { sentences } = consequenceOf(step("delete", CONFIG_MAP, object("a")), false, [], [step("create", CONFIG_MAP, undefined, object("a"))]);
    assert.match(sentences[1] ?? "", /alias/);
  });

  it("is not that where the other makes another object", () => {
    for (const other of [step("create", CONFIG_MAP, undefined, object("b")), step("create", SECRET, undefined, object("a")), step("update", CONFIG_MAP, object("a"), object("a"))]) {
      assert.doesNotMatch(consequenceOf(step("delete", CONFIG_MAP, object("a")), false, [], [other]).sentences.join(" "), /alias/);
    }
  });
});

describe("consequence of a replacement", () => {
  it("that deletes first is an outage", () => {
    assert.deepEqual(replaced(SERVICE, true), { destructive: true, sentences: ["deleted, then made again.", "Its name is fixed: expect an outage."] });
    assert.deepEqual(replaced(STATEFUL_SET, true).sentences[1], "Its name is fixed: expect an outage.");
  });

  it("that deletes data first is more than an outage", () => {
    assert.match(replaced(CLAIM, true).sentences[1] ?? "", /data of the old one goes/);
    assert.match(replaced("kubernetes:core/v1:Namespace", true).sentences[1] ?? "", /Everything/);
  });

  it("of a Job is none: it runs again", () => assert.deepEqual(replaced("kubernetes:batch/v1:Job", true), { destructive: false, sentences: ["deleted, then made again.", "It runs again."] }));

  it("of what is not in Kubernetes says no more than that", () => assert.deepEqual(replaced("aws:s3:Bucket", true, {}), { destructive: true, sentences: ["deleted, then made again."] }));

  it("that makes first is none where the name was made up", () => assert.deepEqual(replaced(CONFIG_MAP, false, MADE_UP), { destructive: false, sentences: ["made again, then the old one deleted."] }));

  it("that makes first leaves data behind", () => {
    for (const type of [CLAIM, STATEFUL_SET]) assert.ok(replaced(type, false, MADE_UP).destructive);
  });

  it("that makes first under the same name may leave nothing", () => {
    const { destructive, sentences } = replaced(DEPLOYMENT, false);
    assert.ok(destructive);
    assert.match(sentences[1] ?? "", /one name/);
  });

  it("under another name is that nobody finds what is known by name", () => {
    for (const type of [SERVICE, CONFIG_MAP, SECRET]) assert.match(replaced(type, false, object("a"), object("b")).sentences[1] ?? "", /old name finds nothing/);
    assert.equal(replaced(DEPLOYMENT, false, object("a"), object("b")).destructive, false);
  });

  it("of a random value is another value", () => {
    const { destructive, sentences } = replaced(PASSWORD, false, {});
    assert.ok(destructive);
    assert.match(sentences[1] ?? "", /another value/);
  });
});

describe("consequence of an update", () => {
  const deployment = (strategy?: string) => step("update", DEPLOYMENT, object("a"), object("a", strategy === undefined ? {} : { spec: { strategy: { type: strategy } } }));

  it("of a pod template is that pods roll", () => {
    for (const type of [DEPLOYMENT, STATEFUL_SET, "kubernetes:apps/v1:DaemonSet"]) assert.equal(consequenceOf(step("update", type, object("a"), object("a")), false, changes("spec", "template", "spec"), []).effect, "pods roll");
  });

  it("of a pod template is that pods stop where they are recreated", () => {
    assert.equal(consequenceOf(deployment("Recreate"), false, changes("spec", "template", "spec"), []).effect, "pods stop, then start");
    assert.equal(consequenceOf(deployment("RollingUpdate"), false, changes("spec", "template"), []).effect, "pods roll");
  });

  it("of anything else is none", () => {
    assert.deepEqual(consequenceOf(deployment(), false, changes("spec", "replicas"), []), { destructive: false, sentences: [] });
    assert.equal(consequenceOf(step("update", "kubernetes:batch/v1:CronJob", object("a"), object("a")), false, changes("spec", "template"), []).effect, undefined);
    assert.equal(consequenceOf(step("create", DEPLOYMENT, undefined, object("a")), false, changes("spec", "template"), []).effect, undefined);
    assert.equal(consequenceOf(step("update", "my:own:Deployment", {}, {}), false, changes("spec", "template"), []).effect, undefined);
  });
});
