import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, realpathSync, rmSync, statSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { engineFacts, needsExecutables, skip } from "@moorage/testing";
import type { TestFacts } from "@moorage/testing";
import { clusterDown, clusterName, clusterStatus, clusterUp, hasImage, kubectl, loadImage, nodeRefusal, readClusterFacts, realNodeTools } from "../src/index.ts";
import type { ClusterFacts, ClusterUpOptions } from "../src/index.ts";
import { componentProcesses } from "../src/embedded/processes.ts";
import { pause } from "../src/pause.ts";
import { NODE_COMPONENT_NAMES } from "../src/real-node/components.ts";
import { processesWith, tracesOf } from "./real-node/traces.ts";

/** Only processes of this test's pods have it among their arguments. */
const MARK = `live-${process.pid}`;
const OBJECTS = `
apiVersion: v1
kind: PersistentVolumeClaim
metadata: { name: data, namespace: default }
spec: { accessModes: [ReadWriteOnce], resources: { requests: { storage: 1Mi } } }
---
apiVersion: v1
kind: Pod
metadata: { name: store, namespace: default }
spec:
  terminationGracePeriodSeconds: 1
  containers: [{ name: main, image: "moorage.local/pause:1", imagePullPolicy: Never, command: [/pause, ${MARK}], volumeMounts: [{ name: data, mountPath: /data }] }]
  volumes: [{ name: data, persistentVolumeClaim: { claimName: data } }]
`;

describe("a real node of real parts", function () {
  this.timeout(240_000);
  const root = realpathSync(mkdtempSync(join(tmpdir(), "moorage-real-")));
  const home = join(root, "shared");
  let got: TestFacts;
  let facts: ClusterFacts;
  let begun = false;
  const optionsOf = (clone: string, more: Partial<ClusterUpOptions> = {}): ClusterUpOptions => {
    const names = [...realNodeTools, "docker"];
    const tools = Object.fromEntries(names.map((name) => [name, got.executables[name] ?? name]));
    return { stateDir: join(root, clone, ".moorage"), home, tools, env: { ...process.env, HOME: join(root, "user") }, nodeKind: "real", ...more };
  };
  const workdirOf = (options: ClusterUpOptions): string => join(home, "nodes", clusterName(options.stateDir));
  const components = (options: ClusterUpOptions): Readonly<Record<string, number>> => {
    // The first of each name: for a moment, what it starts looks like itself.
    const found = [...componentProcesses(workdirOf(options))].sort((a, b) => b.pid - a.pid);
    return Object.fromEntries(found.map(({ component, pid }) => [component, pid]));
  };
  const traces = (options: ClusterUpOptions): readonly string[] => tracesOf(workdirOf(options), options.tools["iptables"] ?? "iptables");
  const get = (...args: string[]): Promise<string> => kubectl(facts, ["get", ...args]);
  const eventually = async (args: string[], wanted: RegExp): Promise<void> => {
    const end = Date.now() + 60_000;
    let seen = await get(...args);
    for (; !wanted.test(seen) && Date.now() < end; seen = await get(...args)) await pause(200);
    assert.match(seen, wanted);
  };
  const volume = async (): Promise<string> => join(workdirOf(optionsOf("clone")), "volumes", await get("pvc", "data", "--output", "jsonpath={.spec.volumeName}"));

  before(async function () {
    got = engineFacts(this);
    const refusal = nodeRefusal();
    if (refusal !== undefined) skip(this, `tests on a real node: ${refusal}`);
    needsExecutables(this, realNodeTools);
    begun = true;
    facts = await clusterUp(optionsOf("clone"));
  });
  after(async () => {
    if (begun) for (const clone of ["clone", "other", "broken", "cut"]) await clusterDown(optionsOf(clone));
    rmSync(root, { recursive: true, force: true });
  });

  it("is ready, with a kubeconfig of its own, and with every one of its processes", async () => {
    const status = await clusterStatus(optionsOf("clone"));
    assert.deepEqual([status.running, status.nodes, status.server], [true, { ready: 1, total: 1, kind: "real" }, facts.server]);
    assert.equal(statSync(facts.kubeconfig).mode & 0o777, 0o600);
    assert.deepEqual(readClusterFacts(optionsOf("clone").stateDir), facts);
    assert.deepEqual([facts.provider, facts.nodes, facts.home], ["embedded", "real", home]);
    for (const name of NODE_COMPONENT_NAMES) assert.ok(name in components(optionsOf("clone")), name);
  });

  it("is left alone by the next up", async () => {
    const before = components(optionsOf("clone"));
    assert.deepEqual(await clusterUp(optionsOf("clone")), facts);
    assert.deepEqual(components(optionsOf("clone")), before);
  });

  it("runs a pod for good, with a volume that is a folder", async () => {
    await kubectl(facts, ["apply", "--filename", "-"], { input: OBJECTS });
    await eventually(["pod", "store"], /1\/1\s+Running/);
    assert.equal(processesWith([MARK]).length, 1);
    writeFileSync(join(await volume(), "kept"), "kept");
  });

  it("answers on this machine's port by its ingress controller", async () => {
    assert.equal(await statusAt(facts.ingressPort), 404);
  });

  it("has an image of this machine's engine once it is loaded, under its own name or another one", async function () {
    if (!got.machine.docker.available) skip(this, `image tests: ${got.machine.docker.why}`);
    const docker = optionsOf("clone").tools["docker"] ?? "docker";
    const image = `moorage.local/${MARK}:1`;
    const layer = execFileSync("tar", ["--create", "--directory", join(workdirOf(optionsOf("clone")), "bin"), "--dereference", "pause"], { maxBuffer: 2 ** 28 });
    execFileSync(docker, ["import", "-", image], { input: layer, stdio: ["pipe", "ignore", "inherit"] });
    try {
      assert.equal(await hasImage(facts, image), false);
      await loadImage(facts, image);
      await loadImage(facts, image, { as: "redis:7.4.6" });
      assert.deepEqual([await hasImage(facts, image), await hasImage(facts, "docker.io/library/redis:7.4.6")], [true, true]);
      await assert.rejects(loadImage(facts, "moorage.local/none:1"), { code: "image-unknown" });
    } finally {
      execFileSync(docker, ["image", "rm", "--force", image], { stdio: "ignore" });
    }
  });

  it("has a component started again that was killed, while everything else and the pods go on", async () => {
    const before = components(optionsOf("clone"));
    const [inPod] = processesWith([MARK]);
    for (const name of ["kubelet", "traefik"]) process.kill(before[name] ?? 0, "SIGKILL");
    while ("kubelet" in components(optionsOf("clone")) || "traefik" in components(optionsOf("clone"))) await pause(20);
    assert.equal((await clusterStatus(optionsOf("clone"))).why, "not running: kubelet, traefik");
    assert.deepEqual(await clusterUp(optionsOf("clone")), facts);
    const { kubelet, traefik, ...others } = components(optionsOf("clone"));
    const { kubelet: formerKubelet, traefik: formerTraefik, ...formerOthers } = before;
    assert.deepEqual(others, formerOthers);
    assert.ok(kubelet !== undefined && kubelet !== formerKubelet && traefik !== undefined && traefik !== formerTraefik);
    assert.deepEqual(processesWith([MARK]), [inPod]);
    await eventually(["pod", "store", "--output", "jsonpath={.status.containerStatuses[0].restartCount} {.status.phase}"], /^0 Running$/);
    assert.equal(await statusAt(facts.ingressPort), 404);
  });

  it("stands beside the node of another clone: neither is on the other's wire or port, or let in by it, and each goes down alone", async () => {
    const other = optionsOf("other");
    const second = await clusterUp(other);
    assert.notEqual(second.server, facts.server);
    assert.notEqual(second.ingressPort, facts.ingressPort);
    assert.equal(await kubectl(second, ["get", "pods", "--output", "name"]), "");
    assert.match(await get("pod", "store", "--output", "name"), /store/);
    await assert.rejects(kubectl(second, ["--server", facts.server, "get", "pods"]), /certificate|x509/);
    await clusterDown(other);
    assert.deepEqual(traces(other), []);
    assert.equal((await clusterStatus(optionsOf("clone"))).running, true);
    assert.equal(processesWith([MARK]).length, 1);
  });

  it("comes back with its objects and data after its namespaces were killed with all that was in them", async () => {
    const folder = await volume();
    process.kill(components(optionsOf("clone"))["pause"] ?? 0, "SIGKILL");
    while (processesWith([MARK]).length > 0) await pause(20);
    const said: string[] = [];
    assert.deepEqual(await clusterUp(optionsOf("clone", { report: (line) => said.push(line) })), facts);
    assert.ok(said.some((line) => line.includes("with what was in it")), said.join("\n"));
    assert.equal(readFileSync(join(folder, "kept"), "utf8"), "kept");
    while (processesWith([MARK]).length === 0) await pause(100);
    await eventually(["pod", "store"], /1\/1\s+Running/);
    assert.equal(await volume(), folder);
  });

  it("is not begun where its port is taken or a tool is missing, and either is said", async () => {
    const broken = optionsOf("broken", { ingressPort: facts.ingressPort });
    await assert.rejects(clusterUp(broken), { code: "port-in-use", message: new RegExp(`^port ${facts.ingressPort} is taken by another program\\. Fix: `) });
    await clusterDown(broken);
    const { coredns: _coredns, runc: _runc, ...tools } = broken.tools;
    await assert.rejects(clusterUp({ ...broken, tools, provider: "embedded" }), { code: "no-provider", message: /^embedded with a real node cannot be used here: coredns, runc not there\. Fix: / });
    assert.deepEqual(traces(broken), []);
  });

  it("tells which component does not run, long before it would give up waiting, and what is half made goes", async () => {
    const broken = optionsOf("broken");
    const start = Date.now();
    await assert.rejects(clusterUp({ ...broken, tools: { ...broken.tools, "kube-scheduler": "/bin/false" } }), { code: "component-failed", message: /^kube-scheduler of the embedded cluster ended: / });
    assert.ok(Date.now() - start < 50_000, `${Date.now() - start} ms`);
    assert.equal(readClusterFacts(broken.stateDir), undefined);
    await clusterDown(broken);
    assert.deepEqual(traces(broken), []);
  });

  it("that was interrupted goes without a trace, by whom nothing is known of it", async () => {
    const cut = optionsOf("cut");
    const interruption = new AbortController();
    await assert.rejects(clusterUp({ ...cut, signal: interruption.signal, report: (line) => void (line.startsWith("waiting for the node") && interruption.abort()) }), { code: "aborted" });
    assert.ok(traces(cut).length > 0);
    await clusterDown(cut);
    assert.deepEqual(traces(cut), []);
  });

  it("leaves no process, mount, interface, rule, control group and folder after down, twice", async () => {
    const options = optionsOf("clone");
    await clusterDown(options);
    assert.deepEqual(tracesOf(workdirOf(options), options.tools["iptables"] ?? "iptables", [MARK]), []);
    await clusterDown(options);
    assert.equal(readClusterFacts(options.stateDir), undefined);
    assert.deepEqual(await clusterStatus(options), { exists: false, running: false, why: "there is no cluster for this clone" });
  });
});

function statusAt(port: number): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request({ host: "127.0.0.1", port, path: "/", agent: false, timeout: 5000 }, (response) => {
      response.resume();
      resolve(response.statusCode);
    }).on("error", reject).end();
  });
}
