import assert from "node:assert/strict";
import { readPreview } from "../../src/model/index.ts";
import { DEPLOYMENT, SOURCE, STACK, ends, modelOf, object, printed, urn } from "./streams.ts";

function finds(policyName: string, enforcementLevel = "advisory", about?: string, message = "An image is named by its digest.") {
  return { policyEvent: { policyName, policyPackName: "house-rules", policyPackVersion: "1", enforcementLevel, message, color: "never", ...(about === undefined ? {} : { resourceUrn: about }) } };
}

const api = ends({ op: "same", type: DEPLOYMENT, name: "api", old: object("board-api"), new: object("board-api") });

describe("policies", () => {
  it("are none where no pack ran", () => assert.deepEqual(modelOf([]).policies, { packs: [], violations: [] }));

  it("name the packs that ran, without where they lie", () => {
    const summary = { summaryEvent: { result: "succeeded", PolicyPacks: { "house-rules|local|/home/user/policy": "v1", audit: "v2" } } };
    assert.deepEqual(readPreview(printed(summary), SOURCE).policies, { packs: ["audit", "house-rules"], violations: [] });
  });

  it("name a pack that found something before it all failed", () => assert.deepEqual(readPreview(printed(finds("a")), SOURCE).policies.packs, ["house-rules"]));

  it("say rule, resource and message, without colours", () => {
    const { violations } = modelOf([api, finds("image-has-digest", "advisory", urn(DEPLOYMENT, "api"), "<{%fg 1%}>No digest.<{%reset%}>\n")]).policies;
    assert.deepEqual(violations, [{ policy: "house-rules/image-has-digest", mandatory: false, resource: "Deployment board/board-api", message: "No digest." }]);
  });

  it("are about no resource where they are about the stack", () => {
    const { violations } = modelOf([finds("a", "advisory", urn(STACK, "board-prod"))]).policies;
    assert.equal(violations[0]?.resource, undefined);
  });

  it("stop an update where they are mandatory: the preview failed", () => {
    assert.ok(modelOf([finds("a", "mandatory")]).failed);
    assert.ok(!modelOf([finds("a", "advisory"), finds("b", "remediate")]).failed);
  });

  it("are the mandatory first, each once, in one order", () => {
    const events = [finds("b"), finds("c", "mandatory"), finds("a"), finds("b")];
    const order = (some: readonly object[]) => modelOf(some).policies.violations.map(({ policy }) => policy);
    assert.deepEqual(order(events), ["house-rules/c", "house-rules/a", "house-rules/b"]);
    assert.deepEqual(order([...events].reverse()), order(events));
  });

  it("are left out where they are switched off", () => assert.deepEqual(modelOf([finds("a", "disabled"), finds("b", "none")]).policies.violations, []));

  it("are masked", () => {
    const { violations } = modelOf([finds("a", "advisory", undefined, "password hunter2 is weak")], { secrets: ["hunter2"] }).policies;
    assert.equal(violations[0]?.message, "password [secret] is weak");
  });
});
