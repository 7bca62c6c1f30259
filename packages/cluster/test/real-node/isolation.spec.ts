import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { componentProcesses } from "../../src/embedded/processes.ts";
import { beginIsolation, endIsolation, isolationPid, within } from "../../src/real-node/isolation.ts";
import type { Link } from "../../src/real-node/link.ts";
import { StandInNode } from "./stand-in-node.ts";

const LINK: Link = { name: "mg-0123456789", host: "198.18.7.5", node: "198.18.7.6" };

describe("the namespaces of a real node", () => {
  let node: StandInNode;
  beforeEach(() => {
    node = new StandInNode();
  });
  afterEach(async () => {
    await endIsolation(node.places, "mg-nobody's");
    node.remove();
  });

  it("are known by their first process, and by no other of the node's", async () => {
    assert.equal(isolationPid(node.places), undefined);
    await node.process("etcd");
    assert.equal(isolationPid(node.places), undefined);
    const { pid } = await node.process("pause");
    assert.equal(isolationPid(node.places), pid);
  });

  it("are entered all three of them, by a tool that was given", () => {
    assert.deepEqual(within(node.context(), 7), [node.at("bin/nsenter"), "--target", "7", "--mount", "--net", "--pid", "--"]);
    assert.throws(() => within({ ...node.context(), tools: {} }, 7), { code: "tool-missing", message: "no nsenter was given. Fix: run `pnpm start`, which gets it" });
  });

  describe("that are made", () => {
    beforeEach(() => {
      node.sleeping("pause");
      // The first process is what stands last.
      node.script("unshare", 'echo "$*" >> "$W/unshared"; for last; do :; done; exec "$last" 60');
      node.script("ip", 'echo "ip $*" >> "$W/calls"; [ ! -e "$W/refused" ] || { echo "RTNETLINK answers: Operation not permitted" >&2; exit 2; }');
    });
    const begin = (): Promise<number> => beginIsolation(node.context("unshare", "ip"), node.places, LINK);

    it("are of networks, mounts and processes, seen by nobody else, and end with their first process", async () => {
      const pid = await begin();
      assert.equal(pid, isolationPid(node.places));
      const [command = ""] = node.lines("unshared");
      assert.equal(command, `--mount --net --pid --fork --kill-child --mount-proc --propagation private ${join(node.places.bin, "pause")}`);
    });

    it("have one wire to this machine, up at this end before anything is set up at the other", async () => {
      const pid = await begin();
      assert.deepEqual(node.lines("calls"), [
        `ip link add ${LINK.name} type veth peer name eth0 netns ${pid}`,
        `ip address add ${LINK.host}/30 dev ${LINK.name}`,
        `ip link set ${LINK.name} up`,
      ]);
    });

    it("are set up within: address, way out, and what is seen of this machine's folders", async () => {
      const pid = await begin();
      assert.deepEqual(node.lines("entered"), [`nsenter --target ${pid} --mount --net --pid`]);
      const environment = node.read("environment");
      for (const line of [`ADDRESS=${LINK.node}/30`, `GATEWAY=${LINK.host}`, `KEPT=${node.places.home}`, `WORKDIR=${node.places.workdir}`, `IP=${node.at("bin/ip")}`]) assert.ok(environment.split("\n").includes(line), line);
    });

    it("show the kubelet the settings of a kernel that it wants, and change none of this machine's", async () => {
      await begin();
      const settings = node.read("settings").split("\n").filter((line) => line !== "");
      assert.ok(settings.includes("vm/overcommit_memory 1"), settings.join("\n"));
      for (const line of settings) assert.match(line, /^(vm|kernel)\/[\w/]+ \d+$/);
      const writes = node.read("setup").split("\n").filter((line) => line.includes("> /proc/"));
      // Whether packets are passed on is the network namespace's own.
      assert.deepEqual(writes, ["echo 1 > /proc/sys/net/ipv4/ip_forward"]);
    });

    it("quote every folder: a home may have blanks in its name", async () => {
      await begin();
      const variables = [...node.read("setup").matchAll(/.\$[A-Z]+[^\s;]*/g)].map(([text]) => text);
      assert.ok(variables.length > 4);
      for (const variable of variables) assert.match(variable, /^"\$[A-Z]+(\/bin)?"$/);
    });

    it("are told of in one line where the kernel refuses the wire, and go with everything", async () => {
      node.write("refused", "");
      await assert.rejects(begin(), { code: "command-failed", message: "ip link add mg-0123456789 failed: RTNETLINK answers: Operation not permitted" });
      await endIsolation(node.places, LINK.name);
      assert.equal(isolationPid(node.places), undefined);
    });

    it("have what their maker said in a log", async () => {
      node.script("unshare", 'echo "unshare: it is so" >&2; for last; do :; done; exec "$last" 60');
      await begin();
      assert.equal(readFileSync(join(node.places.logs, "pause.log"), "utf8"), "unshare: it is so\n");
    });

    it("are not made without the tools for it, and nothing is left of the attempt", async () => {
      await assert.rejects(beginIsolation(node.context("ip"), node.places, LINK), { code: "tool-missing", message: /^no unshare was given/ });
      assert.deepEqual(componentProcesses(node.places.workdir), []);
    });
  });

  it("end with all that runs in them, and with nothing else", async () => {
    const processes = await Promise.all(["pause", "etcd", "kubelet"].map(async (component) => node.process(component)));
    const ends = processes.map(async (child) => once(child, "exit"));
    const stranger = spawn("/bin/sleep", ["60"], { stdio: "ignore" });
    try {
      await endIsolation(node.places, LINK.name);
      for (const end of ends) assert.deepEqual(await end, [null, "SIGKILL"]);
      assert.deepEqual([stranger.exitCode, stranger.signalCode], [null, null]);
    } finally {
      stranger.kill("SIGKILL");
    }
  });

  it("that are not there are fine to end", async () => endIsolation(node.places, LINK.name));
});
