import assert from "node:assert/strict";
import { placesOf } from "../src/embedded/components.ts";
import type { Places } from "../src/embedded/components.ts";
import { runKwokctl } from "../src/embedded/kwokctl.ts";
import { ScriptFolder } from "./script-folder.ts";

describe("kwokctl", () => {
  let folder: ScriptFolder;
  let places: Places;
  beforeEach(() => {
    folder = new ScriptFolder();
    places = placesOf(folder.at("shared"), "moorage-abcdef");
  });
  afterEach(() => folder.remove());

  const run = (body: string, args: readonly string[] = ["create", "cluster"], signal?: AbortSignal): Promise<void> => runKwokctl(folder.script("kwokctl", body), args, places, signal);
  /** What a starter leaves of a component that has ended. */
  const ended = (component: string, log: string): void => {
    folder.write(`shared/clusters/moorage-abcdef/pids/${component}.pid`, "999999");
    folder.write(`shared/clusters/moorage-abcdef/logs/${component}.log`, log);
  };

  it("is called as told and ends well", async () => {
    await run('echo "$*" > "$W/call"', ["--name", "moorage-abcdef", "start", "cluster"]);
    assert.equal(folder.read("call"), "--name moorage-abcdef start cluster\n");
  });

  it("sees nothing of its user's: settings, variables, programs and kubeconfig are the cluster's own", async () => {
    await run('/usr/bin/env > "$W/environment"');
    const variables = Object.fromEntries(folder.lines("environment").map((line) => line.split("=", 2) as [string, string]));
    const { HOME, PATH, KWOK_WORKDIR, KUBECONFIG, ...others } = variables;
    assert.deepEqual([HOME, PATH, KWOK_WORKDIR], [places.workdir, `${places.workdir}/bin`, places.home]);
    assert.ok(KUBECONFIG?.startsWith(`${places.workdir}/`));
    // What a shell sets by itself.
    assert.deepEqual(Object.keys(others).filter((name) => !["PWD", "SHLVL", "_", "OLDPWD"].includes(name)), []);
  });

  for (const verb of ["create", "start"]) {
    it(`that fails to ${verb} a cluster says so with its own last words where every component runs`, async () => {
      await assert.rejects(run("echo 'ERROR cannot' >&2; exit 1", ["--name", "x", verb, "cluster"]), { code: "command-failed", message: `kwokctl ${verb} cluster failed: ERROR cannot` });
    });
  }

  it("that fails because a component ended leaves the word to the component", async () => {
    ended("kube-apiserver", "F0101 00:00:00.000000       1 b.go:2] cannot read the key\n");
    await assert.rejects(run("echo 'context deadline exceeded' >&2; exit 1"), { code: "component-failed", message: /^kube-apiserver of the embedded cluster ended: cannot read the key \(.*kube-apiserver\.log\)\. Fix: / });
  });

  it("is left alone about a component of which there is a file a moment before there is a process", async () => {
    const file = "$W/shared/clusters/moorage-abcdef/pids";
    await run(`/bin/mkdir -p ${file}; echo 1 > ${file}/etcd.pid; /bin/sleep 0.4; /bin/rm ${file}/etcd.pid; /bin/sleep 0.25; echo done > "$W/done"`);
    assert.equal(folder.read("done"), "done\n");
  });

  it("that is interrupted was interrupted, whatever has ended by then", async () => {
    const signal = AbortSignal.timeout(150);
    ended("etcd", "");
    await assert.rejects(run("exec /bin/sleep 30", ["create", "cluster"], signal), { code: "aborted" });
  });

  it("that is not there is told apart from one that fails", async () => {
    await assert.rejects(runKwokctl(folder.at("none"), ["create", "cluster"], places), { code: "tool-missing" });
  });
});
