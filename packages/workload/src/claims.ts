import type { types } from "@pulumi/kubernetes";
import { dnsLabelProblem, memoryProblem } from "@moorage/core";
import type { Labels, Memory, Problems } from "@moorage/core";
import { mountPathProblem } from "@moorage/pod";
import type { MountSource } from "@moorage/pod";
import { statefulWorkloadDefaults } from "./defaults.ts";
import { oneOfProblem } from "./plain-values.ts";

/** A volume that each pod has of its own and finds again after a restart. */
export interface Claim {
  /** Where it is mounted, as an absolute path. A program that wants it empty takes a folder in it: its root may hold `lost+found`. */
  readonly path: string;
  /** Size. A later change is one of the StatefulSet's fixed fields: it replaces that, and claims that are there keep their size. */
  readonly size: Memory;
  /** What makes the volume. @default the cluster's default class */
  readonly storageClass?: string;
  /** Who may mount it at a time. @default ReadWriteOnce: one node */
  readonly accessMode?: "ReadWriteOnce" | "ReadWriteOncePod" | "ReadWriteMany";
}

/** Claims by name. */
export type Claims = Readonly<Record<string, Claim>>;

/** Where nothing else can be: the paths of a container's other folders. */
interface OtherFolders {
  readonly writable?: Readonly<Record<string, unknown>>;
  readonly mounts?: Readonly<Record<string, unknown>>;
}

/** Templates of the claims. Of labels they have the selector's alone, which never change: a template cannot. */
export function claimTemplates(claims: Claims, labels: Labels): types.input.core.v1.PersistentVolumeClaim[] {
  return Object.entries(claims).map(([name, { size, storageClass, accessMode = statefulWorkloadDefaults.accessMode }]) => ({
    metadata: { name, labels },
    spec: {
      accessModes: [accessMode],
      resources: { requests: { storage: size } },
      ...(storageClass === undefined ? {} : { storageClassName: storageClass }),
    },
  }));
}

/** Where the main container has its claims. */
export function claimMounts(claims: Claims): Readonly<Record<string, MountSource>> {
  return Object.fromEntries(Object.entries(claims).map(([volume, { path }]) => [path, { volume }]));
}

/** Notes every claim that cannot be made, or not be where it is put. */
export function claimProblems(problems: Problems, claims: Claims, { writable = {}, mounts = {} }: OtherFolders): void {
  const taken = new Map([["/tmp", "the folder that every container has"], ...Object.keys(writable).map((path) => [path, "in writable"] as const), ...Object.keys(mounts).map((path) => [path, "in mounts"] as const)]);
  for (const [name, { path, size, storageClass, accessMode }] of Object.entries(claims)) {
    problems.check(`claims.${name}`, dnsLabelProblem(name));
    problems.check(`claims.${name}.path`, mountPathProblem(path));
    problems.check(`claims.${name}.size`, memoryProblem(size));
    if (storageClass === "") problems.add({ path: `claims.${name}.storageClass`, problem: "is empty, which means that nothing makes the volume", expected: "a class, or no storageClass for the cluster's default" });
    if (accessMode !== undefined) problems.check(`claims.${name}.accessMode`, oneOfProblem(accessMode, ["ReadWriteOnce", "ReadWriteOncePod", "ReadWriteMany"]));
    const other = taken.get(path);
    if (other !== undefined) problems.add({ path: `claims.${name}.path`, problem: `${path} is also ${other}`, expected: "another path" });
    taken.set(path, `the claim ${name}`);
  }
}
