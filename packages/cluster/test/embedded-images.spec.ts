import assert from "node:assert/strict";
import { nodesWithoutImage, recordImage } from "../src/embedded/images.ts";
import type { Reach } from "../src/kubectl.ts";
import { ScriptFolder } from "./script-folder.ts";

interface NodeImage {
  readonly names?: readonly string[];
  readonly sizeBytes?: number;
}

const node = (name: string, version: number, ...images: readonly NodeImage[]): object => ({
  metadata: { name, resourceVersion: String(version) },
  spec: {},
  status: { images, nodeInfo: { kubeletVersion: "v1.36.3" } },
});
const board: NodeImage = { names: ["docker.io/library/board:1"], sizeBytes: 7 };
const other: NodeImage = { names: ["docker.io/library/other:1", "docker.io/library/other@sha256:ab"] };

/** Lists the nodes of a file; a change is written down, and is refused as often as another file has lines. */
const KUBECTL = `
shift 4
case "$1" in
  get) /bin/cat "$W/nodes" ;;
  patch)
    if [ -s "$W/refusals" ]; then /bin/sed -n 1p "$W/refusals" >&2; /bin/sed -i 1d "$W/refusals"; echo "$3" >> "$W/refused"; [ -f "$W/later" ] && /bin/cp "$W/later" "$W/nodes"; exit 1; fi
    echo "$*" >> "$W/patches"; [ -f "$W/after-$3" ] && /bin/cp "$W/after-$3" "$W/nodes"; exit 0 ;;
esac`;
const CONFLICT = "Error from server (Conflict): the object has been modified; please apply your changes to the latest version";

describe("images of simulated nodes", () => {
  let folder: ScriptFolder;
  let reach: Reach;
  beforeEach(() => {
    folder = new ScriptFolder();
    reach = { kubectl: folder.script("kubectl", KUBECTL), kubeconfig: folder.at("kubeconfig"), context: "moorage", env: {} };
  });
  afterEach(() => folder.remove());

  const nodes = (file: string, ...items: readonly object[]): void => void folder.write(file, JSON.stringify({ items }));
  const patches = (): readonly { readonly name: string; readonly patch: unknown }[] =>
    folder.lines("patches").map((line) => {
      const [, name = "", text = ""] = /^patch node (\S+) --subresource status --type merge --patch (.*)$/.exec(line) ?? [];
      return { name, patch: JSON.parse(text) as unknown };
    });

  it("are known by their name in full, however they are asked for", async () => {
    nodes("nodes", node("a", 1, board), node("b", 1, other), node("c", 1));
    for (const reference of ["board:1", "library/board:1", "docker.io/library/board:1"]) assert.deepEqual(await nodesWithoutImage(reach, reference), ["b", "c"], reference);
    assert.deepEqual(await nodesWithoutImage(reach, "other@sha256:ab"), ["a", "c"]);
    assert.deepEqual(await nodesWithoutImage(reach, "board:2"), ["a", "b", "c"]);
  });

  it("that a runtime lists without a name are nobody's", async () => {
    nodes("nodes", node("a", 1, {}, { sizeBytes: 3 }));
    assert.deepEqual(await nodesWithoutImage(reach, "board:1"), ["a"]);
  });

  it("cannot be looked for where there are no nodes", async () => {
    nodes("nodes");
    await assert.rejects(nodesWithoutImage(reach, "board:1"), { code: "not-ready", message: /the cluster has no nodes\. Fix: / });
    await assert.rejects(recordImage(reach, "board:1"), { code: "not-ready" });
  });

  it("are recorded beside those that are there, on the version of the node that was read, where they are not yet", async () => {
    nodes("nodes", node("a", 3, board), node("b", 5, other));
    nodes("after-b", node("a", 3, board), node("b", 6, other, board));
    await recordImage(reach, "board:1", 7);
    assert.deepEqual(patches(), [{ name: "b", patch: { metadata: { resourceVersion: "5" }, status: { images: [other, board] } } }]);
  });

  it("are recorded without a size where nobody knows it", async () => {
    nodes("nodes", node("a", 1));
    nodes("after-a", node("a", 2, board));
    await recordImage(reach, "board:1");
    assert.deepEqual(patches(), [{ name: "a", patch: { metadata: { resourceVersion: "1" }, status: { images: [{ names: ["docker.io/library/board:1"] }] } } }]);
  });

  it("that every node has cost a look", async () => {
    nodes("nodes", node("a", 1, board), node("b", 1, board));
    await recordImage(reach, "board:1", 7);
    assert.deepEqual(patches(), []);
  });

  it("are recorded over what another wrote in between, and that stays", async () => {
    nodes("nodes", node("a", 1));
    nodes("later", node("a", 2, other));
    nodes("after-a", node("a", 3, other, board));
    folder.write("refusals", `${CONFLICT}\n`);
    await recordImage(reach, "board:1", 7);
    assert.deepEqual(folder.lines("refused"), ["a"]);
    assert.deepEqual(patches(), [{ name: "a", patch: { metadata: { resourceVersion: "2" }, status: { images: [other, board] } } }]);
  });

  it("are given up after ten nodes that were written by others", async () => {
    nodes("nodes", node("a", 1));
    folder.write("refusals", `${CONFLICT}\n`.repeat(20));
    await assert.rejects(recordImage(reach, "board:1", 7), { code: "command-failed", message: /^kubectl patch node failed: .*has been modified/ });
    assert.equal(folder.lines("refused").length, 10);
  });

  it("are given up at once for any other reason", async () => {
    nodes("nodes", node("a", 1));
    folder.write("refusals", "Error from server (Forbidden): no\n".repeat(3));
    await assert.rejects(recordImage(reach, "board:1", 7), { code: "command-failed", message: /Forbidden/ });
    assert.deepEqual(folder.lines("refused"), ["a"]);
  });
});
