import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { execa } from "execa";
import { findExecutable } from "./find-executable.ts";
import { withLock } from "./lock.ts";
import { waitingLine } from "./offer.ts";
import type { PartContext } from "./part.ts";
import { ToolchainError } from "./toolchain-error.ts";
import { withoutServices } from "./without-services.ts";

/** Why Debian packages cannot be installed here, or `undefined` when they can. */
export function debianRefusal({ env, offline }: PartContext, osRelease = "/etc/os-release"): string | undefined {
  if (findExecutable("apt-get", env) === undefined || !/^ID(_LIKE)?=.*debian/m.test(textOf(osRelease))) return "this is no Debian";
  if (process.getuid?.() !== 0) return "installing packages takes root";
  if (offline) return "--offline allows no installation";
  return undefined;
}

/** Code name of the running Debian, such as `bookworm`. */
export function debianCodename(osRelease = "/etc/os-release"): string | undefined {
  return /^VERSION_CODENAME="?([a-z]+)/m.exec(textOf(osRelease))?.[1];
}

/** How packages are installed. */
export interface Installation {
  /** Whether the services that come with the packages are started, now and at every boot. @default true */
  readonly services?: boolean;
}

/**
 * Installs Debian packages without asking, one run after the other, and waits for other installations to end.
 * @throws ToolchainError INSTALL_FAILED with the installer's last word, INTERRUPTED when aborted
 */
export async function installDebian(packages: readonly string[], context: PartContext, report: (line: string) => void, { services = true }: Installation = {}): Promise<void> {
  const folder = join(context.home, "debian");
  mkdirSync(folder, { recursive: true });
  const names = packages.join(", ");
  // apt waits for others that install, and not for others that refresh the lists.
  await withLock(folder, { onWait: () => report(waitingLine("installing packages")), signal: context.signal }, async (signal) => {
    const apt = async (...args: readonly string[]) =>
      execa("apt-get", [...args], { env: { ...context.env, DEBIAN_FRONTEND: "noninteractive" }, cancelSignal: signal, stdin: "ignore" });
    const options = ["-o", "DPkg::Lock::Timeout=300", ...(services ? [] : withoutServices(context.home))];
    // A call, as the answer changes while the installer runs.
    const isAborted = (): boolean => signal.aborted;
    const install = async () => apt("install", "--yes", "--no-install-recommends", ...options, ...packages);
    report(`installing ${names}`);
    try {
      await install();
    } catch (error) {
      if (isAborted()) throw interrupted(names, error);
      report("refreshing the package lists");
      try {
        await apt("update");
        await install();
      } catch (error) {
        if (isAborted()) throw interrupted(names, error);
        throw new ToolchainError("INSTALL_FAILED", `installing ${names} failed: ${lastLine(error)}`, { cause: error });
      }
    }
  });
}

function interrupted(names: string, cause: unknown): ToolchainError {
  return new ToolchainError("INTERRUPTED", `installing ${names} was interrupted; the next run goes on from here`, { cause });
}

/** What a program that failed said last. */
export function lastLine(error: unknown): string {
  const text = error instanceof Error && "stderr" in error ? String(error.stderr) : error instanceof Error ? error.message : String(error);
  return text.trim().split("\n").at(-1) ?? text;
}

function textOf(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
