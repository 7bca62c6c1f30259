/** What kind of failure a {@link ClusterError} is, for programs that act on it. */
export type ClusterErrorCode =
  | "aborted"
  | "busy"
  | "command-failed"
  | "component-failed"
  | "disk-full"
  | "facts-unreadable"
  | "image-not-loaded"
  | "image-unknown"
  | "no-cluster"
  | "no-provider"
  | "not-ready"
  | "not-writable"
  | "other-provider"
  | "port-in-use"
  | "tool-missing";

/** Something about a local cluster that its user can act on: one line that says what, why and what to do. */
export class ClusterError extends Error {
  readonly code: ClusterErrorCode;

  /** @param message One line: what failed, why, and the remedy. Never holds a secret. */
  constructor(code: ClusterErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "ClusterError";
    this.code = code;
  }
}

/** Failures of the file system that a user can act on, as what they mean; everything else as it is. */
export function understood(error: unknown): unknown {
  if (!(error instanceof Error) || !("code" in error) || error instanceof ClusterError) return error;
  const said = error.message.replace(/^[A-Z]+: /, "");
  if (error.code === "ENOSPC" || error.code === "EDQUOT") return new ClusterError("disk-full", `the disk is full: ${said}. Fix: free some space, then run the command again`, { cause: error });
  if (error.code === "EACCES" || error.code === "EPERM" || error.code === "EROFS") return new ClusterError("not-writable", `${said}. Fix: make it writable for you, or choose another folder`, { cause: error });
  return error;
}
