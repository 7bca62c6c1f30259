import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { guardCloud, guardLocal } from "../src/guard.ts";
import type { CloudGuard, Guarded } from "../src/guard.ts";
import { CANARY, writeKubeconfig } from "./clusters.ts";

const HERE = "https://127.0.0.1:6443";
const THERE = "https://production.example.com";

describe("The guard", () => {
  let folder: string;
  let kubeconfig: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "guard-"));
    kubeconfig = join(folder, "config");
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const local = (server: string, context = "mine", named = "mine"): Guarded => {
    writeKubeconfig(kubeconfig, server, named);
    return guardLocal("dev", { kubeconfig, context });
  };
  const cloud = (server: string, { context = "mine", named = "mine", rehearsal = false, own }: Partial<CloudGuard> & { readonly context?: string; readonly named?: string } = {}): Guarded => {
    writeKubeconfig(kubeconfig, server, named);
    return guardCloud("prod", { kubeconfig, context }, { rehearsal, own });
  };
  /** Where it leads, and whether that is here; else what is wrong. */
  const said = (guarded: Guarded): unknown => ("problems" in guarded ? guarded.problems.map(({ problem }) => problem) : [guarded.found.server.origin, guarded.local]);

  it("lets a local stack reach a cluster of this machine", () => assert.deepEqual(said(local(HERE)), [HERE, true]));

  it("keeps a local stack from any other, and names it", () => {
    assert.deepEqual(local(THERE), {
      problems: [{ path: `stack dev: ${kubeconfig}`, problem: `context "mine" leads to ${THERE}, not to this machine`, expected: "a local cluster", fix: "pnpm moorage cluster up" }],
    });
  });

  it("goes for a local stack by the address, not by the name of the context", () => {
    assert.deepEqual(said(local("https://10.0.0.7", "minikube", "minikube")), ['context "minikube" leads to https://10.0.0.7, not to this machine']);
  });

  it("lets a stack of the cloud reach a cluster in the cloud, as a rehearsal too", () => {
    assert.deepEqual([cloud(THERE), cloud(THERE, { rehearsal: true })].map(said), [[THERE, false], [THERE, false]]);
  });

  it("keeps a stack of the cloud from a cluster of this machine, and says how to mean it", () => {
    assert.deepEqual(cloud(HERE), {
      problems: [{
        path: `stack prod: ${kubeconfig}`,
        problem: `context "mine" leads to ${HERE}, a cluster of this machine`,
        expected: "a cluster in the cloud",
        fix: "pulumi config set --stack prod context <name>, or for a rehearsal here: pulumi config set --stack prod rehearsal true",
      }],
    });
  });

  it("keeps a stack of the cloud from one that has the name of a developer's, whatever its address", () => {
    assert.deepEqual(said(cloud("https://192.168.49.2:8443", { context: "minikube", named: "minikube" })), ['context "minikube" leads to https://192.168.49.2:8443, and has the name of a cluster on a developer\'s machine']);
  });

  it("keeps a stack of the cloud from the clone's own cluster, known by its kubeconfig or its address", () => {
    const refused = [`context "mine" leads to ${THERE}, this clone's own cluster`];
    assert.deepEqual(said(cloud(THERE, { own: { kubeconfig, server: HERE } })), refused);
    assert.deepEqual(said(cloud(THERE, { own: { kubeconfig: join(folder, "other"), server: `${THERE}/path` } })), refused);
    assert.deepEqual(said(cloud(THERE, { own: { kubeconfig: join(folder, "other"), server: HERE } })), [THERE, false]);
  });

  it("lets a rehearsal reach any of them, and knows it for one", () => {
    assert.deepEqual([cloud(HERE, { rehearsal: true }), cloud(THERE, { rehearsal: true, own: { kubeconfig, server: HERE } }), cloud(THERE, { rehearsal: true, context: "k3d-a", named: "k3d-a" })].map(said), [[HERE, true], [THERE, true], [THERE, true]]);
  });

  it("asks for a cluster where a local stack has none, and for the setting to blame where one of the cloud has none", () => {
    const fixes = (guarded: Guarded): readonly unknown[] => ("problems" in guarded ? guarded.problems.map(({ path, problem, fix, ...others }) => [path, problem, fix, "setting" in others]) : []);
    const [path, problem] = [`: ${kubeconfig}`, 'has no context "other"'];
    assert.deepEqual(fixes(local(HERE, "other")), [[`stack dev${path}`, problem, "pnpm moorage cluster up", false]]);
    assert.deepEqual(fixes(cloud(THERE, { context: "other" })), [[`stack prod${path}`, problem, "pulumi config set --stack prod context <name>", false]]);
    const missing = join(folder, "none");
    assert.deepEqual(fixes(guardLocal("dev", { kubeconfig: missing, context: "mine" })), [[`stack dev: ${missing}`, "is not there", "pnpm moorage cluster up", false]]);
    assert.deepEqual(fixes(guardCloud("prod", { kubeconfig: missing, context: "mine" }, { rehearsal: true })), [[`stack prod: ${missing}`, "is not there", "pulumi config set --stack prod kubeconfig <path>", false]]);
  });

  it("shows nobody's key and no login of an address", () => {
    const refused = [local(`https://127.0.0.1:${CANARY}@production.example.com`), local(HERE, "other"), cloud(`https://user:${CANARY}@localhost:6443`), cloud(THERE, { context: "other" })];
    for (const each of refused) {
      assert.ok("problems" in each);
      assert.equal(each.problems.length, 1);
      assert.ok(!JSON.stringify(each).includes(CANARY));
    }
  });
});
