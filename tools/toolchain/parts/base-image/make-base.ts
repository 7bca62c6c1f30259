import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { execa } from "execa";
import { installDebian, lastLine } from "../../src/debian.ts";
import { findExecutable } from "../../src/find-executable.ts";
import type { PartContext } from "../../src/part.ts";
import { runProcess } from "../../src/run-process.ts";
import { ToolchainError, isDiskFull } from "../../src/toolchain-error.ts";
import { packageSource } from "./debian-release.ts";

/** What only a person at the machine would miss, and what is this machine's own. The folders stay, empty. */
const LUGGAGE = ["var/cache/apt", "var/lib/apt/lists", "usr/share/doc", "usr/share/man", "usr/share/locale", "var/log", "etc/hostname", "etc/resolv.conf"];
const CHANGES = ["ENV LANG=C.UTF-8", "ENV PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"];
/** Programs that bring a list of authorities of their own along are told of this machine's. */
const BUNDLE = "/etc/ssl/certs/ca-certificates.crt";
const TRUST = [`ENV NODE_EXTRA_CA_CERTS=${BUNDLE}`, `ENV PIP_CERT=${BUNDLE}`];
/** Where Debian looks for authorities of a machine's own. */
const AUTHORITIES = "usr/local/share/ca-certificates";
const REMOVAL = { recursive: true, force: true, maxRetries: 5, retryDelay: 200 } as const;

/** What every base is made with; another text makes other images. */
export const MAKING = JSON.stringify([LUGGAGE, CHANGES, TRUST]);

/** What is made: a Debian release and the packages in it. */
export interface Contents {
  readonly codename: string;
  readonly packages: readonly string[];
  /** npm packages that are installed for everybody, with their exact versions. */
  readonly npm: readonly string[];
  /** Authorities that are trusted beyond Debian's own, as PEM. */
  readonly authorities: readonly string[];
  /** Last changes to the system in its folder; `inside` runs a shell script in it, where nothing of this machine is in reach. @default none */
  readonly tailor?: (folder: string, inside: (script: string) => Promise<void>) => Promise<void>;
  /** What the image says of itself, as lines of a Dockerfile without files. @default nothing but a locale and a path */
  readonly contract?: readonly string[];
}

/**
 * Makes a base image of Debian packages, from the mirror that this machine itself installs from.
 * @param folder a folder of nobody else's; what an interrupted run left in it is removed first, and all of it in the end
 * @throws ToolchainError with the last word of whatever failed
 */
export async function makeBase(image: string, contents: Contents, docker: string, folder: string, context: PartContext, report: (line: string) => void): Promise<void> {
  try {
    if (findExecutable("debootstrap", context.env) === undefined) await installDebian(["debootstrap"], context, report);
    rmSync(folder, REMOVAL);
    mkdirSync(folder, { recursive: true });
    await bootstrap(folder, contents, context, report);
    await trust(folder, contents, context, report);
    await installFromNpm(folder, contents, context, report);
    await contents.tailor?.(folder, async (script) => apart('exec chroot "$1" sh -euc "$2" >&2', ["tailoring", folder, script], context, () => undefined));
    for (const path of LUGGAGE) emptied(join(folder, path));
    report(`importing ${image}`);
    const options = { env: context.env, cancelSignal: context.signal } as const;
    const message = `Debian ${contents.codename} with ${[...contents.packages, ...contents.npm].join(" ")}`;
    const changes = [...CHANGES, ...(contents.authorities.length === 0 ? [] : TRUST)].flatMap((change) => ["--change", change]);
    await execa("tar", ["--numeric-owner", "-C", folder, "-c", "."], { ...options, buffer: false }).pipe(docker, ["import", "--message", message, ...changes, "-", contents.contract === undefined ? image : bare(image)], options);
    if (contents.contract !== undefined) await contracted(image, contents.contract, docker, context);
  } catch (error) {
    if (context.signal.aborted) throw new ToolchainError("INTERRUPTED", `making ${image} was interrupted`, { cause: error });
    if (isDiskFull(error)) throw new ToolchainError("DISK_FULL", `no space is left to make ${image} in ${context.home}`, { cause: error });
    if (error instanceof ToolchainError) throw error;
    throw new ToolchainError("ENGINE_FAILED", `making ${image} failed: ${lastLine(error)}`, { cause: error });
  } finally {
    cleared(folder);
  }
}

/** Name of an image until it says of itself what it has to. */
function bare(image: string): string {
  return `${image}-bare`;
}

/** An import takes no signal to stop with, and a build does. */
async function contracted(image: string, contract: readonly string[], docker: string, { env, signal }: PartContext): Promise<void> {
  const input = [`FROM ${bare(image)}`, ...contract, ""].join("\n");
  // The engine's own builder: another would not find what was just imported.
  try {
    await execa(docker, ["build", "--quiet", "--tag", image, "-"], { env: { ...env, BUILDX_BUILDER: "default" }, cancelSignal: signal, input });
  } finally {
    await execa(docker, ["image", "rm", bare(image)], { env, stdin: "ignore", reject: false });
  }
}

async function bootstrap(folder: string, { codename, packages }: Contents, context: PartContext, report: (line: string) => void): Promise<void> {
  const { address, components } = await packageSource(codename, context);
  const options = ["--variant=minbase", "--force-check-gpg", `--components=${components.join(",")}`, ...(packages.length === 0 ? [] : [`--include=${packages.join(",")}`])];
  await apart('exec debootstrap "$@" >&2', ["debootstrap", ...options, codename, folder, address], context, (line) => report(line.replace(/^I: /, "")));
}

/** Has Debian's own program enter them, in Java's list too where there is Java. */
async function trust(folder: string, { authorities }: Contents, context: PartContext, report: (line: string) => void): Promise<void> {
  if (authorities.length === 0) return;
  mkdirSync(join(folder, AUTHORITIES), { recursive: true });
  for (const [index, certificate] of authorities.entries()) writeFileSync(join(folder, AUTHORITIES, `machine-${index + 1}.crt`), `${certificate}\n`);
  report("trusting what this machine trusts");
  await apart('mount -t proc proc "$1/proc" && exec chroot "$1" update-ca-certificates >&2', ["update-ca-certificates", folder], context, () => undefined);
}

async function installFromNpm(folder: string, { npm }: Contents, { env, signal }: PartContext, report: (line: string) => void): Promise<void> {
  if (npm.length === 0) return;
  report(`installing ${npm.join(" ")}`);
  await execa("npm", ["install", "--global", "--no-audit", "--no-fund", "--prefix", join(folder, "usr", "local"), ...npm], { env, cancelSignal: signal, stdin: "ignore" });
}

/** Runs a shell line whose mounts go with it, however it ends: nothing of this machine is ever in reach of the removal of a folder. */
async function apart(line: string, args: readonly string[], { home, env, signal }: PartContext, onLine: (line: string) => void): Promise<void> {
  const { ok, lines } = await runProcess({ program: "unshare", args: ["--mount", "--propagation", "private", "sh", "-c", line, ...args], cwd: home, env, signal, onLine });
  if (ok) return;
  // Where it says more lies in a folder that goes away.
  const why = [...lines].reverse().find((each) => each.startsWith("E: ")) ?? [...lines].reverse().find((each) => !each.includes("debootstrap.log"));
  throw new Error(why ?? `${args[0] ?? "it"} ended without a word`);
}

function emptied(path: string): void {
  for (const name of entriesOf(path)) rmSync(join(path, name), REMOVAL);
}

function entriesOf(path: string): readonly string[] {
  try {
    return readdirSync(path);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOTDIR") rmSync(path, REMOVAL);
    return [];
  }
}

/** What cannot be removed now is removed by the next run. */
function cleared(folder: string): void {
  try {
    rmSync(folder, REMOVAL);
  } catch {
    // The failure that brought us here is the one to tell.
  }
}
