/** What kind of failure it is, for programs that react to it. */
export type ToolchainErrorCode = "BUILD_FAILED" | "CHECKSUM" | "DISK_FULL" | "INTERRUPTED" | "DOWNLOAD_FAILED" | "ENGINE_FAILED" | "INSTALL_FAILED";

/** Why a part could not be had, in one line for its user. */
export class ToolchainError extends Error {
  /** Stable name of the kind of failure. */
  readonly code: ToolchainErrorCode;

  constructor(code: ToolchainErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "ToolchainError";
    this.code = code;
  }
}

/** Whether a failure comes from a full disk, whoever reports it. */
export function isDiskFull(error: unknown): boolean {
  const text = error instanceof Error ? `${error.message} ${"stderr" in error ? String(error.stderr) : ""} ${"code" in error ? String(error.code) : ""}` : String(error);
  return /ENOSPC|no space left on device|disk quota exceeded/i.test(text);
}

/** The one line for a full disk: which folder, how much is needed, what to do. */
export function diskFull(folder: string, megabytes: number, options?: ErrorOptions): ToolchainError {
  const message = `no space is left in ${folder}; about ${Math.ceil(megabytes / 100) / 10} GB is needed. Free some, or point MOORAGE_HOME, GOCACHE and TMPDIR at a larger disk`;
  return new ToolchainError("DISK_FULL", message, options);
}
