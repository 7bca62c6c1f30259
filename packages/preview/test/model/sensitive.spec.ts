import assert from "node:assert/strict";
import { holdsSensitive, isSensitive } from "../../src/model/sensitive.ts";
import type { PropertyPath } from "../../src/model/property-path.ts";
import { CONFIG_MAP, DEPLOYMENT, SECRET, STACK } from "./streams.ts";

const container: PropertyPath = ["spec", "template", "spec", "containers", { item: "name=web" }];

describe("what is secret by its place", () => {
  const secret: readonly (readonly [string, string, PropertyPath])[] = [
    ["data of a Secret", SECRET, ["data", "a"]],
    ["data of a Secret as a whole", SECRET, ["data"]],
    ["stringData of a Secret", SECRET, ["stringData", "a"]],
    ["data of a Secret in a list", "kubernetes:core/v1:SecretList", ["items", 0, "data", "a"]],
    ["data of a patch of a Secret", "kubernetes:core/v1:SecretPatch", ["data", "a"]],
    ["a setting named like a secret", CONFIG_MAP, ["data", "DB_PASSWORD"]],
    ["what is in something named like a secret", "random:index/x:X", ["password", "value"]],
    ["the value of a variable named like a secret", DEPLOYMENT, [...container, "env", { item: "name=DB_PASSWORD" }, "value"]],
    ["the value of the second variable of that name", DEPLOYMENT, [...container, "env", { item: "name=API_TOKEN#2" }, "value"]],
    ["how a provider logs in", "pulumi:providers:kubernetes", ["kubeconfig"]],
    ["a registry's login of a provider, which is JSON in a text", "pulumi:providers:docker", ["registryAuth"]],
    ["an output named like a secret", STACK, ["adminPassword"]],
  ];
  for (const [what, type, path] of secret) it(`is ${what}`, () => assert.ok(isSensitive(type, path)));

  const open: readonly (readonly [string, string, PropertyPath])[] = [
    ["labels of a Secret", SECRET, ["metadata", "labels", "app"]],
    ["the type of a Secret", SECRET, ["type"]],
    ["data of a ConfigMap", CONFIG_MAP, ["data", "LOG_LEVEL"]],
    ["the name of a Secret in a volume", DEPLOYMENT, ["spec", "volumes", { item: "name=tls" }, "secret", "secretName"]],
    ["where a variable's secret is", DEPLOYMENT, [...container, "env", { item: "name=DB_PASSWORD" }, "valueFrom", "secretKeyRef", "name"]],
    ["the value of another variable", DEPLOYMENT, [...container, "env", { item: "name=LOG_LEVEL" }, "value"]],
    ["names of pull secrets", DEPLOYMENT, ["spec", "imagePullSecrets", { item: "name=a" }, "name"]],
    ["the version of a provider", "pulumi:providers:kubernetes", ["version"]],
    ["where a password lies", CONFIG_MAP, ["data", "PASSWORD_FILE"]],
  ];
  for (const [what, type, path] of open) it(`is not ${what}`, () => assert.ok(!isSensitive(type, path)));

  it("is found within a tree", () => {
    assert.ok(holdsSensitive(CONFIG_MAP, ["data"], { a: "1", nested: [{ PASSWORD: "x" }] }));
    assert.ok(holdsSensitive(SECRET, ["data"], "x"));
    assert.ok(!holdsSensitive(CONFIG_MAP, ["data"], { a: "1", nested: [{ b: "x" }] }));
  });
});
