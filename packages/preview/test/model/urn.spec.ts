import assert from "node:assert/strict";
import { isKubernetes, isProvider, isStack, kindOf, urnParts } from "../../src/model/urn.ts";

describe("URN", () => {
  it("has a stack, a project, a type and a name", () => {
    assert.deepEqual(urnParts("urn:pulumi:prod::board::kubernetes:apps/v1:Deployment::board-api"), { stack: "prod", project: "board", type: "kubernetes:apps/v1:Deployment", name: "board-api" });
  });

  it("leaves the types of parents out", () => {
    assert.equal(urnParts("urn:pulumi:prod::board::app:Application$workload:Workload$kubernetes:apps/v1:Deployment::a").type, "kubernetes:apps/v1:Deployment");
  });

  it("lets a name hold whatever separates parts", () => {
    assert.equal(urnParts("urn:pulumi:prod::board::t:m:T::a::b$c").name, "a::b$c");
  });

  it("makes something of what is none", () => {
    assert.deepEqual(urnParts(""), { stack: "", project: "", type: "", name: "" });
  });

  it("calls a type by its last part", () => {
    assert.equal(kindOf("kubernetes:apps/v1:Deployment"), "Deployment");
    assert.equal(kindOf("random:index/randomPassword:RandomPassword"), "RandomPassword");
    assert.equal(kindOf("pulumi:providers:kubernetes"), "kubernetes provider");
    assert.equal(kindOf("Plain"), "Plain");
  });

  it("knows Kubernetes, providers and the stack itself", () => {
    assert.deepEqual(["kubernetes:core/v1:Secret", "kubernetesx:a:B", "pulumi:providers:kubernetes"].map(isKubernetes), [true, false, false]);
    assert.deepEqual(["pulumi:providers:kubernetes", "kubernetes:core/v1:Secret"].map(isProvider), [true, false]);
    assert.deepEqual(["pulumi:pulumi:Stack", "a:b:Stack"].map(isStack), [true, false]);
  });
});
