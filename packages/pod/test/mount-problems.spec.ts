import assert from "node:assert/strict";
import fc from "fast-check";
import { Problems } from "@moorage/core";
import type { CheckedContainer } from "../src/index.ts";
import { mountPathProblem } from "../src/index.ts";
import { mountProblems } from "../src/mount-problems.ts";

function found(settings: CheckedContainer) {
  const problems = new Problems();
  mountProblems(problems, settings);
  return problems.found;
}
const paths = (settings: CheckedContainer): readonly string[] => found(settings).map(({ path }) => path);

describe("a path to mount at", () => {
  for (const path of ["/data", "/var/lib/postgresql/data", "/a.b", "/..a"]) it(`may be ${path}`, () => assert.equal(mountPathProblem(path), undefined));
  for (const path of ["", "/", "data", "./data", "/data/", "/a/../b", "/a/./b", "/a//b", "/..", "/a:b"]) {
    it(`may not be ${JSON.stringify(path)}`, () => assert.equal(mountPathProblem(path)?.got, JSON.stringify(path)));
  }

  it("is any folders one after the other, and not the same with a slash at its end", () => {
    const folder = fc.stringMatching(/^[a-zA-Z0-9_-][a-zA-Z0-9._-]{0,10}$/);
    fc.assert(fc.property(fc.array(folder, { minLength: 1, maxLength: 5 }), (folders) => {
      const path = `/${folders.join("/")}`;
      assert.equal(mountPathProblem(path), undefined);
      for (const wrong of [`${path}/`, `/${path}`, path.slice(1), `${path}/..`]) assert.notEqual(mountPathProblem(wrong), undefined, wrong);
    }));
  });
});

describe("the folders of a container", () => {
  it("are good where each has a path and a size of its own", () => {
    assert.deepEqual(found({}), []);
    assert.deepEqual(found({ scratch: "128Mi", writable: { "/cache": "128Mi" }, mounts: { "/data": { claim: "data" } } }), []);
    assert.deepEqual(found({ writable: { "/tmp": "128Mi" } }), []);
  });

  it("have sizes in bytes", () => {
    assert.deepEqual(found({ scratch: "64MB" as "64Mi", writable: { "/cache": "0Mi" } }).map(({ path, fix }) => [path, fix]), [["scratch", 'did you mean "64Mi"?'], ["writable./cache", undefined]]);
  });

  it("have absolute paths, mounted or empty", () => {
    assert.deepEqual(paths({ writable: { cache: "1Mi" }, mounts: { data: { claim: "data" } } }), ["writable.cache", "mounts.data"]);
  });

  it("are not where another is: the API server would refuse the pod", () => {
    assert.deepEqual(found({ writable: { "/cache": "1Mi" }, mounts: { "/tmp": { volume: "a" }, "/cache": { volume: "b" } } }).map(({ path, problem }) => `${path} ${problem}`), [
      "mounts./tmp is where every container has its empty folder",
      "mounts./cache is also in writable",
    ]);
  });

  it("have one size of /tmp", () => {
    assert.deepEqual(paths({ scratch: "1Mi", writable: { "/tmp": "2Mi" } }), ["writable./tmp"]);
  });

  it("hold no more than the pod may store, or it is evicted before they are full", () => {
    const [problem, ...rest] = found({ writable: { "/cache": "2Gi" } });
    assert.deepEqual(problem, {
      path: "writable",
      problem: "64Mi /tmp + 2Gi /cache is more than the pod may store",
      got: "2112Mi",
      expected: "at most 512Mi",
      fix: 'set resources.limits.ephemeral-storage to "2112Mi" or more',
    });
    assert.deepEqual(rest, []);
    assert.deepEqual(found({ writable: { "/cache": "2Gi" }, resources: { limits: { "ephemeral-storage": "2112Mi" } } }), []);
    const [partly] = found({ writable: { "/cache": "2Gi", "/run": "1Ki" } });
    assert.deepEqual([partly?.got, partly?.fix], ["2113Mi", 'set resources.limits.ephemeral-storage to "2113Mi" or more']);
    assert.deepEqual(paths({ scratch: "513Mi" }), ["scratch"]);
    assert.deepEqual(found({ scratch: "512Mi" }), []);
  });

  it("are not added up where a size is none, or the runtime is not known", () => {
    assert.deepEqual(paths({ scratch: "9Gi", writable: { "/cache": "big" as "1Mi" } }), ["writable./cache"]);
    assert.deepEqual(paths({ scratch: "9Gi", resources: { limits: { "ephemeral-storage": "1" as "1Mi" } } }), []);
    assert.deepEqual(paths({ scratch: "9Gi", runtime: "cobol" as "java" }), []);
  });
});
