import assert from "node:assert/strict";
import { chmodSync, closeSync, mkdirSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { ClusterError, PROVIDERS, readClusterFacts, writeClusterFacts } from "../src/index.ts";
import type { ClusterFacts } from "../src/index.ts";
import { writePrivately } from "../src/facts.ts";

const path = fc.string({ unit: "grapheme", minLength: 1 });
const facts: fc.Arbitrary<ClusterFacts> = fc
  .record({
    provider: fc.constantFrom(...PROVIDERS),
    name: path,
    context: path,
    kubeconfig: path,
    server: fc.webUrl(),
    nodes: fc.constantFrom("real" as const, "simulated" as const),
    kubernetesVersion: path,
    ingressClass: path,
    ingressAddresses: fc.boolean(),
    ingressPort: fc.integer({ min: 1, max: 65535 }),
    tools: fc.dictionary(fc.stringMatching(/^[a-z][a-z-]{0,9}$/), path, { noNullPrototype: true }),
    createdAt: fc.date({ min: new Date("2000-01-01"), max: new Date("2100-01-01"), noInvalidDate: true }).map((date) => date.toISOString()),
    dockerHost: fc.option(path, { nil: undefined }),
    home: fc.option(path, { nil: undefined }),
  })
  .map(({ dockerHost, home, ...rest }) => ({ ...rest, ...(dockerHost === undefined ? {} : { dockerHost }), ...(home === undefined ? {} : { home }) }));

const good: ClusterFacts = {
  provider: "kind",
  name: "moorage-abcdef",
  context: "moorage",
  kubeconfig: "/clone/.moorage/kubeconfig",
  server: "https://127.0.0.1:6443",
  nodes: "real",
  kubernetesVersion: "v1.36.1",
  ingressClass: "nginx",
  ingressAddresses: false,
  ingressPort: 80,
  tools: {},
  createdAt: "2026-01-01T00:00:00.000Z",
};

describe("the facts about a cluster", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "moorage-facts-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const file = (): string => join(folder, "cluster.json");

  it("are read as they were written, whatever they are", () => {
    fc.assert(
      fc.property(facts, (written) => {
        writeClusterFacts(folder, written);
        assert.deepEqual(readClusterFacts(folder), written);
      }),
    );
  });

  const bad: Readonly<Record<string, object>> = {
    "a port that is none": { ...good, ingressPort: 0 },
    "an address without a scheme": { ...good, server: "127.0.0.1:6443" },
    "a tool that is no path": { ...good, tools: { kubectl: 7 } },
    "a time that is none": { ...good, createdAt: "yesterday" },
    "nodes of another kind": { ...good, nodes: "virtual" },
    "a folder for all clones that is no path": { ...good, home: 7 },
    "a list": [good],
  };
  for (const [what, content] of Object.entries(bad)) {
    it(`are refused with ${what}, naming the file and not what stands in it`, () => {
      writeFileSync(file(), JSON.stringify(content));
      assert.throws(() => readClusterFacts(folder), (error: unknown) => {
        assert.ok(error instanceof ClusterError);
        assert.equal(error.code, "facts-unreadable");
        assert.equal(error.message, `${file()} does not describe a cluster. Fix: run \`pnpm moorage cluster up\`, which writes it anew`);
        assert.ok(error.cause instanceof Error);
        return true;
      });
    });
  }

  it("are refused without any one of those that every cluster has", () => {
    for (const left of Object.keys(good)) {
      writeFileSync(file(), JSON.stringify({ ...good, [left]: undefined }));
      assert.throws(() => readClusterFacts(folder), { code: "facts-unreadable" }, left);
    }
  });

  it("are not taken for missing when a folder is in their place", () => {
    mkdirSync(file());
    assert.throws(() => readClusterFacts(folder), { code: "facts-unreadable" });
  });

  it("of a later version are read without what this one does not know", () => {
    writeFileSync(file(), JSON.stringify({ ...good, later: true }));
    assert.deepEqual(readClusterFacts(folder), good);
  });
});

describe("a private file", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "moorage-private-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it("is its owner's alone, in folders that are made for it, with no draft left beside it", () => {
    const file = join(folder, "deep", "down", "kubeconfig");
    writePrivately(file, "text");
    assert.equal(readFileSync(file, "utf8"), "text");
    assert.equal(statSync(file).mode & 0o777, 0o600);
    assert.deepEqual(readdirSync(join(file, "..")), ["kubeconfig"]);
  });

  it("is its owner's alone even where everybody could read the one before", () => {
    const file = join(folder, "kubeconfig");
    writeFileSync(file, "old");
    chmodSync(file, 0o666);
    writePrivately(file, "new");
    assert.equal(statSync(file).mode & 0o777, 0o600);
  });

  it("is its owner's alone even where a draft was left by a killed process for everybody to read", () => {
    const file = join(folder, "kubeconfig");
    writeFileSync(`${file}.${process.pid}`, "longer than what comes");
    chmodSync(`${file}.${process.pid}`, 0o666);
    writePrivately(file, "new");
    assert.equal(readFileSync(file, "utf8"), "new");
    assert.equal(statSync(file).mode & 0o777, 0o600);
  });

  it("is replaced whole: who is reading the one before reads it to its end", () => {
    const file = join(folder, "kubeconfig");
    writePrivately(file, "the one before");
    const reader = openSync(file, "r");
    try {
      writePrivately(file, "new");
      assert.equal(readFileSync(reader, "utf8"), "the one before");
    } finally {
      closeSync(reader);
    }
  });
});
