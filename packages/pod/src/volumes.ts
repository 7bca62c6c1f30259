import { createHash } from "node:crypto";
import type { types } from "@pulumi/kubernetes";
import type { Memory } from "@moorage/core";
import type { ContainerArgs, ContainerSettings, MountSource } from "./container-args.ts";
import { podDefaults } from "./defaults.ts";

type Volume = types.input.core.v1.Volume;
type VolumeMount = types.input.core.v1.VolumeMount;

/** What one container mounts, and the volumes it needs for that. */
export interface Mounts {
  /** Mounts of the container. */
  readonly mounts: VolumeMount[];
  /** Volumes of the pod. */
  readonly volumes: Volume[];
}

/** The folder that every container may write to. */
export const scratchPath = "/tmp";

/** Owner and group read; nobody writes, and nobody else reads. */
const FILE_MODE = 0o440;
const HASH_LENGTH = 8;
const READABLE_LENGTH = 40;

/**
 * A name for the volume at `path` of a container: an RFC 1123 label, another for each container and path.
 * @example
 * ```ts
 * import { volumeName } from "@moorage/pod";
 *
 * const name = volumeName("web", "/var/cache/nginx"); // "var-cache-nginx-" and eight hexadecimal digits
 * ```
 */
export function volumeName(containerName: string, path: string): string {
  const readable = path.replace(/[^a-zA-Z0-9]+/g, "-").replace(/^-|-$/g, "").toLowerCase();
  const hash = createHash("sha256").update(`${containerName} ${path}`).digest("hex").slice(0, HASH_LENGTH);
  return `${readable.slice(0, READABLE_LENGTH)}-${hash}`.replace(/^-/, "root-");
}

/** What `args` mounts: `/tmp`, its writable folders, and whatever it names. */
export function mountsOf(name: string, args: ContainerArgs): Mounts {
  const empty = Object.entries(foldersOf(args)).map(([path, sizeLimit]) => ({ path, volume: { name: volumeName(name, path), emptyDir: { sizeLimit } } }));
  const named = Object.entries(args.mounts ?? {}).map(([path, source]) => ({ path, source, volume: volumeOf(volumeName(name, path), source) }));
  return {
    volumes: [...empty.map(({ volume }) => volume), ...named.flatMap(({ volume }) => (volume === undefined ? [] : [volume]))],
    mounts: [
      ...empty.map(({ path, volume }) => ({ name: volume.name, mountPath: path })),
      ...named.map(({ path, source, volume }) => ({ name: "volume" in source ? source.volume : (volume?.name ?? ""), mountPath: path, ...waysOf(source) })),
    ],
  };
}

/** The folders of a container that begin empty, with their size limits: `/tmp` is always among them. */
export function foldersOf({ scratch, writable }: ContainerSettings): Readonly<Record<string, Memory>> {
  return { [scratchPath]: scratch ?? podDefaults.scratch, ...writable };
}

function volumeOf(name: string, source: MountSource): (Volume & { name: string }) | undefined {
  if ("secret" in source) return { name, secret: { secretName: source.secret, defaultMode: FILE_MODE } };
  if ("configMap" in source) return { name, configMap: { name: source.configMap, defaultMode: FILE_MODE } };
  if ("claim" in source) return { name, persistentVolumeClaim: { claimName: source.claim } };
  return undefined;
}

function waysOf(source: MountSource): Partial<VolumeMount> {
  if ("secret" in source || "configMap" in source) return { readOnly: true };
  return { ...(source.readOnly === undefined ? {} : { readOnly: source.readOnly }), ...(source.subPath === undefined ? {} : { subPath: source.subPath }) };
}
