import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { skip } from "@moorage/testing";
import type { ClusterContext } from "../../src/index.ts";
import { nodeAvailability, nodeRefusal } from "../../src/real-node/capability.ts";
import { NODE_TOOLS } from "../../src/real-node/components.ts";
import { StandInNode } from "./stand-in-node.ts";

const ROOT_ON_LINUX = { platform: "linux", uid: 0 };

describe("whether a real node can be on a machine", () => {
  it("is refused by its system and user before anything is looked for", () => {
    assert.equal(nodeRefusal({ platform: "darwin", uid: 0 }), "real nodes of the embedded cluster take Linux");
    assert.equal(nodeRefusal({ platform: "win32", uid: undefined }), "real nodes of the embedded cluster take Linux");
    assert.equal(nodeRefusal({ platform: "linux", uid: 1000 }), "real nodes of the embedded cluster take root");
    assert.equal(nodeRefusal(ROOT_ON_LINUX), undefined);
  });

  it("is by default a question about this machine", () => {
    const { platform } = process;
    assert.equal(nodeRefusal(), nodeRefusal({ platform, uid: process.getuid?.() }));
  });

  describe("on a Linux machine, as root", () => {
    let node: StandInNode;
    before(function () {
      if (process.platform !== "linux") skip(this, "trials of a kernel: real nodes of the embedded cluster take Linux");
      if (!readFileSync("/proc/filesystems", "utf8").includes("\toverlay\n")) skip(this, "trials of a kernel: this one has no overlay file system");
    });
    beforeEach(() => {
      node = new StandInNode();
    });
    afterEach(() => node.remove());

    /** Every tool is a path that nobody runs, save for the one that a trial begins with. */
    const context = (body: string, changes: Partial<ClusterContext> = {}): ClusterContext => {
      const unshare = node.script("unshare", body);
      return { ...node.context(), tools: { ...Object.fromEntries(NODE_TOOLS.map((name) => [name, `/tools/${name}`])), unshare }, ...changes };
    };

    it("is so where all of it is there and the kernel allows it, which is tried in namespaces that are gone afterwards", async () => {
      assert.deepEqual(await nodeAvailability(context('echo "$*" > "$W/trial"; /usr/bin/env > "$W/environment"'), ROOT_ON_LINUX), { ok: true });
      assert.match(node.read("trial"), /^--mount --net --pid --fork --mount-proc --propagation private sh -euc /);
      for (const line of ["IP=/tools/ip", "IPTABLES=/tools/iptables"]) assert.ok(node.read("environment").split("\n").includes(line), line);
    });

    it("tries what a node does, and leaves nothing where this machine would see it", async () => {
      await nodeAvailability(context('for last; do :; done; echo "$last" > "$W/trial"'), ROOT_ON_LINUX);
      const trial = node.read("trial");
      for (const part of ["mount -t tmpfs", "type veth", "mount -t overlay", '"$IPTABLES" --table nat']) assert.ok(trial.includes(part), part);
      for (const [path] of trial.matchAll(/(?<=[ =:])\/[\w/]+/g)) assert.match(path, /^\/run(\/|$)/);
    });

    it("is refused with what the kernel said, in one line", async () => {
      const said = await nodeAvailability(context('echo "mount: /run: permission denied." >&2; exit 32'), ROOT_ON_LINUX);
      assert.deepEqual(said, { ok: false, why: "the kernel does not allow it (a trial of namespaces failed: mount: /run: permission denied.)" });
    });

    it("names every tool that is not there, and tries nothing", async () => {
      const { tools, ...rest } = context(': > "$W/tried"');
      const { ip: _ip, kubelet: _kubelet, ...left } = tools;
      assert.deepEqual(await nodeAvailability({ ...rest, tools: left }, ROOT_ON_LINUX), { ok: false, why: "kubelet, ip not there" });
      assert.equal(node.has("tried"), false);
    });

    it("is refused to whom may not, whatever is there", async () => {
      const why = "real nodes of the embedded cluster take root";
      assert.deepEqual(await nodeAvailability(context(': > "$W/tried"'), { platform: "linux", uid: 1000 }), { ok: false, why });
      assert.equal(node.has("tried"), false);
    });

    it("is not refused by an interruption: that stays one", async () => {
      await assert.rejects(nodeAvailability(context("exit 0", { signal: AbortSignal.abort() }), ROOT_ON_LINUX), { code: "aborted" });
    });
  });
});
