import assert from "node:assert/strict";
import { importArchive, importFromDocker, runtimeImages, runtimeListens } from "../../src/real-node/runtime-images.ts";
import type { ClusterContext } from "../../src/index.ts";
import { StandInNode } from "./stand-in-node.ts";

/** Has the images of a file, and takes what it is given. */
const CTR = `echo "ctr $*" >> "$W/calls"
shift 4
case "$1 $2" in
  "images list") /bin/cat "$W/images" 2>/dev/null || true ;;
  "images import") [ -e "$W/full" ] && { echo "ctr: no space left on device" >&2; exit 1; }; [ "$3" = - ] && /bin/cat > "$W/taken"; true ;;
esac`;
const DOCKER = `echo "docker $*" >> "$W/calls"
case "$1" in
  image) [ -e "$W/unknown" ] && { echo "Error response from daemon: No such image: $5" >&2; exit 1; }; echo sha256:1 ;;
  save) [ -e "$W/broken" ] && { echo "Error response from daemon: layer is gone" >&2; exit 1; }; printf 'the image %s' "$2" ;;
esac`;

describe("the images of a real node's runtime", () => {
  let node: StandInNode;
  let context: ClusterContext;
  let pid: number;
  beforeEach(async () => {
    node = new StandInNode();
    node.program("ctr", CTR);
    node.script("docker", DOCKER);
    context = node.context("docker");
    ({ pid } = await node.process("pause"));
  });
  afterEach(() => node.remove());

  const calls = (): readonly string[] => node.lines("calls").filter((line) => line.startsWith("ctr"));
  const ours = "ctr --address /run/containerd/containerd.sock --namespace k8s.io";

  it("are listed as a kubelet sees them, within the node", async () => {
    node.write("images", "docker.io/library/board:1\n\nmoorage.local/pause:1\n");
    assert.deepEqual(await runtimeImages(context, node.places), ["docker.io/library/board:1", "moorage.local/pause:1"]);
    assert.deepEqual([calls(), node.lines("entered")], [[`${ours} images list --quiet`], [`nsenter --target ${pid} --mount --net --pid`]]);
  });

  it("are none where there are none", async () => assert.deepEqual(await runtimeImages(context, node.places), []));

  it("come from an archive", async () => {
    await importArchive(context, node.places, "/some/pause.tar");
    assert.deepEqual(calls(), [`${ours} images import /some/pause.tar`]);
  });

  it("come from the engine with no file in between, under the name that they have", async () => {
    await importFromDocker(context, node.places, "board:1");
    assert.deepEqual([calls(), node.read("taken")], [[`${ours} images import -`], "the image board:1"]);
    assert.ok(node.lines("calls").includes("docker save board:1"));
  });

  it("get a further name in full where they stand in for others", async () => {
    await importFromDocker(context, node.places, "moorage.local/redis-stand-in:1", "redis:7.4.6");
    assert.deepEqual(calls().slice(1), [`${ours} images tag --force moorage.local/redis-stand-in:1 docker.io/library/redis:7.4.6`]);
  });

  it("that the engine has not are told from those that could not be copied, and cost the node nothing", async () => {
    node.write("unknown", "");
    await assert.rejects(importFromDocker(context, node.places, "board:1"), { code: "image-unknown", message: /^image board:1 is not in the Docker engine, so cluster moorage-abcdef cannot have it\. Fix: / });
    assert.deepEqual(calls(), []);
  });

  for (const [end, file, words] of [["giving", "broken", "layer is gone"], ["taking", "full", "no space left on device"]] as const) {
    it(`fail with what the ${end} end says, when that one fails`, async () => {
      node.write(file, "");
      await assert.rejects(importFromDocker(context, node.places, "board:1", "other:1"), { code: "image-not-loaded", message: new RegExp(`^loading board:1 into cluster moorage-abcdef failed: .*${words}\\. Fix: run the command again$`) });
      assert.deepEqual(calls().filter((line) => line.includes("tag")), []);
    });
  }

  it("that nobody waits for any more are not blamed on either end", async () => {
    await assert.rejects(importFromDocker({ ...context, signal: AbortSignal.abort() }, node.places, "board:1"), { code: "aborted" });
  });

  it("cannot be asked for where the node does not run, and that is said", async () => {
    const stopped = new StandInNode();
    try {
      await assert.rejects(async () => runtimeImages(stopped.context(), stopped.places), { code: "no-cluster", message: "cluster moorage-abcdef does not run. Fix: run `pnpm moorage cluster up`" });
    } finally {
      stopped.remove();
    }
  });

  it("cannot be asked for before the runtime listens, and never in a process that is no more", async () => {
    assert.equal(await runtimeListens(2 ** 30), false);
  });
});
