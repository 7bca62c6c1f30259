import assert from "node:assert/strict";
import { nodeState } from "../src/node-state.ts";
import { ScriptFolder } from "./script-folder.ts";

const node = (ready: boolean, kubeletVersion?: string): object => ({ metadata: { name: "n", resourceVersion: "1" }, status: { conditions: [{ type: "Ready", status: ready ? "True" : "False" }], ...(kubeletVersion === undefined ? {} : { nodeInfo: { kubeletVersion } }) } });

describe("The state of a cluster's nodes", () => {
  let folder: ScriptFolder;
  beforeEach(() => {
    folder = new ScriptFolder();
  });
  afterEach(() => folder.remove());

  const state = async (body: string): ReturnType<typeof nodeState> => nodeState({ kubectl: folder.script("kubectl", body), kubeconfig: folder.at("clone/kubeconfig"), context: "moorage", env: {} }, "real");
  const of = async (...items: readonly object[]): ReturnType<typeof nodeState> => state(`echo '${JSON.stringify({ items })}'`);

  it("is that it runs when all are ready, with their kind and version", async () => {
    assert.deepEqual(await of(node(true, "v1.36.3"), node(true, "v1.36.3")), { running: true, nodes: { ready: 2, total: 2, kind: "real" }, version: "v1.36.3" });
  });

  it("is how many are ready when some are not", async () => {
    assert.deepEqual(await of(node(true), node(false)), { running: false, nodes: { ready: 1, total: 2, kind: "real" }, why: "1 of 2 nodes are ready" });
  });

  it("is not that it runs when there are none", async () => assert.deepEqual(await of(), { running: false, nodes: { ready: 0, total: 0, kind: "real" }, why: "0 of 0 nodes are ready" }));

  it("is why nobody answers", async () => {
    const { running, nodes, why } = await state("echo 'connection refused' >&2; exit 1");
    assert.deepEqual([running, nodes], [false, undefined]);
    assert.match(why ?? "", /connection refused/);
  });
});
