import assert from "node:assert/strict";
import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import type { AddressInfo, Server } from "node:net";
import { join } from "node:path";
import { clusterDown, clusterName, clusterStatus, clusterUp, ClusterError, nodeRefusal, readClusterFacts, writeClusterFacts } from "../../src/index.ts";
import type { ClusterFacts } from "../../src/index.ts";
import { componentProcesses } from "../../src/embedded/processes.ts";
import { NODE_COMPONENT_NAMES, NODE_TOOLS } from "../../src/real-node/components.ts";
import { writeNodeMarker } from "../../src/real-node/node-marker.ts";
import type { NodeMarker } from "../../src/real-node/node-marker.ts";
import { RealNode } from "../../src/real-node/real-node.ts";
import { isPortFree } from "../../src/ports.ts";
import { World } from "../stand-ins.ts";
import { StandInNode } from "./stand-in-node.ts";

const LINK = { name: "mg-0123456789", host: "198.18.7.5", node: "198.18.7.6" };
const MADE: NodeMarker = { link: LINK, ingressPort: 29_471, kubernetesVersion: "v1.36.3", createdAt: "2026-01-01T00:00:00.000Z" };

describe("a real node", () => {
  let node: StandInNode;
  let adapter: RealNode;
  let said: string[];
  beforeEach(() => {
    node = new StandInNode();
    node.script("kubectl", 'echo "$*" >> "$W/calls"; /bin/cat "$W/nodes" 2>/dev/null || { echo "connection refused" >&2; exit 1; }');
    adapter = new RealNode(node.context("kubectl"));
    said = [];
  });
  afterEach(() => node.remove());

  const report = (line: string): void => void said.push(line);
  const withNodes = (...ready: readonly boolean[]): void =>
    void node.write("nodes", JSON.stringify({ items: ready.map((one, index) => ({ metadata: { name: `n${index}`, resourceVersion: "1" }, status: { conditions: [{ type: "Ready", status: one ? "True" : "False" }] } })) }));
  const everyComponent = async (): Promise<void> => void (await Promise.all(NODE_COMPONENT_NAMES.map(async (name) => node.process(name))));

  it("says by which provider it is and that its pods run", () => assert.deepEqual([adapter.provider, adapter.nodes], ["embedded", "real"]));

  describe("looked at", () => {
    it("is there and does not run while it is half made", async () => {
      assert.deepEqual(await adapter.status(), { exists: true, running: false, why: "there is no real node for this clone" });
    });

    it("names the components that do not run, and asks nobody", async () => {
      writeNodeMarker(node.places.marker, MADE);
      await node.process("etcd");
      const { running, why, server, version } = await adapter.status();
      assert.deepEqual([running, server, version], [false, "https://198.18.7.6:6443", "v1.36.3"]);
      assert.equal(why, `not running: ${NODE_COMPONENT_NAMES.filter((name) => name !== "etcd").join(", ")}`);
      assert.equal(node.has("calls"), false);
    });

    it("runs when all of them do and it is ready", async () => {
      writeNodeMarker(node.places.marker, MADE);
      await everyComponent();
      withNodes(true);
      const { running, nodes, why } = await adapter.status();
      assert.deepEqual([running, nodes, why], [true, { ready: 1, total: 1, kind: "real" }, undefined]);
    });

    it("does not run while it is not ready, or does not answer, though all of them do", async () => {
      writeNodeMarker(node.places.marker, MADE);
      await everyComponent();
      assert.match((await adapter.status()).why ?? "", /connection refused/);
      withNodes(false);
      assert.equal((await adapter.status()).why, "0 of 1 nodes are ready");
      withNodes();
      assert.equal((await adapter.status()).running, false);
    });
  });

  it("has no images while it does not run, and says so", async () => {
    await assert.rejects(adapter.hasImage("board:1"), { code: "no-cluster" });
    await assert.rejects(adapter.loadImage("board:1", report), { code: "tool-missing", message: /no docker was given/ });
    assert.deepEqual(said, ["loading board:1"]);
  });

  it("knows images by their names in full", async () => {
    await node.process("pause");
    node.program("ctr", 'echo "docker.io/library/board:1"');
    assert.deepEqual(await adapter.nodesWithout("board:1"), []);
    assert.equal(await adapter.hasImage("docker.io/library/board:1"), true);
    assert.deepEqual(await adapter.nodesWithout("board:2"), ["moorage-abcdef"]);
  });

  describe("where there is none in the end", () => {
    let server: Server;
    let port: number;
    beforeEach(async () => {
      server = createServer();
      await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
      port = (server.address() as AddressInfo).port;
    });
    afterEach(() => server.close());

    it("tells that the port for its ingress is taken, before any process is started", async () => {
      await assert.rejects(adapter.up({ ingressPort: port, expendable: true }, report), { code: "port-in-use", message: `port ${port} is taken by another program. Fix: stop that program, or leave the port out` });
      assert.deepEqual([node.has("entered"), existsSync(node.places.marker)], [false, false]);
      assert.equal(said[0], "removing a node that was never finished");
    });

    it("tells that the port it had is taken, and keeps what is in it", async () => {
      writeNodeMarker(node.places.marker, { ...MADE, ingressPort: port });
      writeFileSync(join(node.places.volumes, "kept"), "");
      await assert.rejects(adapter.up({ expendable: false }, report), { code: "port-in-use", message: new RegExp(`^port ${port}, which leads to the cluster's ingress, is taken by another program\\. Fix: `) });
      assert.deepEqual([existsSync(join(node.places.volumes, "kept")), existsSync(node.places.marker)], [true, true]);
      assert.equal(await isPortFree(port), false);
    }).timeout(10_000);
  });

  it("that is removed leaves no process and no folder, be it half made or whole", async () => {
    for (const marker of [false, true]) {
      for (const folder of ["logs", "volumes/pvc-1"]) mkdirSync(join(node.places.workdir, folder), { recursive: true });
      if (marker) writeNodeMarker(node.places.marker, MADE);
      await node.process("etcd");
      await adapter.down(report);
      assert.deepEqual(componentProcesses(node.places.workdir), []);
      assert.deepEqual(readdirSync(join(node.places.workdir, "..")), []);
      mkdirSync(node.places.bin, { recursive: true });
    }
    assert.deepEqual(said, Array.from({ length: 2 }, () => "stopping the real node of moorage-abcdef and removing its data"));
  });

  it("that is not there is removed without a word", async () => {
    await adapter.down(report);
    said.splice(0);
    await adapter.down(report);
    assert.deepEqual(said, []);
  });
});

describe("the real node of a clone", () => {
  let world: World;
  beforeEach(() => {
    world = new World();
    mkdirSync(world.stateDir, { recursive: true });
  });
  afterEach(() => world.remove());

  const workdir = (): string => join(world.home, "nodes", clusterName(world.stateDir));
  const facts = (): ClusterFacts => ({
    provider: "embedded",
    name: clusterName(world.stateDir),
    context: "moorage",
    kubeconfig: join(world.stateDir, "kubeconfig"),
    server: "https://198.18.7.6:6443",
    nodes: "real",
    kubernetesVersion: "v1.36.3",
    ingressClass: "traefik",
    ingressAddresses: true,
    ingressPort: 8080,
    home: world.home,
    tools: {},
    createdAt: "2026-01-01T00:00:00.000Z",
  });

  it("is what the clone's facts say, and not its simulated nodes", async () => {
    writeClusterFacts(world.stateDir, facts());
    const { provider, running, why, server } = await clusterStatus(world.options());
    assert.deepEqual([provider, running, why, server], ["embedded", false, "there is no real node for this clone", "https://198.18.7.6:6443"]);
  });

  it("is removed by down though nothing is known of it, with the simulated nodes of the same clone, and with nobody else's", async () => {
    const others = [join(world.home, "nodes", "moorage-000000"), join(world.home, "clusters", "moorage-000000")];
    for (const folder of [workdir(), join(world.home, "clusters", clusterName(world.stateDir)), ...others]) mkdirSync(join(folder, "logs"), { recursive: true });
    await clusterDown(world.options());
    assert.deepEqual([readdirSync(join(world.home, "nodes")), readdirSync(join(world.home, "clusters"))], [["moorage-000000"], ["moorage-000000"]]);
    await clusterDown(world.options());
  });

  it("comes back as what it was, or not at all: it is not replaced by simulated nodes", async () => {
    writeClusterFacts(world.stateDir, facts());
    await assert.rejects(clusterUp(world.options()), (error: unknown) => {
      assert.ok(error instanceof ClusterError);
      assert.equal(error.code, "no-provider");
      assert.ok(error.message.startsWith(`embedded with a real node cannot be used here: ${nodeRefusal() ?? `${NODE_TOOLS.join(", ")} not there`}. Fix: `), error.message);
      return true;
    });
    assert.deepEqual(readClusterFacts(world.stateDir), facts());
  });
});
