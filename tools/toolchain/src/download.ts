import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { chmod } from "node:fs/promises";
import { basename, join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { PartContext } from "./part.ts";
import { digestIn } from "./published-digest.ts";
import { ToolchainError, diskFull, isDiskFull } from "./toolchain-error.ts";

/** An official file that is an executable as it is. */
export interface Download {
  /** Name the executable gets. */
  readonly executable: string;
  readonly url: string;
  /** Address of its published SHA-256: the digest alone, lines of digest and file name, or a GitHub release. */
  readonly sha256Url: string;
}

const PROBE_MS = 3_000;

/** What a download works with. */
export interface Downloading {
  readonly context: PartContext;
  readonly signal: AbortSignal;
  /** Disk space that everything it makes takes. */
  readonly megabytes: number;
  readonly report: (line: string) => void;
}

/**
 * Address of an official file. With `MOORAGE_DOWNLOAD_BASE` set it is that mirror's, whose top folders are the names of
 * the publishers' hosts.
 */
export function mirrored(url: string, env: PartContext["env"]): string {
  const base = env["MOORAGE_DOWNLOAD_BASE"];
  if (base === undefined || base === "") return url;
  const { host, pathname } = new URL(url);
  return `${base.replace(/\/$/, "")}/${host}${pathname}`;
}

/** Whether the published digest of a file can be had, which is asked for once and briefly. */
export async function reachable({ sha256Url }: Pick<Download, "sha256Url">, { env, signal }: PartContext): Promise<boolean> {
  try {
    const response = await fetch(mirrored(sha256Url, env), { method: "HEAD", signal: AbortSignal.any([signal, AbortSignal.timeout(PROBE_MS)]) });
    return response.ok;
  } catch {
    return false;
  }
}

/**
 * Fetches files into a folder and makes them executable.
 * @throws ToolchainError DOWNLOAD_FAILED when one cannot be fetched, CHECKSUM when it is not what its publisher says it is
 */
export async function downloadInto(folder: string, downloads: readonly Download[], downloading: Downloading): Promise<void> {
  for (const { executable, url, sha256Url } of downloads) {
    downloading.report(`downloading ${url}`);
    const path = join(folder, executable);
    const text = await attempt(sha256Url, downloading, async (response) => response.text());
    const expected = digestIn(text, basename(new URL(url).pathname));
    if (expected === undefined) throw new ToolchainError("CHECKSUM", `${sha256Url} has no SHA-256 of ${basename(url)}; it was not downloaded`);
    const actual = await attempt(url, downloading, async (response) => saved(response, path));
    if (expected !== actual) throw new ToolchainError("CHECKSUM", `${url} is not what ${sha256Url} says it is; nothing of it was kept`);
    await chmod(path, 0o755);
  }
}

async function saved(response: Response, path: string): Promise<string> {
  const hash = createHash("sha256");
  if (response.body === null) throw new Error("the answer is empty");
  const body = Readable.fromWeb(response.body);
  body.on("data", (chunk: Buffer) => hash.update(chunk));
  await pipeline(body, createWriteStream(path));
  return hash.digest("hex");
}

async function attempt<T>(url: string, { context, signal, megabytes }: Downloading, use: (response: Response) => Promise<T>): Promise<T> {
  try {
    const response = await fetch(mirrored(url, context.env), { signal });
    if (!response.ok) throw new Error(`HTTP ${response.status}`);
    return await use(response);
  } catch (error) {
    if (signal.aborted) throw new ToolchainError("INTERRUPTED", "interrupted; the next run goes on from here", { cause: error });
    if (isDiskFull(error)) throw diskFull(context.home, megabytes, { cause: error });
    throw new ToolchainError("DOWNLOAD_FAILED", `${url} cannot be downloaded: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}
