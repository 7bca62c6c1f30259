import assert from "node:assert/strict";
import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseAllDocuments } from "yaml";
import { clusterDown, clusterName, clusterStatus, clusterUp, readClusterFacts } from "../src/index.ts";
import { REQUIRED_TOOLS } from "../src/embedded/components.ts";
import { clusterDescription } from "../src/embedded/config.ts";
import { componentFailure, lastTrouble } from "../src/embedded/logs.ts";
import { deadComponents } from "../src/embedded/processes.ts";
import { World } from "./stand-ins.ts";

const ports = { apiServer: 1, etcd: 2, etcdPeer: 3, controllerManager: 4, scheduler: 5, kwok: 6 };

describe("the description of an embedded cluster", () => {
  const tools = Object.fromEntries(REQUIRED_TOOLS.map((name) => [name, `/tools/${name}`]));
  const documents: readonly { kind: string; metadata?: { name: string }; options: Record<string, unknown> }[] = parseAllDocuments(clusterDescription(tools, ports)).map((document) => document.toJS() as (typeof documents)[number]);

  it("names every executable by path, so that nothing is fetched", () => {
    const binaries = Object.entries(documents[0]?.options ?? {}).filter(([key]) => key.endsWith("Binary"));
    assert.equal(binaries.length, 6);
    for (const [key, path] of binaries) assert.match(String(path), /^\/tools\//, key);
  });

  it("listens on the loopback address only, with authorization on", () => {
    const { bindAddress, securePort, kubeAuthorization, kubeAdmission } = documents[0]?.options ?? {};
    assert.deepEqual([bindAddress, securePort, kubeAuthorization, kubeAdmission], ["127.0.0.1", true, true, true]);
  });

  it("gives addresses and volumes besides pods and nodes", () => {
    const names = documents.slice(1).map(({ metadata }) => metadata?.name);
    for (const name of ["node-ready", "pod-ready", "ingress-address", "load-balancer-address", "volume-for-claim", "volume-released"]) assert.ok(names.includes(name), name);
  });

  it("tells which tool is missing", () => {
    const { etcd: _left, ...others } = tools;
    assert.throws(() => clusterDescription(others, ports), { code: "tool-missing", message: /no etcd was given\. Fix: / });
  });
});

describe("an embedded cluster that does not come up", () => {
  let world: World;
  let workdir: string;
  beforeEach(() => {
    world = new World();
    mkdirSync(world.stateDir, { recursive: true });
    workdir = join(world.home, "clusters", clusterName(world.stateDir));
    for (const name of REQUIRED_TOOLS) {
      writeFileSync(world.tool(name), "#!/bin/sh\nexit 0\n");
      chmodSync(world.tool(name), 0o755);
    }
  });
  afterEach(() => world.remove());

  const kwokctl = (body: string): void => writeFileSync(world.tool("kwokctl"), `#!/bin/sh\n${body}\n`);
  /** Leaves what a component leaves that was started and ended. */
  const ended = (component: string, log: string): string =>
    `/bin/mkdir -p ${workdir}/pids ${workdir}/logs; echo 999999 > ${workdir}/pids/${component}.pid; echo '${log}' > ${workdir}/logs/${component}.log`;

  it("does not wait for a component that has ended, and passes on its last words", async () => {
    kwokctl(`${ended("etcd", '{"level":"fatal","msg":"discovery failed","error":"listen tcp 127.0.0.1:2: bind: address already in use"}')}; exec /bin/sleep 30`);
    const start = Date.now();
    await assert.rejects(clusterUp(world.options(...REQUIRED_TOOLS)), { code: "port-in-use", message: /^etcd of the embedded cluster ended, its port is taken: discovery failed: listen tcp/ });
    assert.ok(Date.now() - start < 5000);
    assert.equal(readClusterFacts(world.stateDir), undefined);
  });

  it("says that the disk is full when that is why", async () => {
    kwokctl(`${ended("etcd", '{"level":"panic","msg":"failed to save","error":"write wal: no space left on device"}')}; exit 1`);
    await assert.rejects(clusterUp(world.options(...REQUIRED_TOOLS)), { code: "disk-full" });
  });

  it("can be interrupted, and what it left is removed aloud by the next one", async () => {
    kwokctl(`/bin/mkdir -p ${workdir}; exec /bin/sleep 30`);
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 200);
    await assert.rejects(clusterUp({ ...world.options(...REQUIRED_TOOLS), signal: controller.signal }), { code: "aborted" });
    const said: string[] = [];
    kwokctl("echo broken >&2; exit 1");
    await assert.rejects(clusterUp({ ...world.options(...REQUIRED_TOOLS), report: (line) => said.push(line) }), /broken/);
    assert.ok(said.includes("removing an embedded cluster that was never finished"), said.join("\n"));
  });

  it("is removed by down though nothing is known of it", async () => {
    mkdirSync(workdir, { recursive: true });
    await clusterDown(world.options(...REQUIRED_TOOLS));
    assert.equal((await clusterStatus(world.options(...REQUIRED_TOOLS))).exists, false);
    assert.throws(() => chmodSync(workdir, 0o700), { code: "ENOENT" });
  });

  it("never takes another program for a component because of a number in a file", () => {
    mkdirSync(join(workdir, "pids"), { recursive: true });
    writeFileSync(join(workdir, "pids", "etcd.pid"), String(process.pid));
    assert.deepEqual(deadComponents(workdir), ["etcd"]);
  });

  it("is told from the last line about trouble, not from the last line", () => {
    const logs = join(world.folder, "logs");
    mkdirSync(logs);
    writeFileSync(join(logs, "kube-apiserver.log"), "I0101 00:00:00.000000 1 a.go:1] starting\nF0101 00:00:00.000000       1 b.go:2] cannot read the key\nI0101 00:00:00.000000 1 a.go:3] bye\n");
    assert.equal(lastTrouble(logs, "kube-apiserver"), "cannot read the key");
    const { code, message } = componentFailure(logs, "kube-scheduler");
    assert.equal(code, "component-failed");
    assert.match(message, /^kube-scheduler of the embedded cluster ended: it said nothing .*Fix: /);
  });
});
