import { existsSync, mkdirSync, readdirSync, readFileSync, rmdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pause } from "../pause.ts";

const ROOT = "/sys/fs/cgroup";
/** What the first version of control groups asks of a group before processes may be in it. */
const CPU_SET = ["cpuset.cpus", "cpuset.mems"];
const ATTEMPTS = 50;

/** Makes the control group that all pods of a node are in: one folder, or one for each controller in the first version of them. */
export function makeControlGroup(name: string, root = ROOT): void {
  for (const hierarchy of hierarchies(root)) {
    const folder = join(hierarchy, name);
    mkdirSync(folder, { recursive: true });
    for (const file of CPU_SET) {
      const own = join(folder, file);
      if (existsSync(own) && readFileSync(own, "utf8").trim() === "" && existsSync(join(hierarchy, file))) writeFileSync(own, readFileSync(join(hierarchy, file)));
    }
  }
}

/** Removes it with all that is below it. The kernel lets go of processes that have ended a moment later, so it is tried for a while. */
export async function removeControlGroup(name: string, root = ROOT): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    const left = controlGroups(name, root);
    if (left.length === 0) return;
    try {
      for (const folder of left) removeBelow(folder);
    } catch (error) {
      if (attempt === ATTEMPTS) throw error;
      await pause(100);
    }
  }
}

/** Folders of the machine under which a node's control group is. */
export function controlGroups(name: string, root = ROOT): readonly string[] {
  return hierarchies(root).map((hierarchy) => join(hierarchy, name)).filter(existsSync);
}

function hierarchies(root: string): readonly string[] {
  if (existsSync(join(root, "cgroup.controllers"))) return [root];
  // Systems without control groups have no nodes either, and nothing to remove.
  if (!existsSync(root)) return [];
  return readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => join(root, name)).filter((folder) => existsSync(join(folder, "cgroup.procs")));
}

/** A group is a folder whose files go with it; the groups below it have to go first. */
function removeBelow(folder: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) if (entry.isDirectory()) removeBelow(join(folder, entry.name));
  rmdirSync(folder);
}
