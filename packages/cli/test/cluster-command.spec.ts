import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { ClusterFacts, ClusterStatus } from "@moorage/cluster";
import { clusterName, readClusterFacts, writeClusterFacts } from "@moorage/cluster";
import { CliError } from "../src/cli-error.ts";
import { down, nodesFor, status, up } from "../src/commands/cluster.ts";
import { StandInMachine } from "./stand-in-machine.ts";

/** An engine with the containers of a file. */
const DOCKER = `echo "docker $*" >> "$W/calls"; case "$1" in ps) /bin/cat "$W/containers" 2>/dev/null || true ;; version) echo 29.0.0 ;; esac`;
const K3D = `echo "k3d $*" >> "$W/calls"; [ "$1 $2" = "cluster delete" ] && /bin/rm -f "$W/containers"; exit 0`;
/** Makes the containers of a cluster, and knows how to reach it. */
const K3D_THAT_MAKES = `case "$1 $2" in
  "cluster create") printf 'a-server\\trunning\\tserver\\n' > "$W/containers" ;;
  "kubeconfig get") echo '${JSON.stringify({ contexts: [{ name: "a", context: { cluster: "a", user: "a" } }], clusters: [{ name: "a", cluster: { server: "https://0.0.0.0:26443" } }], users: [{ name: "a", user: {} }] })}' ;;
esac`;
const node = (name: string, ready: boolean): object => ({ metadata: { name, resourceVersion: "1" }, status: { conditions: [{ type: "Ready", status: ready ? "True" : "False" }], nodeInfo: { kubeletVersion: "v1.36.1" } } });

describe("moorage cluster", () => {
  let machine: StandInMachine;
  beforeEach(() => {
    machine = new StandInMachine();
  });
  afterEach(() => machine.remove());

  const statusLine = async (): Promise<string> => {
    await status(machine.place, false, machine.env, machine.output);
    return machine.lines.at(-1) ?? "";
  };
  const statusData = async (): Promise<ClusterStatus> => {
    await status(machine.place, true, machine.env, machine.output);
    return JSON.parse(machine.lines.at(-1) ?? "") as ClusterStatus;
  };
  /** A clone that has a cluster by k3d, with containers and nodes as given. */
  const k3d = (containers: string, ...nodes: readonly object[]): ClusterFacts => {
    const tools = { docker: machine.program("docker", DOCKER), k3d: machine.program("k3d", K3D), kubectl: machine.program("kubectl", '/bin/cat "$W/nodes"') };
    machine.write("containers", containers);
    machine.write("nodes", JSON.stringify({ items: nodes }));
    const facts: ClusterFacts = {
      provider: "k3d",
      name: "moorage-abcdef",
      context: "moorage",
      kubeconfig: join(machine.place.stateDir, "kubeconfig"),
      server: "https://127.0.0.1:26443",
      nodes: "real",
      kubernetesVersion: "v1.36.1",
      ingressClass: "traefik",
      ingressAddresses: true,
      ingressPort: 8080,
      tools,
      createdAt: "2026-01-01T00:00:00.000Z",
    };
    machine.write("clone/.moorage/kubeconfig", "");
    writeClusterFacts(machine.place.stateDir, facts);
    return facts;
  };
  const RUNNING = "a-server\trunning\tserver\n";

  describe("status", () => {
    it("says how to have one where there is none", async () => {
      assert.equal(await statusLine(), "no cluster; `pnpm moorage cluster up` makes one");
      assert.deepEqual(await statusData(), { exists: false, running: false, why: "there is no cluster for this clone" });
    });

    it("tells of one that runs: version, nodes, and how to reach it", async () => {
      const { kubeconfig } = k3d(RUNNING, node("a", true), node("b", true));
      const line = await statusLine();
      assert.match(line, /^k3d cluster moorage-[0-9a-f]{6}: running, Kubernetes v1\.36\.1, 2 of 2 real nodes ready\n/);
      assert.ok(line.endsWith(`\nkubeconfig ${kubeconfig}, context moorage`), line);
    });

    it("tells why one does not run", async () => {
      k3d("a-server\texited\tserver\n");
      assert.match(await statusLine(), /^k3d cluster moorage-[0-9a-f]{6}: not running: .*\ba-server\n/);
    });

    it("gives programs all of it, and nothing else to read", async () => {
      const { kubeconfig, server } = k3d(RUNNING, node("a", true), node("b", false));
      const { name: _name, ...state } = await statusData();
      assert.equal(machine.lines.length, 1);
      assert.deepEqual(state, {
        exists: true,
        running: false,
        provider: "k3d",
        context: "moorage",
        kubeconfig,
        server,
        version: "v1.36.1",
        nodes: { ready: 1, total: 2, kind: "real" },
        why: "1 of 2 nodes are ready",
      });
    });

    it("looks at the cluster by the tools that made it, and changes nothing", async () => {
      const facts = k3d(RUNNING, node("a", true));
      await statusLine();
      assert.doesNotMatch(machine.read("calls"), /start|create|delete/);
      assert.deepEqual(readClusterFacts(machine.place.stateDir), facts);
    });
  });

  describe("down", () => {
    it("is fine where there is nothing to take down", async () => {
      await down(machine.place, machine.offline(), machine.output);
      assert.deepEqual(machine.lines, ["there is no cluster any more"]);
    });

    it("takes down what there is, says so, and forgets it", async () => {
      k3d(RUNNING);
      await down(machine.place, machine.offline(), machine.output);
      assert.match(machine.read("calls"), /^k3d cluster delete moorage-[0-9a-f]{6}$/m);
      assert.match(machine.lines.join("\n"), /^deleting k3d cluster moorage-[0-9a-f]{6}\nthere is no cluster any more$/);
      for (const file of ["kubeconfig", "cluster.json"]) assert.equal(machine.has(`clone/.moorage/${file}`), false, file);
      assert.equal(await statusLine(), "no cluster; `pnpm moorage cluster up` makes one");
    });

    it("forgets nothing that it could not take down", async () => {
      const facts = k3d(RUNNING);
      machine.program("k3d", 'echo "permission denied" >&2; exit 1');
      await assert.rejects(down(machine.place, machine.offline(), machine.output), /permission denied/);
      assert.deepEqual(readClusterFacts(machine.place.stateDir), facts);
      assert.deepEqual(machine.lines.filter((line) => line.includes("no cluster any more")), []);
    });

    it("removes what is left of an embedded cluster that was never finished, and of nobody else's", async () => {
      mkdirSync(machine.place.stateDir, { recursive: true });
      const name = clusterName(machine.place.stateDir);
      for (const cluster of [name, "moorage-000000"]) machine.write(`shared/clusters/${cluster}/logs/etcd.log`, "");
      await down(machine.place, machine.offline(), machine.output);
      assert.deepEqual([name, "moorage-000000"].filter((cluster) => machine.has(`shared/clusters/${cluster}`)), ["moorage-000000"]);
    });
  });

  describe("down, where nothing is known of a cluster, as after an interrupted `up`,", () => {
    beforeEach(() => {
      mkdirSync(machine.place.stateDir, { recursive: true });
      machine.program("docker", DOCKER);
      machine.program("kubectl", "exit 0");
      machine.program("k3d", K3D);
    });

    it("removes the containers of a half-made one by the machine's own tools", async () => {
      machine.write("containers", RUNNING);
      await down(machine.place, machine.offline(), machine.output);
      assert.match(machine.read("calls"), new RegExp(`^k3d cluster delete ${clusterName(machine.place.stateDir)}$`, "m"));
      assert.equal(machine.has("containers"), false);
    });

    it("removes nothing where there are no containers", async () => {
      await down(machine.place, machine.offline(), machine.output);
      assert.doesNotMatch(machine.read("calls"), /delete/);
      assert.equal(machine.lines.at(-1), "there is no cluster any more");
    });
  });

  it("that another command is at work on is waited for until somebody interrupts that", async () => {
    k3d(RUNNING);
    // What a lock is, for as long as somebody renews it.
    mkdirSync(join(machine.place.stateDir, "cluster.lock"));
    await assert.rejects(down(machine.place, { ...machine.offline(), signal: AbortSignal.timeout(100) }, machine.output), { code: "aborted" });
    assert.deepEqual(machine.lines, ["another command is at work on this clone's cluster: waiting for it"]);
    assert.equal(machine.has("clone/.moorage/cluster.json"), true);
  });

  describe("up", () => {
    it("ends before anything is made where a part cannot be had, with what it is, why, and what to do", async () => {
      await assert.rejects(up(machine.place, {}, machine.offline(), machine.output), (error: unknown) => {
        assert.ok(error instanceof CliError);
        assert.match(error.message, /^no cluster can be had here: pulumi-cli: it is not in the cache, and --offline allows nothing else; run once without --offline, or put pulumi-cli on PATH$/);
        return true;
      });
      assert.equal(machine.has("clone/.moorage/cluster.json"), false);
    });

    it("makes one where everything is there, and says how to reach it", async () => {
      machine.installPulumi();
      await machine.engine();
      machine.program("docker", DOCKER);
      machine.program("kubectl", '/bin/cat "$W/nodes"');
      machine.program("k3d", K3D_THAT_MAKES);
      machine.write("nodes", JSON.stringify({ items: [node("a-server", true)] }));
      await up(machine.place, { provider: "k3d" }, machine.offline({ docker: true }), machine.output);
      const facts = readClusterFacts(machine.place.stateDir);
      assert.equal(machine.lines.at(-1), `k3d cluster ${facts?.name ?? ""} with real nodes runs; kubeconfig ${join(machine.place.stateDir, "kubeconfig")}, context moorage`);
      assert.ok(machine.lines.includes("waiting for its nodes"), machine.lines.join("\n"));
      assert.deepEqual([facts?.provider, facts?.tools["k3d"]], ["k3d", join(machine.folder, "bin", "k3d")]);
      assert.match(await statusLine(), /running, Kubernetes v1\.36\.1, 1 of 1 real nodes ready/);
    });

    it("is another's to take down: a clone that has one by k3d gets none by kind", async () => {
      machine.installPulumi();
      await machine.engine();
      k3d(RUNNING, node("a-server", true));
      await assert.rejects(up(machine.place, { provider: "kind" }, machine.offline({ docker: true }), machine.output), { code: "other-provider" });
      assert.doesNotMatch(machine.read("calls"), /create|delete/);
    });

    it("refuses another kind of nodes than the clone has, and says what to do", async () => {
      machine.installPulumi();
      machine.installEmbedded();
      await machine.engine();
      k3d(RUNNING, node("a-server", true));
      await assert.rejects(up(machine.place, { nodes: "simulated" }, machine.offline({ docker: true }), machine.output), {
        code: "other-provider",
        message: "this clone has a cluster with real nodes, not simulated ones. Fix: `pnpm moorage cluster down` first",
      });
      assert.doesNotMatch(machine.read("calls"), /create|delete/);
    });

    it("makes no cluster of containers where no images are built: its pods would wait for them for ever", async () => {
      machine.installPulumi();
      machine.installEmbedded();
      for (const name of ["docker", "k3d"]) machine.program(name, 'echo "$0 $*" >> "$W/calls"; exit 0');
      machine.program("kwokctl", 'case "$*" in *version*) echo kwokctl version v0.8.0 ;; *) echo "no cluster today" >&2; exit 1 ;; esac');
      await assert.rejects(up(machine.place, {}, machine.offline(), machine.output), /no cluster today/);
      assert.equal(machine.has("calls"), false);
      assert.ok(machine.lines.some((line) => /^making embedded cluster .*, 2 simulated nodes$/.test(line)), machine.lines.join("\n"));
    });

    it("says that no real node can be where one is asked for and what it takes is missing", async () => {
      machine.installPulumi();
      machine.installEmbedded();
      await machine.engine();
      machine.program("docker", DOCKER);
      await assert.rejects(up(machine.place, { provider: "embedded", nodes: "real" }, machine.offline({ docker: true }), machine.output), {
        code: "no-provider",
        message: /^embedded with a real node cannot be used here: .+\. Fix: run `pnpm start`, which gets what it needs, or choose another provider$/,
      });
      assert.equal(machine.has("clone/.moorage/cluster.json"), false);
    });

    it("falls back to simulated nodes where there can be no real one and none is asked for, and says why", async () => {
      machine.installPulumi();
      machine.installEmbedded();
      await machine.engine();
      machine.program("docker", DOCKER);
      machine.program("kwokctl", 'case "$*" in *version*) echo kwokctl version v0.8.0 ;; *) echo "no cluster today" >&2; exit 1 ;; esac');
      await assert.rejects(up(machine.place, {}, machine.offline({ docker: true }), machine.output), /no cluster today/);
      const said = machine.lines.find((line) => line.startsWith("cluster by "));
      assert.match(said ?? "", /^cluster by embedded with simulated nodes; not k3d: k3d not there; not kind: kind not there; not embedded with a real node: \S+/);
    });
  });

  describe("nodes", () => {
    const machineWith = (available: boolean) => ({ docker: available ? { available } as const : { available, why: "no engine" } as const, baseImages: {} });

    it("are of no kind in particular where images are built, and simulated where none are", () => {
      assert.deepEqual([nodesFor(machineWith(true)), nodesFor(machineWith(false))], [{}, { nodeKind: "simulated" }]);
    });

    for (const kind of ["real", "simulated"] as const) {
      it(`are ${kind} where they are asked for, whatever is built`, () => {
        for (const available of [true, false]) assert.deepEqual(nodesFor(machineWith(available), kind), { nodeKind: kind });
      });
    }
  });

  it("that is described by a file nobody can read is told of, and taken down, all the same", async () => {
    machine.write("clone/.moorage/cluster.json", "{");
    assert.equal((await statusData()).running, false);
    await down(machine.place, machine.offline(), machine.output);
    assert.equal(machine.lines.at(-1), "there is no cluster any more");
  });
});
