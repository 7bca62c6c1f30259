import assert from "node:assert/strict";
import { failedPreview, readPreview } from "../../src/model/index.ts";
import { DEPLOYMENT, SOURCE, ends, modelOf, object, printed, says, urn } from "./streams.ts";

describe("diagnostics", () => {
  it("are errors and warnings, in the order in which they were said", () => {
    const { diagnostics } = modelOf([says("info", "a"), says("warning", "b"), says("info#err", "c"), says("error", "d"), says("debug", "e")]);
    assert.deepEqual(diagnostics, [{ severity: "warning", message: "b" }, { severity: "error", message: "d" }]);
  });

  it("are each there once", () => assert.equal(modelOf([says("error", "a"), says("error", "a"), says("warning", "a")]).diagnostics.length, 2));

  it("name the resource", () => {
    const api = ends({ op: "same", type: DEPLOYMENT, name: "api", old: object("board-api"), new: object("board-api") });
    assert.equal(modelOf([api, says("error", "a", urn(DEPLOYMENT, "api"))]).diagnostics[0]?.resource, "Deployment board/board-api");
  });

  it("do not say their severity twice", () => assert.equal(modelOf([says("warning", "warning: no digest")]).diagnostics[0]?.message, "no digest"));

  it("have no passing word, and none that is empty", () => {
    const passing = { diagnosticEvent: { severity: "warning", message: "waiting", ephemeral: true } };
    assert.deepEqual(modelOf([passing, says("warning", "\n <{%reset%}>\n")]).diagnostics, []);
  });

  it("do not say in the end that it failed where they said why", () => {
    assert.deepEqual(modelOf([says("error", "no host"), says("error", "failed to run remediation: context canceled"), says("error", "preview failed")]).diagnostics.map(({ message }) => message), ["no host"]);
    assert.deepEqual(modelOf([says("error", "preview failed")]).diagnostics.map(({ message }) => message), ["preview failed"]);
  });

  it("are masked, in text and in what they are about", () => {
    const { diagnostics } = modelOf([says("error", "login failed for hunter2", urn(DEPLOYMENT, "api-hunter2"))], { secrets: ["hunter2"] });
    assert.deepEqual(diagnostics, [{ severity: "error", message: "login failed for [secret]", resource: "Deployment api-[secret]" }]);
  });

  it("are the message of a preview that could not begin, masked", () => {
    const model = failedPreview("error: passphrase hunter2 is wrong\n", { ...SOURCE, secrets: ["hunter2"] });
    assert.ok(model.failed);
    assert.deepEqual(model.diagnostics, [{ severity: "error", message: "passphrase [secret] is wrong" }]);
  });

  it("hold what the engine itself failed of", () => {
    const model = readPreview(printed({ errorEvent: { error: "the engine broke" } }), SOURCE);
    assert.deepEqual(model.diagnostics, [{ severity: "error", message: "the engine broke" }]);
  });
});
