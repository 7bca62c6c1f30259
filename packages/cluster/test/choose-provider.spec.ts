import assert from "node:assert/strict";
import { clusterUp, ClusterError, nodeRefusal, readClusterFacts, writeClusterFacts } from "../src/index.ts";
import { World } from "./stand-ins.ts";

describe("choosing a provider", () => {
  let world: World;
  beforeEach(() => {
    world = new World();
  });
  afterEach(() => world.remove());

  it("takes k3d before kind when both are there", async () => {
    assert.equal((await clusterUp(world.options("docker", "k3d", "kind", "kubectl"))).provider, "k3d");
  });

  it("takes kind when k3d is not there, and says so", async () => {
    const said: string[] = [];
    const facts = await clusterUp({ ...world.options("docker", "kind", "kubectl"), report: (line) => said.push(line) });
    assert.equal(facts.provider, "kind");
    assert.equal(said[0], "cluster by kind; not k3d: k3d not there");
  });

  it("takes neither when no engine answers, and tells for each what is missing", async () => {
    world.set("no-engine");
    await assert.rejects(clusterUp(world.options("docker", "k3d", "kind", "kubectl")), (error: unknown) => {
      assert.ok(error instanceof ClusterError);
      assert.equal(error.code, "no-provider");
      assert.match(error.message, /not k3d: no Docker engine answers .*Cannot connect.*not kind: .*not embedded with a real node: .*not embedded with simulated nodes: etcd, kube-apiserver,.* not there/);
      return true;
    });
  });

  it("refuses the one that was asked for when it cannot be used", async () => {
    await assert.rejects(clusterUp({ ...world.options("docker", "k3d", "kubectl"), provider: "kind" }), /kind cannot be used here: kind not there/);
  });

  it("stays with the provider that the clone has, and refuses another one", async () => {
    await clusterUp(world.options("docker", "kind", "kubectl"));
    assert.equal((await clusterUp(world.options("docker", "k3d", "kind", "kubectl"))).provider, "kind");
    await assert.rejects(clusterUp({ ...world.options("docker", "k3d", "kind", "kubectl"), provider: "k3d" }), { code: "other-provider" });
  });

  it("makes no cluster with simulated nodes where real ones are asked for, and none with real ones where simulated ones are", async () => {
    world.set("no-engine");
    await assert.rejects(clusterUp({ ...world.options("docker", "k3d", "kind", "kubectl"), nodeKind: "real" }), (error: unknown) => {
      assert.ok(error instanceof ClusterError);
      assert.equal(error.code, "no-provider");
      assert.match(error.message, /not k3d: .*not kind: .*not embedded with a real node: /);
      assert.doesNotMatch(error.message, /simulated/);
      return true;
    });
    world.unset("no-engine");
    await assert.rejects(clusterUp({ ...world.options("docker", "k3d", "kind", "kubectl"), nodeKind: "simulated" }), {
      code: "no-provider",
      message: /^embedded with simulated nodes cannot be used here: etcd, kube-apiserver, .* not there\. Fix: /,
    });
    assert.doesNotMatch(world.calls().join("\n"), /create/);
  });

  it("goes through both forms of the embedded cluster where that is asked for, and through nothing else", async () => {
    await assert.rejects(clusterUp({ ...world.options("docker", "k3d", "kind", "kubectl"), provider: "embedded" }), (error: unknown) => {
      assert.ok(error instanceof ClusterError);
      assert.ok(error.message.startsWith(`no local cluster can be made here; not embedded with a real node: ${nodeRefusal() ?? "etcd, kube-apiserver, "}`), error.message);
      assert.match(error.message, /; not embedded with simulated nodes: etcd, .* not there\. Fix: /);
      assert.doesNotMatch(error.message, /k3d|kind:/);
      return true;
    });
  });

  it("gives simulated nodes to nobody who asks for those of containers", async () => {
    await assert.rejects(clusterUp({ ...world.options("docker", "k3d", "kind", "kubectl"), provider: "kind", nodeKind: "simulated" }), { code: "no-provider" });
    assert.equal(readClusterFacts(world.stateDir), undefined);
  });

  it("stays with the kind of nodes that the clone has, and refuses another one with what to do", async () => {
    const facts = await clusterUp(world.options("docker", "kind", "kubectl"));
    assert.deepEqual((await clusterUp({ ...world.options("docker", "kind", "kubectl"), nodeKind: "real" })).name, facts.name);
    await assert.rejects(clusterUp({ ...world.options("docker", "kind", "kubectl"), nodeKind: "simulated" }), {
      code: "other-provider",
      message: "this clone has a cluster with real nodes, not simulated ones. Fix: `pnpm moorage cluster down` first",
    });
    writeClusterFacts(world.stateDir, { ...facts, provider: "embedded", nodes: "simulated" });
    await assert.rejects(clusterUp({ ...world.options("docker", "kind", "kubectl"), nodeKind: "real" }), {
      code: "other-provider",
      message: "this clone has a cluster with simulated nodes, not real ones. Fix: `pnpm moorage cluster down` first",
    });
  });
});
