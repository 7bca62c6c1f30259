import { readFileSync } from "node:fs";
import { execa } from "execa";
import { findExecutable } from "./find-executable.ts";
import type { PartContext } from "./part.ts";
import { ToolchainError } from "./toolchain-error.ts";

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

/**
 * Installs Debian packages without asking, and waits for another installation to end.
 * @throws ToolchainError with the installer's last word
 */
export async function installDebian(packages: readonly string[], { env, signal }: PartContext, report: (line: string) => void): Promise<void> {
  const options = { env: { ...env, DEBIAN_FRONTEND: "noninteractive" }, cancelSignal: signal, stdin: "ignore" } as const;
  const install = async () => execa("apt-get", ["install", "--yes", "--no-install-recommends", "-o", "DPkg::Lock::Timeout=300", ...packages], options);
  report(`installing ${packages.join(", ")}`);
  try {
    await install();
  } catch {
    report("refreshing the package lists");
    try {
      await execa("apt-get", ["update"], options);
      await install();
    } catch (error) {
      throw new ToolchainError("ENGINE_FAILED", `installing ${packages.join(", ")} failed: ${lastLine(error)}`, { cause: error });
    }
  }
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
