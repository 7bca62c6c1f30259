import assert from "node:assert/strict";
import fc from "fast-check";
import { exposedPortsProblems, resolvedPorts } from "../src/service-ports.ts";
import type { ExposedPort } from "../src/index.ts";
import { lines } from "./made.ts";

const pods = [{ name: "http", port: 8000 }, { name: "metrics", port: 9100 }];

describe("The ports of a Service", () => {
  it("are the pods' own, or the first alone under another number", () => {
    assert.deepEqual(resolvedPorts({}, pods), pods);
    assert.deepEqual(resolvedPorts({ port: 80 }, pods), [{ name: "http", port: 80 }]);
    assert.deepEqual(resolvedPorts({ port: 80 }, []), []);
  });

  it("are those that are listed where some are", () => {
    const ports: readonly ExposedPort[] = [{ name: "metrics", port: 1, target: "http", nodePort: 30000 }];
    assert.deepEqual(resolvedPorts({ ports }, pods), ports);
    assert.deepEqual(resolvedPorts({ ports: [] }, pods), []);
  });

  it("are fine as whatever distinct ports pods can have", () => {
    const port = fc.record({ name: fc.stringMatching(/^[a-z]{1,8}$/), port: fc.integer({ min: 1, max: 65535 }) });
    const distinct = fc.uniqueArray(port, { minLength: 1, maxLength: 6, comparator: (a, b) => a.name === b.name || a.port === b.port });
    fc.assert(fc.property(distinct, (some) => assert.deepEqual(exposedPortsProblems("S", resolvedPorts({}, some), some, false), [])));
  });
});

describe("Ports of a Service that cannot be", () => {
  const found = (ports: readonly ExposedPort[], mayHaveNodePorts = true): readonly string[] => lines("S", exposedPortsProblems("S", ports, pods, mayHaveNodePorts));

  it("are none", () => assert.deepEqual(found([]), ["ports: is empty"]));

  it("have a bad name or a bad number", () => {
    assert.deepEqual(found([{ name: "HTTP", port: 80, target: "http" }]), ["ports.HTTP: is no port name"]);
    assert.deepEqual(found([{ name: "http", port: 0 }]), ["ports.http: is no TCP port"]);
  });

  it("lead to a port that the pods do not have: those that they have are named", () => {
    assert.deepEqual(exposedPortsProblems("S", [{ name: "web", port: 80 }], pods, true), [
      { path: "S: ports.web", problem: 'leads to the port "web", which the pods do not have', expected: "one of http, metrics" },
    ]);
    assert.deepEqual(exposedPortsProblems("S", [{ name: "web", port: 80 }], [], true).map(({ expected }) => expected), ["pods with a port"]);
  });

  const twice: Readonly<Record<string, readonly ExposedPort[]>> = {
    "name http": [{ name: "http", port: 80 }, { name: "http", port: 81 }],
    "port 80": [{ name: "http", port: 80 }, { name: "metrics", port: 80 }],
    "nodePort 30001": [{ name: "http", port: 80, nodePort: 30001 }, { name: "metrics", port: 81, nodePort: 30001 }],
  };
  for (const [what, ports] of Object.entries(twice)) {
    it(`have the ${what} twice`, () => assert.deepEqual(found(ports), [`ports.${ports[1]?.name}: has the ${what}, and so has ${ports[1]?.name === "http" ? "another of its name" : "http"}`]));
  }

  it("may lead to one port of the pods twice, and have no port of a node twice", () => {
    assert.deepEqual(found([{ name: "http", port: 80 }, { name: "also", port: 81, target: "http" }]), []);
  });

  it("have a port of a node where the Service has none", () => {
    assert.deepEqual(found([{ name: "http", port: 80, nodePort: 30000 }], false), ["ports.http.nodePort: is given for a Service that has none"]);
  });

  it("have a port of a node outside of those that nodes give", () => {
    for (const nodePort of [30_000, 32_767]) assert.deepEqual(found([{ name: "http", port: 80, nodePort }]), [], String(nodePort));
    for (const nodePort of [29_999, 32_768, 0, 30_000.5, NaN]) assert.deepEqual(found([{ name: "http", port: 80, nodePort }]), ["ports.http.nodePort: is no port of a node"], String(nodePort));
  });
});
