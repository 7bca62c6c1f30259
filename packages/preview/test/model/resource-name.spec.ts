import assert from "node:assert/strict";
import { objectName, resourceName, sameObject } from "../../src/model/resource-name.ts";
import { CONFIG_MAP, DEPLOYMENT, HIDDEN, UNKNOWN, object, urn } from "./streams.ts";

const MADE_UP = { metadata: { name: "settings-1f0c", namespace: "board", annotations: { "pulumi.com/autonamed": "true" } } };

describe("object of a cluster", () => {
  it("has a kind, a namespace and a name", () => {
    assert.deepEqual(objectName(DEPLOYMENT, object("web")), { kind: "Deployment", namespace: "board", name: "web" });
    assert.deepEqual(objectName("kubernetes:core/v1:Namespace", { metadata: { name: "board" } }), { kind: "Namespace", name: "board" });
  });

  it("is none where the name is made up, secret, unknown or missing", () => {
    for (const inputs of [MADE_UP, { metadata: { name: HIDDEN } }, { metadata: { name: UNKNOWN } }, { metadata: { name: "" } }, { metadata: {} }, {}, undefined]) assert.equal(objectName(CONFIG_MAP, inputs), undefined);
  });

  it("is none of what is not in Kubernetes", () => assert.equal(objectName("random:index/randomPassword:RandomPassword", object("web")), undefined));

  it("is the same by kind, namespace and name", () => {
    const web = objectName(DEPLOYMENT, object("web"));
    assert.ok(sameObject(web, objectName("kubernetes:apps/v1beta1:Deployment", object("web"))));
    assert.ok(!sameObject(web, objectName(CONFIG_MAP, object("web"))));
    assert.ok(!sameObject(web, objectName(DEPLOYMENT, object("api"))));
    assert.ok(!sameObject(web, objectName(DEPLOYMENT, { metadata: { name: "web" } })));
    assert.ok(!sameObject(undefined, undefined));
  });
});

describe("name for people", () => {
  it("is namespace and name", () => assert.equal(resourceName(urn(DEPLOYMENT, "api"), DEPLOYMENT, object("board-api")), "board/board-api"));
  it("is the program's where the other is made up", () => assert.equal(resourceName(urn(CONFIG_MAP, "settings"), CONFIG_MAP, MADE_UP), "board/settings"));
  it("is the program's where nothing else is known", () => assert.equal(resourceName(urn(DEPLOYMENT, "api"), DEPLOYMENT, undefined), "api"));
  it("is the program's of what is not in Kubernetes", () => assert.equal(resourceName("urn:pulumi:a::b::random:x:Y::password", "random:x:Y", object("x")), "password"));
  it("never shows a secret or unknown namespace", () => {
    for (const namespace of [HIDDEN, UNKNOWN, "[secret]"]) assert.equal(resourceName(urn(DEPLOYMENT, "api"), DEPLOYMENT, { metadata: { name: "web", namespace } }), "web");
  });
});
