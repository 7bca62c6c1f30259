import assert from "node:assert/strict";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { controlGroups, makeControlGroup, removeControlGroup } from "../../src/real-node/control-groups.ts";
import { ScriptFolder } from "../script-folder.ts";

const NAME = "moorage-abcdef";

describe("the control group of a real node", () => {
  let folder: ScriptFolder;
  let root: string;
  beforeEach(() => {
    folder = new ScriptFolder();
    root = folder.at("cgroup");
  });
  afterEach(() => folder.remove());

  /** As the kernel shows the second version: one tree for all controllers. */
  const unified = (): void => void folder.write("cgroup/cgroup.controllers", "cpu memory pids");
  /** As it shows the first one: a tree for each controller, and links and folders that are none. */
  const separate = (): void => {
    for (const controller of ["cpu,cpuacct", "cpuset", "memory", "pids"]) folder.write(`cgroup/${controller}/cgroup.procs`, "");
    for (const [file, text] of [["cpuset.cpus", "0-1\n"], ["cpuset.mems", "0\n"]] as const) folder.write(`cgroup/cpuset/${file}`, text);
    mkdirSync(join(root, "not-a-controller"));
    folder.write("cgroup/a-file", "");
  };

  it("is one folder where controllers share a tree", async () => {
    unified();
    makeControlGroup(NAME, root);
    assert.deepEqual(controlGroups(NAME, root), [join(root, NAME)]);
    await removeControlGroup(NAME, root);
    assert.deepEqual(controlGroups(NAME, root), []);
    assert.ok(existsSync(join(root, "cgroup.controllers")));
  });

  it("is one folder for each controller where each has a tree, and none elsewhere", async () => {
    separate();
    makeControlGroup(NAME, root);
    assert.deepEqual([...controlGroups(NAME, root)].sort(), ["cpu,cpuacct", "cpuset", "memory", "pids"].map((controller) => join(root, controller, NAME)));
    assert.equal(existsSync(join(root, "not-a-controller", NAME)), false);
    await removeControlGroup(NAME, root);
    assert.deepEqual(controlGroups(NAME, root), []);
    assert.ok(existsSync(join(root, "memory", "cgroup.procs")));
  });

  it("may use all that this machine has of processors and memory, without which it could hold no process", () => {
    separate();
    for (const file of ["cpuset.cpus", "cpuset.mems"]) folder.write(`cgroup/cpuset/${NAME}/${file}`, "\n");
    makeControlGroup(NAME, root);
    assert.deepEqual(["cpuset.cpus", "cpuset.mems"].map((file) => readFileSync(join(root, "cpuset", NAME, file), "utf8")), ["0-1\n", "0\n"]);
    for (const controller of ["memory", "pids"]) assert.equal(existsSync(join(root, controller, NAME, "cpuset.cpus")), false);
  });

  it("keeps what it was given before", () => {
    separate();
    folder.write(`cgroup/cpuset/${NAME}/cpuset.cpus`, "1\n");
    makeControlGroup(NAME, root);
    makeControlGroup(NAME, root);
    assert.equal(readFileSync(join(root, "cpuset", NAME, "cpuset.cpus"), "utf8"), "1\n");
  });

  it("goes with all groups below it, and with nobody else's", async () => {
    unified();
    for (const group of [`${NAME}/kubepods/burstable/pod-1/container-1`, `${NAME}/kubepods/besteffort`, "moorage-012345/kubepods"]) mkdirSync(join(root, group), { recursive: true });
    await removeControlGroup(NAME, root);
    assert.deepEqual([controlGroups(NAME, root), controlGroups("moorage-012345", root)], [[], [join(root, "moorage-012345")]]);
    assert.ok(existsSync(join(root, "moorage-012345", "kubepods")));
  });

  it("goes when the kernel has let go of its last process, which may be a moment later", async () => {
    separate();
    makeControlGroup(NAME, root);
    // A file in it keeps a folder from going, as a process does with a group.
    const busy = folder.write(`cgroup/memory/${NAME}/kubepods/process`, "");
    setTimeout(() => rmSync(busy), 250);
    const start = Date.now();
    await removeControlGroup(NAME, root);
    assert.ok(Date.now() - start >= 200, `${Date.now() - start} ms`);
    assert.deepEqual(controlGroups(NAME, root), []);
  });

  it("that is not there is fine to remove, and so is one of a system that has none", async () => {
    unified();
    await removeControlGroup(NAME, root);
    await removeControlGroup(NAME, folder.at("nowhere"));
    assert.deepEqual(controlGroups(NAME, folder.at("nowhere")), []);
  });
});
