import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { execa } from "execa";
import { debianCodename, installDebian, lastLine } from "../../src/debian.ts";
import { findExecutable } from "../../src/find-executable.ts";
import type { PartContext } from "../../src/part.ts";
import { ToolchainError, isDiskFull } from "../../src/toolchain-error.ts";

/** What only a person at the machine would miss. */
const LUGGAGE = ["var/cache/apt/archives", "var/lib/apt/lists", "usr/share/doc", "usr/share/man", "usr/share/locale", "var/log"];

/** What is made: a Debian release and the packages in it. */
export interface Contents {
  readonly codename: string;
  readonly packages: readonly string[];
}

/**
 * Makes a base image of Debian packages, from the mirror that this machine itself installs from.
 * @throws ToolchainError with the last word of whatever failed
 */
export async function makeBase(image: string, contents: Contents, docker: string, context: PartContext, report: (line: string) => void): Promise<void> {
  if (findExecutable("debootstrap", context.env) === undefined) await installDebian(["debootstrap"], context, report);
  const folder = join(context.home, `base-${process.pid}`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  try {
    await bootstrap(folder, contents, context, report);
    for (const path of LUGGAGE) rmSync(join(folder, path), { recursive: true, force: true });
    report(`importing ${image}`);
    const options = { env: context.env, cancelSignal: context.signal } as const;
    await execa("tar", ["--numeric-owner", "-C", folder, "-c", "."], { ...options, buffer: false }).pipe(docker, ["import", "-", image], options);
  } catch (error) {
    if (context.signal.aborted) throw new ToolchainError("INTERRUPTED", `making ${image} was interrupted`, { cause: error });
    if (isDiskFull(error)) throw new ToolchainError("DISK_FULL", `no space is left to make ${image} in ${context.home}`, { cause: error });
    if (error instanceof ToolchainError) throw error;
    throw new ToolchainError("ENGINE_FAILED", `making ${image} failed: ${lastLine(error)}`, { cause: error });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function bootstrap(folder: string, { codename, packages }: Contents, context: PartContext, report: (line: string) => void): Promise<void> {
  const options = { env: context.env, cancelSignal: context.signal, stdin: "ignore", all: true, lines: true } as const;
  const making = execa("debootstrap", ["--variant=minbase", `--include=${packages.join(",")}`, codename, folder, await mirror()], options);
  for await (const line of making.iterable({ from: "all" })) report(line.replace(/^I: /, ""));
  await making;
}

/** Where this machine gets the packages of its own release. */
async function mirror(): Promise<string> {
  const { stdout } = await execa("apt-get", ["indextargets", "--format", "$(CODENAME) $(COMPONENT) $(REPO_URI)", "Created-By: Packages"], { stdin: "ignore" });
  const own = stdout.split("\n").map((line) => line.split(" ")).find(([codename, component]) => codename === debianCodename() && component === "main");
  const [, , address] = own ?? [];
  if (address === undefined) throw new ToolchainError("ENGINE_FAILED", "apt names no mirror of this Debian's own release");
  return address;
}
