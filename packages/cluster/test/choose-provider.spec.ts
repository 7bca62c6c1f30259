import assert from "node:assert/strict";
import { clusterUp, ClusterError } from "../src/index.ts";
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
      assert.match(error.message, /not k3d: no Docker engine answers .*Cannot connect.*not kind: .*not embedded: etcd, kube-apiserver,.* not there/);
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
});
