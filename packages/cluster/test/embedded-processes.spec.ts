import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, symlinkSync } from "node:fs";
import { basename, join } from "node:path";
import { componentProcesses, deadComponents, stopComponents } from "../src/embedded/processes.ts";
import { pause } from "../src/pause.ts";
import { ScriptFolder } from "./script-folder.ts";

describe("the processes of an embedded cluster", () => {
  let folder: ScriptFolder;
  let workdir: string;
  const started: ChildProcess[] = [];
  beforeEach(() => {
    folder = new ScriptFolder();
    workdir = folder.at("clusters/moorage-abcdef");
  });
  afterEach(() => {
    for (const child of started.splice(0)) child.kill("SIGKILL");
    folder.remove();
  });

  /** Starts a program by the path that a component of a cluster has, and leaves the file that its starter leaves. */
  const start = async (component: string, { cluster = workdir, program = "/bin/sleep", args = ["30"] } = {}): Promise<ChildProcess & { readonly pid: number }> => {
    const path = join(cluster, "bin", component);
    mkdirSync(join(cluster, "bin"), { recursive: true });
    if (!existsSync(path)) symlinkSync(program, path);
    const child = spawn(path, args, { stdio: "ignore" });
    started.push(child);
    await once(child, "spawn");
    folder.write(join("clusters", basename(cluster), "pids", `${component}.pid`), String(child.pid));
    return child as ChildProcess & { readonly pid: number };
  };
  const isAlive = ({ exitCode, signalCode }: ChildProcess): boolean => exitCode === null && signalCode === null;

  it("are none where there is no cluster", async () => {
    assert.deepEqual(componentProcesses(workdir), []);
    assert.deepEqual(deadComponents(workdir), []);
    await stopComponents(workdir, { keepData: true });
  });

  it("are found by what they run, with their names", async () => {
    const [etcd, kwok] = [await start("etcd"), await start("kwok-controller")];
    const found = [...componentProcesses(workdir)].sort((a, b) => a.component.localeCompare(b.component));
    assert.deepEqual(found, [{ pid: etcd.pid, component: "etcd" }, { pid: kwok.pid, component: "kwok-controller" }]);
    assert.deepEqual(deadComponents(workdir), []);
  });

  it("are told from those of a cluster whose name begins alike", async () => {
    await start("etcd", { cluster: `${workdir}0` });
    await start("etcd", { cluster: folder.at("clusters/moorage") });
    assert.deepEqual(componentProcesses(workdir), []);
  });

  it("are told from programs that only name them among their arguments", async () => {
    const path = join(workdir, "bin", "etcd");
    const child = spawn("/bin/sh", ["-c", "sleep 30 & wait", path], { stdio: "ignore", detached: true });
    await once(child, "spawn");
    try {
      assert.deepEqual(componentProcesses(workdir), []);
    } finally {
      process.kill(-(child.pid ?? 0), "SIGKILL");
    }
  });

  it("that have ended are known by the files that their starter left", async () => {
    const [etcd] = [await start("etcd"), await start("kube-apiserver")];
    etcd.kill("SIGKILL");
    await once(etcd, "exit");
    assert.deepEqual(deadComponents(workdir), ["etcd"]);
  });

  it("end all of them, and those of no other cluster", async () => {
    const mine = [await start("etcd"), await start("kube-apiserver"), await start("kube-scheduler")];
    const other = await start("etcd", { cluster: folder.at("clusters/moorage-012345") });
    const ends = Promise.all(mine.map(async (child) => once(child, "exit")));
    await stopComponents(workdir, { keepData: false });
    await ends;
    assert.deepEqual(componentProcesses(workdir), []);
    assert.equal(existsSync(join(workdir, "pids")), false);
    assert.equal(isAlive(other), true);
  });

  /** A store that closes its files when it is told to end, if it is let. */
  const store = (): Promise<ChildProcess & { readonly pid: number }> => {
    const closing = `process.on("SIGTERM", () => { require("node:fs").writeFileSync(${JSON.stringify(folder.at("closed"))}, ""); process.exit(); }); setInterval(() => {}, 1000); require("node:fs").writeFileSync(${JSON.stringify(folder.at("listens"))}, "");`;
    return start("etcd", { program: process.execPath, args: ["-e", closing] });
  };
  const listening = async (): Promise<void> => {
    while (!folder.has("listens")) await pause(20);
  };

  it("give the store time to close its files when they are to be kept", async () => {
    await store();
    await listening();
    await stopComponents(workdir, { keepData: true });
    assert.equal(folder.has("closed"), true);
    assert.deepEqual(componentProcesses(workdir), []);
  });

  it("give it none when they are thrown away", async () => {
    const etcd = await store();
    await listening();
    const end = once(etcd, "exit");
    await stopComponents(workdir, { keepData: false });
    assert.deepEqual(await end, [null, "SIGKILL"]);
    assert.equal(folder.has("closed"), false);
  });

  it("do not wait for a store that hears nothing", async () => {
    const deaf = `process.on("SIGTERM", () => {}); setInterval(() => {}, 1000); require("node:fs").writeFileSync(${JSON.stringify(folder.at("listens"))}, "");`;
    const etcd = await start("etcd", { program: process.execPath, args: ["-e", deaf] });
    await listening();
    const end = once(etcd, "exit");
    await stopComponents(workdir, { keepData: true });
    assert.deepEqual(await end, [null, "SIGKILL"]);
  });
});
