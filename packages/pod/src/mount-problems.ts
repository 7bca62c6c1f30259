import { posix } from "node:path";
import { memoryBytes, memoryProblem, resourcePresets, resourcesOf } from "@moorage/core";
import type { Problem, Problems } from "@moorage/core";
import type { CheckedContainer } from "./container-args.ts";
import { podDefaults } from "./defaults.ts";
import { foldersOf, scratchPath } from "./volumes.ts";

const MEBI = 2 ** 20;

/**
 * What keeps something from being mounted at `path`.
 * @returns `undefined` for a good path
 * @example
 * ```ts
 * import { mountPathProblem } from "@moorage/pod";
 *
 * const problem = mountPathProblem("data/"); // { problem: "is no path to mount at", got: '"data/"', … }
 * ```
 */
export function mountPathProblem(path: string): Omit<Problem, "path"> | undefined {
  const plain = path.startsWith("/") && path !== "/" && !path.endsWith("/") && !path.includes(":") && posix.normalize(path) === path;
  return plain ? undefined : { problem: "is no path to mount at", got: JSON.stringify(path), expected: "an absolute path such as /data, without a slash at its end, . or .." };
}

/** Notes every folder that cannot be where it is put, or not as large as it is. */
export function mountProblems(problems: Problems, settings: CheckedContainer): void {
  const { scratch, writable = {}, mounts = {} } = settings;
  if (scratch !== undefined) problems.check("scratch", memoryProblem(scratch));
  for (const [path, size] of Object.entries(writable)) {
    problems.check(`writable.${path}`, memoryProblem(size));
    problems.check(`writable.${path}`, mountPathProblem(path));
    if (path === scratchPath && scratch !== undefined) problems.add({ path: `writable.${path}`, problem: "gives /tmp a size, and so does scratch", expected: "one of them" });
  }
  const folders = Object.keys(foldersOf(settings));
  for (const path of Object.keys(mounts)) {
    problems.check(`mounts.${path}`, mountPathProblem(path));
    if (folders.includes(path)) problems.add({ path: `mounts.${path}`, problem: path === scratchPath ? "is where every container has its empty folder" : "is also in writable", expected: "another path" });
  }
  roomProblems(problems, settings);
}

/** Empty folders lie on the node's disk: a pod that fills more than its limit is evicted, whatever its folders may hold. */
function roomProblems(problems: Problems, settings: CheckedContainer): void {
  const runtime = settings.runtime ?? podDefaults.runtime;
  const folders = Object.entries(foldersOf(settings));
  if (!(runtime in resourcePresets)) return;
  const limit = resourcesOf(runtime, settings.resources).limits["ephemeral-storage"];
  if ([limit, ...folders.map(([, size]) => size)].some((size) => memoryProblem(size) !== undefined)) return;
  const needed = folders.reduce((sum, [, size]) => sum + memoryBytes(size), 0);
  if (needed <= memoryBytes(limit)) return;
  problems.add({
    path: settings.writable === undefined ? "scratch" : "writable",
    problem: `${folders.map(([path, size]) => `${size} ${path}`).join(" + ")} is more than the pod may store`,
    got: `${Math.ceil(needed / MEBI)}Mi`,
    expected: `at most ${limit}`,
    fix: `set resources.limits.ephemeral-storage to "${Math.ceil(needed / MEBI)}Mi" or more`,
  });
}
