import assert from "node:assert/strict";
import { join } from "node:path";
import { nodeRefusal } from "@moorage/cluster";
import { readMachineFacts } from "@moorage/machine";
import { getTools } from "../src/tools.ts";
import type { ToolOptions, Tools } from "../src/tools.ts";
import { StandInMachine } from "./stand-in-machine.ts";

const PULUMI = ["pulumi-cli", "pulumi-language-nodejs", "pulumi-resource-kubernetes", "pulumi-resource-docker", "pulumi-resource-random"];
const EMBEDDED = ["kubernetes", "etcd", "kwok"];
/** Parts of a real node that are built; the others may be there on any machine. */
const NODE = ["kubernetes-node", "containerd", "coredns", "traefik", "node-helpers"];

describe("getting tools", () => {
  let machine: StandInMachine;
  beforeEach(() => {
    machine = new StandInMachine();
  });
  afterEach(() => machine.remove());

  const get = (changes: Partial<ToolOptions> = {}): Promise<Tools> => getTools(machine.place.stateDir, [], machine.offline(changes), machine.output);
  const missing = ({ missing: parts }: Tools): readonly string[] => parts.map(({ part }) => part.name);

  it("says beforehand what cannot be had, why, and what to do about it", async () => {
    await get();
    const [title, ...lines] = machine.lines;
    assert.equal(title, "Tools that this machine does not have yet");
    assert.deepEqual(lines.map((line) => /^ {2}(\S+) +cannot be had: .+\. To get it: .+$/.exec(line)?.[1]), [...PULUMI, ...EMBEDDED]);
  });

  it("says nothing where nothing is to be got", async () => {
    machine.installPulumi();
    for (const name of ["docker", "k3d", "kubectl"]) machine.program(name, "exit 0");
    await machine.engine();
    await get({ docker: true });
    assert.deepEqual(machine.lines, []);
  });

  it("wants the programs of the embedded cluster where it is asked for, though k3d is there", async () => {
    for (const name of ["docker", "k3d", "kubectl"]) machine.program(name, "exit 0");
    await machine.engine();
    machine.installPulumi();
    assert.deepEqual(missing(await get({ docker: true })), []);
    assert.deepEqual(missing(await get({ docker: true, provider: "embedded" })), EMBEDDED);
  });

  it("tells of every part without which there is no engine or no cluster", async () => {
    assert.deepEqual(missing(await get()), [...PULUMI, ...EMBEDDED]);
    machine.installPulumi();
    assert.deepEqual(missing(await get()), EMBEDDED);
  });

  it("finds what is installed, by path", async () => {
    machine.installPulumi();
    const { executables } = await get();
    assert.equal(executables["pulumi"], join(machine.folder, "pulumi", "versions", "3.250.0", "bin", "pulumi"));
    assert.equal(executables["pulumi-resource-random"], join(machine.folder, "pulumi", "plugins", "resource-random-v4.21.2", "pulumi-resource-random"));
  });

  it("finds k3d, kind and kubectl of the user", async () => {
    for (const name of ["k3d", "kubectl"]) machine.program(name, "exit 0");
    const { executables } = await get();
    assert.deepEqual(executables, { k3d: join(machine.folder, "bin", "k3d"), kubectl: join(machine.folder, "bin", "kubectl") });
  });

  it("wants no embedded cluster where one of containers can be had", async () => {
    for (const name of ["docker", "k3d", "kubectl"]) machine.program(name, "exit 0");
    await machine.engine();
    assert.deepEqual(missing(await get({ docker: true })), PULUMI);
  });

  it("wants an embedded cluster where nobody may ask the engine that k3d needs", async () => {
    for (const name of ["k3d", "kubectl"]) machine.program(name, "exit 0");
    assert.deepEqual(missing(await get({ docker: false })), [...PULUMI, ...EMBEDDED]);
  });

  it("does not count an engine that cannot be had as missing: everything but images works without it", async () => {
    machine.program("docker", "exit 1");
    const tools = await get({ docker: true });
    assert.ok(!missing(tools).includes("docker-engine"));
    assert.ok(!tools.machine.docker.available);
    assert.match(tools.machine.docker.why, /where no Docker engine answers$/);
    assert.ok(machine.lines.some((line) => /docker-engine +cannot be had/.test(line)));
  });

  it("writes down what was found out, for the program that is deployed later", async () => {
    const { machine: facts } = await get();
    assert.deepEqual(facts, { docker: { available: false, why: "--no-docker was given" }, baseImages: {} });
    assert.deepEqual(readMachineFacts(machine.place.stateDir), facts);
  });

  it("does not ask for an engine that nobody wants", async () => {
    machine.program("docker", 'echo asked >> "$W/asked"');
    await get({ docker: false });
    assert.equal(machine.has("asked"), false);
  });

  it("of tests alone is no condition for anything: what is absent has a reason, and nothing more is missing", async () => {
    const tools = await get({ tests: true });
    assert.deepEqual(missing(tools), [...PULUMI, ...EMBEDDED]);
    assert.ok(Object.keys(tools.absent).length > 0);
    for (const [name, why] of Object.entries(tools.absent)) assert.match(why, /cannot be had: .+; .+/, name);
    assert.deepEqual((await get()).absent, {});
  });

  describe("for a real node", () => {
    const names = async (changes: Partial<ToolOptions>): Promise<readonly string[]> => {
      machine.lines.splice(0);
      await get(changes);
      return machine.lines.map((line) => /^ {2}(\S+)/.exec(line)?.[1] ?? "").filter((name) => NODE.includes(name));
    };
    /** Where no real node can be whatever is there, nothing is got for one. */
    const wanted = nodeRefusal() === undefined ? NODE : [];

    beforeEach(async () => {
      machine.installPulumi();
      machine.program("docker", "exit 0");
      await machine.engine();
    });

    it("are wanted where an embedded cluster is and images are built", async () => {
      assert.deepEqual(await names({ docker: true }), wanted);
    });

    it("are wanted by tests even where a cluster of containers can be had", async () => {
      for (const name of ["k3d", "kubectl"]) machine.program(name, "exit 0");
      assert.deepEqual(await names({ docker: true }), []);
      assert.deepEqual(await names({ docker: true, provider: "embedded" }), wanted);
      assert.deepEqual(await names({ docker: true, tests: true }), wanted);
    });

    it("are of no use where nodes are simulated or no images are built", async () => {
      assert.deepEqual(await names({ docker: true, nodeKind: "simulated" }), []);
      assert.deepEqual(await names({ docker: true, tests: true, nodeKind: "simulated" }), []);
      assert.deepEqual(await names({ docker: false, tests: true }), []);
      assert.deepEqual(await names({ docker: false, nodeKind: "real" }), []);
    });

    it("are no condition for the cluster: what is absent has a reason", async () => {
      const tools = await get({ docker: true });
      assert.deepEqual(missing(tools), EMBEDDED);
      for (const name of wanted.length === 0 ? [] : ["kubelet", "kube-proxy", "containerd", "ctr", "coredns", "traefik", "pause"]) assert.match(tools.absent[name] ?? "", /cannot be had: it is not in the cache/, name);
    });
  });

  it("keeps them for all clones in the folder that its user says", async () => {
    assert.equal((await get()).home, machine.env["MOORAGE_HOME"]);
  });
});
