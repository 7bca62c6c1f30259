import assert from "node:assert/strict";
import fc from "fast-check";
import { Problems, portNameProblem, portProblem, portsProblems } from "../src/index.ts";
import type { ServicePort } from "../src/index.ts";

const KUBERNETES_NAME = /^(?=.{1,15}$)(?=.*[a-z])(?!.*--)[a-z0-9]([a-z0-9-]*[a-z0-9])?$/;

describe("ports", () => {
  const found = (ports: readonly ServicePort[]): readonly string[] => {
    const problems = new Problems();
    portsProblems(problems, ports);
    return problems.found.map(({ path, problem }) => `${path} ${problem}`);
  };

  it("have numbers from 1 to 65535", () => {
    assert.deepEqual([1, 65535, 0, 65536, 70000, -1, 1.5, NaN].map((port) => portProblem(port) === undefined), [true, true, false, false, false, false, false, false]);
    assert.deepEqual(portProblem(70000), { problem: "is no TCP port", got: "70000", expected: "1 to 65535" });
  });

  it("have exactly the names that Kubernetes takes", () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[a-z0-9-]{1,17}$/)), (name) => {
      assert.equal(portNameProblem(name) === undefined, KUBERNETES_NAME.test(name), name);
    }), { numRuns: 500 });
    assert.equal(portNameProblem("a".repeat(16))?.problem, "is no port name");
  });

  it("are each declared once, by name and by number", () => {
    assert.deepEqual(found([{ name: "http", port: 80 }, { name: "metrics", port: 9100 }]), []);
    assert.deepEqual(found([{ name: "http", port: 80 }, { name: "http", port: 81 }]), ["ports.http is declared twice"]);
    assert.deepEqual(found([{ name: "http", port: 80 }, { name: "web", port: 80 }]), ["ports.web is declared twice"]);
  });

  it("have all that is wrong with them noted, each at its own name", () => {
    assert.deepEqual(found([{ name: "80", port: 0 }, { name: "http", port: 99999 }]), ["ports.80 is no TCP port", "ports.80 is no port name", "ports.http is no TCP port"]);
  });
});
