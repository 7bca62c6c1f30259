import { deepFrozen } from "./frozen.ts";
import type { Memory } from "./quantity.ts";

/** User, group and file system group of every container. Ids below 10000 may be real users of a node. */
export const USER_ID = 10001;

/**
 * Pod security context that Pod Security `restricted` accepts.
 * @see https://kubernetes.io/docs/concepts/security/pod-security-standards/
 */
export const podSecurity = deepFrozen({
  runAsNonRoot: true,
  runAsUser: USER_ID,
  runAsGroup: USER_ID,
  fsGroup: USER_ID,
  fsGroupChangePolicy: "OnRootMismatch",
  seccompProfile: { type: "RuntimeDefault" },
});

/** Container security context that Pod Security `restricted` accepts, with a read-only root on top. */
export const containerSecurity = deepFrozen({
  allowPrivilegeEscalation: false,
  privileged: false,
  readOnlyRootFilesystem: true,
  capabilities: { drop: ["ALL"] },
});

/** A writable folder for a container whose root is read-only: the volume and where it is mounted. */
export function scratchSpace(name: string, mountPath: string, sizeLimit: Memory) {
  return { volume: { name, emptyDir: { sizeLimit } }, mount: { name, mountPath } };
}
