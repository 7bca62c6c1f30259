import assert from "node:assert/strict";
import { existsSync, readFileSync, statSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { clusterDown, clusterStatus, clusterUp, ClusterError, loadImage, PINNED, readClusterFacts } from "../src/index.ts";
import { World } from "./stand-ins.ts";

const TOOLS = ["docker", "k3d", "kubectl"];

describe("a cluster by k3d", () => {
  let world: World;
  beforeEach(() => {
    world = new World();
  });
  afterEach(() => world.remove());

  it("is made from the pinned image, with its ingress on this machine's loopback address", async () => {
    const facts = await clusterUp({ ...world.options(...TOOLS), nodes: 2, ingressPort: 18080 });
    const create = world.calls().find((call) => call.startsWith("k3d cluster create"));
    assert.match(create ?? "", new RegExp(`create ${facts.name} --image ${PINNED.k3sImage} --servers 1 --agents 1 `));
    assert.match(create ?? "", /--port 127\.0\.0\.1:18080:80@loadbalancer/);
    assert.match(create ?? "", /--kubeconfig-update-default=false --kubeconfig-switch-context=false/);
    assert.deepEqual([facts.provider, facts.nodes, facts.ingressClass, facts.ingressPort, facts.kubernetesVersion], ["k3d", "real", "traefik", 18080, "v1.36.1"]);
    assert.deepEqual(readClusterFacts(world.stateDir), facts);
  });

  it("gets a kubeconfig of its own, readable by its owner only, with our context and a loopback address", async () => {
    const { kubeconfig, server } = await clusterUp(world.options(...TOOLS));
    assert.equal(statSync(kubeconfig).mode & 0o777, 0o600);
    assert.match(readFileSync(kubeconfig, "utf8"), /current-context: moorage\n/);
    assert.equal(server, "https://127.0.0.1:26443");
  });

  it("leaves the user's kubeconfig as it was, byte by byte, through up and down", async () => {
    await clusterUp(world.options(...TOOLS));
    await clusterDown(world.options(...TOOLS));
    assert.equal(readFileSync(world.userKubeconfig, "utf8"), "# the user's own\n");
  });

  it("is left alone when it runs", async () => {
    const first = await clusterUp(world.options(...TOOLS));
    world.calls();
    assert.deepEqual(await clusterUp(world.options(...TOOLS)), first);
    assert.deepEqual(world.calls().filter((call) => call.startsWith("k3d")), []);
  });

  it("is started again when its containers have stopped, and keeps its port", async () => {
    await clusterUp({ ...world.options(...TOOLS), ingressPort: 8099 });
    world.set("containers", world.read("containers").replaceAll("running", "exited"));
    assert.match((await clusterStatus(world.options(...TOOLS))).why ?? "", /not running: k3d-server, k3d-agent, k3d-lb/);
    const facts = await clusterUp(world.options(...TOOLS));
    const calls = world.calls();
    assert.ok(calls.some((call) => call.startsWith(`k3d cluster start ${facts.name}`)));
    assert.equal(calls.filter((call) => call.startsWith("k3d cluster create")).length, 1);
    assert.equal(facts.ingressPort, 8099);
  });

  it("is made anew, said aloud, when it was never finished and does not start", async () => {
    world.set("containers", "k3d-server\texited\tserver\n");
    world.set("start-fails");
    const said: string[] = [];
    await clusterUp({ ...world.options(...TOOLS), report: (line) => said.push(line) });
    const verbs = world.calls().filter((call) => call.startsWith("k3d cluster")).map((call) => call.split(" ")[2]);
    assert.deepEqual(verbs, ["start", "delete", "create"]);
    assert.ok(said.some((line) => /network gone.*made anew/.test(line)), said.join("\n"));
  });

  it("is never thrown away when it was finished once and does not start", async () => {
    await clusterUp(world.options(...TOOLS));
    world.set("containers", world.read("containers").replaceAll("running", "exited"));
    world.set("start-fails");
    await assert.rejects(clusterUp(world.options(...TOOLS)), /network gone/);
    assert.deepEqual(world.calls().filter((call) => call.includes("delete")), []);
  });

  it("leaves no facts when it could not be made, and says why in one line", async () => {
    world.set("create-fails");
    await assert.rejects(clusterUp(world.options(...TOOLS)), (error: unknown) => error instanceof ClusterError && /no space left/.test(error.message) && !error.message.includes("\n"));
    assert.equal(readClusterFacts(world.stateDir), undefined);
  });

  it("refuses an ingress port that was asked for and is taken, and evades where none was asked for", async () => {
    const server = createServer();
    // Taken by this test or by somebody else: both will do.
    await new Promise<void>((resolve) => server.once("error", () => resolve()).listen(8080, "127.0.0.1", resolve));
    await assert.rejects(clusterUp({ ...world.options(...TOOLS), ingressPort: 8080 }), { code: "port-in-use" });
    const { ingressPort } = await clusterUp(world.options(...TOOLS));
    assert.notEqual(ingressPort, 8080);
    server.close();
  });

  it("is made once when two ask for it at once", async () => {
    const [one, two] = await Promise.all([clusterUp(world.options(...TOOLS)), clusterUp(world.options(...TOOLS))]);
    assert.deepEqual(one, two);
    assert.equal(world.calls().filter((call) => call.startsWith("k3d cluster create")).length, 1);
  });

  it("remembers tools that moved and the engine of its environment", async () => {
    const first = await clusterUp(world.options(...TOOLS));
    const options = world.options(...TOOLS);
    const moved = await clusterUp({ ...options, tools: { ...options.tools, extra: "/bin/true" }, env: { ...options.env, DOCKER_HOST: "unix:///elsewhere" } });
    assert.deepEqual(moved, { ...first, tools: { ...first.tools, extra: "/bin/true" }, dockerHost: "unix:///elsewhere" });
    assert.deepEqual(readClusterFacts(world.stateDir), moved);
  });

  it("is gone with its kubeconfig and facts after down, and down again is fine", async () => {
    await clusterUp(world.options(...TOOLS));
    await clusterDown(world.options(...TOOLS));
    for (const file of ["cluster.json", "kubeconfig"]) assert.equal(existsSync(join(world.stateDir, file)), false, file);
    world.calls();
    await clusterDown(world.options(...TOOLS));
    assert.deepEqual(world.calls().filter((call) => call.startsWith("k3d")), []);
  });

  it("tells how it is, with nodes and why they are not ready", async () => {
    assert.deepEqual(await clusterStatus(world.options(...TOOLS)), { exists: false, running: false, why: "there is no cluster for this clone" });
    await clusterUp(world.options(...TOOLS));
    world.nodes(["server", true], ["agent", false]);
    const status = await clusterStatus(world.options(...TOOLS));
    assert.deepEqual([status.running, status.nodes, status.why], [false, { ready: 1, total: 2, kind: "real" }, "1 of 2 nodes are ready"]);
  });
});

describe("loading an image by k3d", () => {
  let world: World;
  beforeEach(() => {
    world = new World();
    world.built("board:1");
  });
  afterEach(() => world.remove());

  const loaded = async (): Promise<readonly string[]> => {
    const facts = await clusterUp(world.options(...TOOLS));
    world.calls();
    await loadImage(facts, "board:1", { env: world.env });
    return world.calls();
  };

  it("imports it and looks on every node whether it is there", async () => {
    const calls = await loaded();
    const imported = calls.findIndex((call) => call.startsWith("k3d image import board:1 --cluster moorage-"));
    const looks = calls.slice(imported).filter((call) => call.includes("crictl images"));
    assert.deepEqual(new Set(looks), new Set(["docker exec k3d-server crictl images --output json", "docker exec k3d-agent crictl images --output json"]));
  });

  it("does nothing but look when every node has it", async () => {
    world.set("images-k3d-server", "board:1\n");
    world.set("images-k3d-agent", "board:1\n");
    assert.deepEqual((await loaded()).filter((call) => /import|save/.test(call)), []);
  });

  for (const [fault, copies] of [["import-lies", ["k3d-server", "k3d-agent"]], ["import-fails", ["k3d-server", "k3d-agent"]], ["import-halfway", ["k3d-agent"]]] as const) {
    it(`copies it to ${copies.join(" and ")} by itself on ${fault}`, async () => {
      world.set(fault);
      const calls = await loaded();
      assert.deepEqual(calls.filter((call) => call.includes("ctr")), copies.map((node) => `docker exec --interactive ${node} ctr --namespace k8s.io images import -`));
    });
  }

  it("fails naming image, nodes and remedy when both ways bring nothing", async () => {
    world.set("import-lies");
    world.set("ctr-lies");
    await assert.rejects(loaded(), (error: unknown) => {
      assert.ok(error instanceof ClusterError);
      assert.equal(error.code, "image-not-loaded");
      assert.match(error.message, /board:1 .*k3d cluster moorage-[0-9a-f]{6}.*k3d-server, k3d-agent still do not have it\. Fix: /);
      return true;
    });
  });

  for (const [fault, why] of [["ctr-fails", "ctr: no space left on device"], ["save-fails", "no such layer"]] as const) {
    it(`passes on why the copy failed on ${fault}`, async () => {
      world.set("import-lies");
      world.set(fault);
      await assert.rejects(loaded(), { code: "image-not-loaded", message: `copying board:1 to node k3d-server failed: ${why}. Fix: run the command again` });
    });
  }

  it("says that the image was not built when the engine does not have it", async () => {
    const facts = await clusterUp(world.options(...TOOLS));
    await assert.rejects(loadImage(facts, "other:1", { env: world.env }), { code: "image-unknown" });
  });
});
