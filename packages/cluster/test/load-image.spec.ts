import assert from "node:assert/strict";
import { ClusterError, hasImage, loadImage } from "../src/index.ts";
import type { ClusterFacts } from "../src/index.ts";
import { loadImageBy } from "../src/load-image.ts";
import { ScriptFolder } from "./script-folder.ts";
import { StandInAdapter } from "./stand-in-adapter.ts";

describe("loading an image", () => {
  let adapter: StandInAdapter;
  let said: string[];
  beforeEach(() => {
    adapter = new StandInAdapter("k3d");
    said = [];
  });

  const load = (): Promise<void> => loadImageBy(adapter, "moorage-abcdef", "board:1", (line) => said.push(line));

  it("costs a look where every node has it", async () => {
    await load();
    assert.deepEqual([adapter.asked, said], [[], []]);
  });

  it("is done once where a node lacks it, and proven afterwards", async () => {
    adapter.lacking = { before: ["agent"], after: [] };
    await load();
    assert.deepEqual([adapter.asked, said], [["load board:1"], ["loading board:1"]]);
  });

  it("needs nobody to listen", async () => {
    adapter.lacking = { before: ["agent"], after: [] };
    await loadImageBy(adapter, "moorage-abcdef", "board:1");
    assert.deepEqual(adapter.asked, ["load board:1"]);
  });

  it("as another looks for that other one before and afterwards, and brings the one that was built", async () => {
    adapter.lacking = { before: ["agent"], after: [] };
    await loadImageBy(adapter, "moorage-abcdef", "stand-in:1", (line) => said.push(line), "postgres:17");
    assert.deepEqual([adapter.asked, adapter.lookedFor], [["load stand-in:1 as postgres:17"], ["postgres:17", "postgres:17"]]);
  });

  it("as another that is there already costs a look", async () => {
    await loadImageBy(adapter, "moorage-abcdef", "stand-in:1", undefined, "postgres:17");
    assert.deepEqual([adapter.asked, adapter.lookedFor], [[], ["postgres:17"]]);
  });

  it("as another is no success while that other one cannot be seen, and the error names it", async () => {
    adapter.lacking = { before: ["agent"], after: ["agent"] };
    await assert.rejects(loadImageBy(adapter, "moorage-abcdef", "stand-in:1", undefined, "postgres:17"), { code: "image-not-loaded", message: /^image postgres:17 was loaded into k3d cluster moorage-abcdef, but agent still does not have it\. / });
  });

  for (const [lacking, words] of [[["agent"], "agent still does not have it"], [["server", "agent"], "server, agent still do not have it"]] as const) {
    it(`is no success while ${lacking.join(" and ")} cannot see it`, async () => {
      adapter.lacking = { before: lacking, after: lacking };
      await assert.rejects(load(), (error: unknown) => {
        assert.ok(error instanceof ClusterError);
        assert.equal(error.code, "image-not-loaded");
        assert.ok(error.message.startsWith(`image board:1 was loaded into k3d cluster moorage-abcdef, but ${words}. Fix: `), error.message);
        return true;
      });
    });
  }
});

describe("the engine that an image is looked for in", () => {
  let folder: ScriptFolder;
  let facts: ClusterFacts;
  beforeEach(() => {
    folder = new ScriptFolder();
    // No container, so the look ends with the first question.
    const docker = folder.script("docker", 'echo "$DOCKER_HOST|$KUBECONFIG|$GIVEN" >> "$W/engines"');
    facts = {
      provider: "k3d",
      name: "moorage-abcdef",
      context: "moorage",
      kubeconfig: folder.at("clone/kubeconfig"),
      server: "https://127.0.0.1:6443",
      nodes: "real",
      kubernetesVersion: "v1.36.1",
      ingressClass: "traefik",
      ingressAddresses: true,
      ingressPort: 8080,
      tools: { docker },
      dockerHost: "unix:///run/elsewhere.sock",
      createdAt: "2026-01-01T00:00:00.000Z",
    };
  });
  afterEach(() => folder.remove());

  it("is the one that the cluster was made by, whatever this process would take", async () => {
    await assert.rejects(hasImage(facts, "board:1"), { code: "no-cluster" });
    assert.deepEqual(folder.lines("engines"), [`unix:///run/elsewhere.sock|${facts.kubeconfig}|`]);
  });

  it("is the caller's where the caller brings an environment", async () => {
    await assert.rejects(loadImage(facts, "board:1", { env: { GIVEN: "yes" } }), { code: "no-cluster" });
    assert.deepEqual(folder.lines("engines"), [`|${facts.kubeconfig}|yes`]);
  });

  it("tags what stands in for another image before it brings it, so that it arrives under that name", async () => {
    const docker = folder.script("docker", 'echo "$*" >> "$W/calls"; case "$1" in ps) printf \'server\\trunning\\tserver\\n\' ;; exec) [ -f "$W/there" ] && echo \'{"images":[{"repoTags":["docker.io/library/postgres:17"]}]}\' || echo \'{"images":[]}\' ;; esac');
    const k3d = folder.script("k3d", 'echo "k3d $*" >> "$W/calls"; : > "$W/there"');
    await loadImage({ ...facts, tools: { docker, k3d } }, "stand-in:1", { as: "postgres:17" });
    const calls = folder.lines("calls").filter((line) => /^(tag|k3d)/.test(line));
    assert.equal(calls[0], "tag stand-in:1 postgres:17");
    assert.match(calls[1] ?? "", /^k3d image import postgres:17 /);
    assert.equal(calls.length, 2);
  });

  it("is not blamed when the one who asked has stopped listening", async () => {
    await assert.rejects(loadImage(facts, "board:1", { signal: AbortSignal.abort() }), { code: "aborted" });
  });
});
