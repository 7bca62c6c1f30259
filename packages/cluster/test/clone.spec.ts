import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { ClusterError, clusterName, readClusterFacts, removeClusterFacts, writeClusterFacts } from "../src/index.ts";
import type { ClusterFacts } from "../src/index.ts";
import { understood } from "../src/cluster-error.ts";
import { canonicalReference } from "../src/image-reference.ts";
import { adoptKubeconfig } from "../src/kubeconfig.ts";
import { freePorts, isPortFree } from "../src/ports.ts";

const facts: ClusterFacts = {
  provider: "embedded",
  name: "moorage-abcdef",
  context: "moorage",
  kubeconfig: "/clone/.moorage/kubeconfig",
  server: "https://127.0.0.1:20001",
  nodes: "simulated",
  kubernetesVersion: "v1.36.3",
  ingressClass: "simulated",
  ingressAddresses: true,
  ingressPort: 80,
  tools: { kubectl: "/bin/kubectl" },
  createdAt: "2026-01-01T00:00:00.000Z",
};

describe("what a clone knows of its cluster", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "moorage-clone-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it("is read as it was written, by its owner only", () => {
    writeClusterFacts(folder, facts);
    assert.deepEqual(readClusterFacts(folder), facts);
    assert.equal(statSync(join(folder, "cluster.json")).mode & 0o777, 0o600);
  });

  it("is nothing before it is written and after it is removed", () => {
    assert.equal(readClusterFacts(folder), undefined);
    writeClusterFacts(folder, facts);
    removeClusterFacts(folder);
    removeClusterFacts(folder);
    assert.equal(readClusterFacts(folder), undefined);
  });

  for (const [what, text] of [["half a file", '{"provider":'], ["another shape", '{"provider":"minikube"}']] as const) {
    it(`is an error with a remedy when there is ${what}`, () => {
      writeFileSync(join(folder, "cluster.json"), text);
      assert.throws(() => readClusterFacts(folder), { code: "facts-unreadable", message: /cluster\.json does not describe a cluster\. Fix: / });
    });
  }

  it("has the same name by every path to it, and another one for another clone", () => {
    for (const clone of ["one", "two"]) mkdirSync(join(folder, clone));
    symlinkSync(join(folder, "one"), join(folder, "link"));
    assert.match(clusterName(join(folder, "one")), /^moorage-[0-9a-f]{6}$/);
    assert.equal(clusterName(join(folder, "link")), clusterName(join(folder, "one")));
    assert.notEqual(clusterName(join(folder, "two")), clusterName(join(folder, "one")));
  });

  it("is told when a tool prints something that is no kubeconfig", () => {
    assert.throws(() => adoptKubeconfig(join(folder, "kubeconfig"), "oops: 1", "k3d"), { code: "command-failed", message: /k3d printed no kubeconfig/ });
  });
});

describe("an image reference in full", () => {
  for (const [short, full] of [
    ["board:1", "docker.io/library/board:1"],
    ["team/board:1", "docker.io/team/board:1"],
    ["localhost:5000/board", "localhost:5000/board:latest"],
    ["registry.example/board:1", "registry.example/board:1"],
    ["board@sha256:ab", "docker.io/library/board@sha256:ab"],
  ] as const) {
    it(`of ${short} is ${full}`, () => assert.equal(canonicalReference(short), full));
  }

  it("stays as it is when it is in full", () => {
    const part = fc.stringMatching(/^[a-z][a-z0-9]{0,8}$/);
    fc.assert(fc.property(fc.array(part, { minLength: 1, maxLength: 3 }), part, (path, tag) => {
      const full = canonicalReference(`${path.join("/")}:${tag}`);
      assert.equal(canonicalReference(full), full);
    }));
  });
});

describe("a failure of the file system", () => {
  for (const [code, wanted] of [["ENOSPC", "disk-full"], ["EROFS", "not-writable"], ["EACCES", "not-writable"]] as const) {
    it(`is ${wanted} with a remedy for ${code}`, () => {
      const error = understood(Object.assign(new Error(`${code}: went wrong, open '/x'`), { code }));
      assert.ok(error instanceof ClusterError);
      assert.equal(error.code, wanted);
      assert.match(error.message, /went wrong, open '\/x'\. Fix: /);
    });
  }

  it("stays as it is when it is none of these", () => {
    const error = new Error("a mistake of ours");
    assert.equal(understood(error), error);
  });
});

describe("free ports", () => {
  it("are free, different, and apart for clusters of different names", async () => {
    const [one, two] = await Promise.all([freePorts(6, "moorage-aaaaaa"), freePorts(6, "moorage-bbbbbb")]);
    assert.equal(new Set([...one, ...two]).size, 12);
    for (const port of one) assert.equal(await isPortFree(port), true);
  });

  it("leave out those that something listens on", async () => {
    const [port = 0] = await freePorts(1, "moorage-cccccc");
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
    assert.equal(await isPortFree(port), false);
    assert.equal((await freePorts(3, "moorage-cccccc")).includes(port), false);
    server.close();
  });
});
