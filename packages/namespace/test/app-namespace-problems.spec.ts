import assert from "node:assert/strict";
import { appNamespaceProblems } from "../src/index.ts";
import type { AppNamespaceSettings } from "../src/index.ts";

/** Path without the component, and what is said of it. */
function found(settings: AppNamespaceSettings, component = "apps"): readonly string[] {
  return appNamespaceProblems(component, settings).map(({ path, problem }) => `${path.replace(`AppNamespace ${component}: `, "")}: ${problem}`);
}

describe("Settings of a namespace", () => {
  it("may be left out altogether", () => assert.deepEqual(found({}), []));

  it("may be as plain data has them", () => {
    assert.deepEqual(found({ name: "shop-dev", partOf: "shop", podSecurityVersion: "v1.30", quota: false, limits: false, networkPolicy: false }), []);
  });

  it("name their component, and how to do better", () => {
    assert.deepEqual(appNamespaceProblems("apps", { name: "default" }), [
      { path: "AppNamespace apps: name", problem: "is the namespace that every stray object lands in", got: '"default"', expected: "a name of its own" },
    ]);
    assert.deepEqual(appNamespaceProblems("apps", { quota: { memory: "10GB" as "10Gi" } }).map(({ fix }) => fix), ['did you mean "10Gi"?']);
  });

  for (const name of ["kube-system", "kube-public", "kube-node-lease", "kube-mine"]) {
    it(`may not have the name ${name}, which is the cluster's`, () => assert.deepEqual(found({ name }), ["name: is kept for the cluster itself"]));
  }

  for (const name of ["kubernetes", "kube", "my-kube-system", "defaults"]) it(`may have the name ${name}`, () => assert.deepEqual(found({ name }), []));

  it("may not have a name that Kubernetes would refuse, be it only the component's", () => {
    assert.deepEqual(found({ name: "Board_Dev" }), ['name: has "B" at position 1']);
    assert.deepEqual(found({}, "Board"), ['name: has "B" at position 1']);
    for (const name of ["", "-a", "a-", "a".repeat(64)]) assert.equal(found({ name }).length, 1, name);
  });

  it("may not belong to a system whose name is no label", () => assert.deepEqual(found({ partOf: "my shop" }), ["partOf: is no label value"]));

  for (const version of ["1.34", "v1", "v1.x", "latest"]) {
    it(`may not be judged by rules of ${version}`, () => assert.deepEqual(found({ podSecurityVersion: version as "v1.34" }), ["podSecurityVersion: is no version of Kubernetes"]));
  }

  it("are all looked at: each mistake is found at its own path", () => {
    const settings = { name: "kube-x", podSecurityVersion: "next" as "v1.1", quota: { cpu: "4 cores" as "4", pods: 1.5 }, limits: { max: { memory: "1G" as "1Gi" } } };
    assert.deepEqual(found(settings).map((line) => line.split(":")[0]), ["name", "podSecurityVersion", "quota.cpu", "quota.pods", "limits.max.memory"]);
  });

  it("are said where the namespace is made: what only refers to one says nothing of them", () => {
    assert.deepEqual(found({ shared: true, name: "other", partOf: "shop" }), []);
    const said = { podSecurityVersion: "v1.30", quota: false, limits: {}, networkPolicy: true } as const;
    assert.deepEqual(found({ shared: true, ...said }), Object.keys(said).map((setting) => `${setting}: is given for a namespace that another stack makes`));
    assert.deepEqual(found({ shared: false, ...said }), []);
    assert.deepEqual(found({ shared: true, name: "kube-system" }), ["name: is kept for the cluster itself"]);
  });
});
