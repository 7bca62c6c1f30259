import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { clusterDown, clusterUp, loadImage, PINNED } from "../src/index.ts";
import { World } from "./stand-ins.ts";

const TOOLS = ["docker", "kind", "kubectl"];

describe("a cluster by kind", () => {
  let world: World;
  beforeEach(() => {
    world = new World();
    world.nodes(["control-plane", true]);
    world.built("board:1");
  });
  afterEach(() => world.remove());

  it("is made from the pinned image into a kubeconfig of its own, listening on the loopback address", async () => {
    const facts = await clusterUp({ ...world.options(...TOOLS), nodes: 3 });
    const create = world.calls().find((call) => call.startsWith("kind create"));
    assert.ok(create?.includes(`--name ${facts.name} --image ${PINNED.kindNodeImage} --kubeconfig ${facts.kubeconfig}`), create);
    const config: unknown = parse(world.read("kind-config"));
    assert.deepEqual(config, {
      kind: "Cluster",
      apiVersion: "kind.x-k8s.io/v1alpha4",
      networking: { apiServerAddress: "127.0.0.1" },
      nodes: [{ role: "control-plane" }, { role: "worker" }, { role: "worker" }],
    });
  });

  it("owns up that nothing gives its Ingresses an address", async () => {
    const facts = await clusterUp(world.options(...TOOLS));
    assert.equal(facts.ingressAddresses, false);
  });

  it("leaves the user's kubeconfig as it was, byte by byte, through up and down", async () => {
    await clusterUp(world.options(...TOOLS));
    await clusterDown(world.options(...TOOLS));
    assert.equal(readFileSync(world.userKubeconfig, "utf8"), "# the user's own\n");
  });

  it("is started again through its containers, having no command for it", async () => {
    await clusterUp(world.options(...TOOLS));
    world.set("containers", world.read("containers").replaceAll("running", "exited"));
    await clusterUp(world.options(...TOOLS));
    assert.ok(world.calls().includes("docker start kind-control-plane"));
  });

  it("loads an image and copies it by itself where that brought nothing", async () => {
    const facts = await clusterUp(world.options(...TOOLS));
    world.set("import-lies");
    world.calls();
    await loadImage(facts, "board:1", { env: world.env });
    const calls = world.calls();
    assert.ok(calls.includes(`kind load docker-image board:1 --name ${facts.name}`));
    assert.ok(calls.includes("docker exec --interactive kind-control-plane ctr --namespace k8s.io images import -"));
  });
});
