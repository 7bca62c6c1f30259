import { rmSync } from "node:fs";
import { join } from "node:path";
import { downloadInto } from "./download.ts";
import type { Downloading } from "./download.ts";
import { runProcess } from "./run-process.ts";
import { ToolchainError, diskFull, isDiskFull } from "./toolchain-error.ts";

/** An official archive and its publisher's list of digests. */
export interface Archive {
  readonly url: string;
  /** Address of its published SHA-256: lines of digest and file name, or a GitHub release. */
  readonly sha256Url: string;
  /** Leading folders to leave out. @default 0 */
  readonly strip?: number;
  /** Files to unpack, as the archive names them. @default all */
  readonly only?: readonly string[];
}

/**
 * Fetches an archive, checks it and unpacks it into a folder.
 * @throws ToolchainError when it cannot be fetched, is not what its publisher says it is, or does not unpack
 */
export async function unpackInto(folder: string, { url, sha256Url, strip = 0, only = [] }: Archive, downloading: Downloading): Promise<void> {
  const archive = join(folder, "archive.tar.gz");
  await downloadInto(folder, [{ executable: "archive.tar.gz", url, sha256Url }], downloading);
  const { context, signal, megabytes } = downloading;
  const args = ["-xzf", archive, "-C", folder, "--no-same-owner", `--strip-components=${strip}`, ...only];
  const { ok, lines } = await runProcess({ program: "tar", args, cwd: folder, env: context.env, signal, onLine: () => undefined });
  rmSync(archive);
  if (ok) return;
  if (lines.some((line) => isDiskFull(line))) throw diskFull(context.home, megabytes);
  throw new ToolchainError("DOWNLOAD_FAILED", `${url} does not unpack: ${lines.at(-1) ?? "tar said nothing"}`);
}
