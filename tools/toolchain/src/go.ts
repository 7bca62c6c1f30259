import { readFileSync, readdirSync } from "node:fs";
import { totalmem } from "node:os";
import { basename, join } from "node:path";
import { execa } from "execa";
import { findExecutable } from "./find-executable.ts";
import type { PartContext } from "./part.ts";
import { runProcess } from "./run-process.ts";
import { ToolchainError, diskFull, isDiskFull } from "./toolchain-error.ts";
import { atLeast, versionIn } from "./version.ts";
import type { Version } from "./version.ts";

/** Nobody debugs these programs: leaving the tables for it out saves a tenth of the time. */
const FLAGS = ["-mod=readonly", "-trimpath", "-buildvcs=false", "-gcflags=all=-dwarf=false"];
const SLIM = ["-s", "-w"];
const ASK_MS = 10_000;

/** From this version on Go can fetch the Go that a module asks for. */
const FETCHES_ITSELF: Version = [1, 21, 0];

/** Modules that are fetched side by side before a build; Go itself takes the number of cores. */
const FETCHES = "8";

/** A Go module of ours and what is built from it. */
export interface GoModule {
  /** Folder of `go.mod`. */
  readonly folder: string;
  /** Packages to build, and the name each executable gets. */
  readonly packages: Readonly<Record<string, string>>;
  /** Variables set at link time, such as versions. */
  readonly variables?: Readonly<Record<string, string>>;
  /** Build tags, such as those that leave something out. @default none */
  readonly tags?: readonly string[];
}

/**
 * All that decides what is built. The version of Go is not of it: what one Go has built serves as well when there is
 * another, or none.
 */
export function moduleTexts({ folder, packages, variables, tags = [] }: GoModule): readonly string[] {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => /^go\.(mod|sum)$|\.(go|json)$/.test(name)).sort();
  const files = names.flatMap((name) => [name, readFileSync(join(folder, name), "utf8")]);
  return [...files, JSON.stringify(packages), JSON.stringify(variables ?? {}), [...FLAGS, ...SLIM, ...tags].join(" "), `${process.platform}/${process.arch}`];
}

/** The Go that a module can be built with, or why there is none. */
export async function goFor({ folder }: GoModule, { env, signal }: PartContext): Promise<{ readonly go: string } | { readonly why: string }> {
  const stated = /^go (\S+)/m.exec(readFileSync(join(folder, "go.mod"), "utf8"))?.[1] ?? "1.26";
  const go = findExecutable("go", env);
  if (go === undefined) return { why: `no Go is on PATH, and building it takes Go ${stated} or newer` };
  const { exitCode, stdout } = await execa(go, ["env", "GOVERSION", "GOTOOLCHAIN"], { cwd: "/", env, extendEnv: false, cancelSignal: signal, timeout: ASK_MS, reject: false, stdin: "ignore" });
  const [said = "", toolchain = "auto"] = stdout.split("\n");
  const version = exitCode === 0 ? versionIn(said) : undefined;
  const least = versionIn(stated);
  if (version === undefined || least === undefined) return { why: `${go} does not say its version, and building it takes Go ${stated} or newer` };
  const canFetch = toolchain !== "local" && atLeast(version, FETCHES_ITSELF);
  return atLeast(version, least) || canFetch ? { go } : { why: `${go} is Go ${version.join(".")}, and building it takes Go ${stated} or newer` };
}

/** What a build of a module works with. */
export interface Building {
  readonly go: string;
  readonly context: PartContext;
  readonly signal: AbortSignal;
  /** Disk space that everything it makes takes. */
  readonly megabytes: number;
  readonly report: (line: string) => void;
}

/**
 * Builds a module's executables into `target`.
 * @throws ToolchainError with Go's last word; DISK_FULL and INTERRUPTED are told apart
 */
export async function goBuild(module: GoModule, target: string, building: Building): Promise<void> {
  const variables = Object.entries(module.variables ?? {}).map(([name, value]) => `-X ${name}=${value}`);
  const flags = [...FLAGS, ...tagsOf(module), "-ldflags", [...SLIM, ...variables].join(" ")];
  for (const { output, paths } of groups(module.packages, target)) {
    await call(["build", ...flags, "-o", output, ...paths], module, building);
  }
}

/** Fetches what a build needs, so that it has not to wait for it. What goes wrong here the build itself tells better. */
export async function goFetch(module: GoModule, { go, context, signal }: Pick<Building, "go" | "context" | "signal">): Promise<void> {
  const args = ["list", "-mod=readonly", ...tagsOf(module), "-deps", ...Object.keys(module.packages)];
  await runProcess({ program: go, args, cwd: module.folder, env: { ...goEnvironment(context), GOMAXPROCS: FETCHES }, signal, onLine: () => undefined }).catch(() => undefined);
}

function tagsOf({ tags = [] }: GoModule): readonly string[] {
  return tags.length === 0 ? [] : [`-tags=${tags.join(",")}`];
}

/** Packages that keep their own names are built in one call, sharing what they compile; each other one by itself. */
function groups(packages: GoModule["packages"], target: string): readonly { readonly output: string; readonly paths: readonly string[] }[] {
  const entries = Object.entries(packages);
  const together = entries.filter(([path, name]) => basename(path) === name).map(([path]) => path);
  const apart = entries.filter(([path, name]) => basename(path) !== name);
  return [
    ...(together.length > 0 ? [{ output: `${target}/`, paths: together }] : []),
    ...apart.map(([path, name]) => ({ output: join(target, name), paths: [path] })),
  ];
}

/**
 * The user's caches, proxy and checksum settings hold; their flags and workspace are for their own code. No C compiler
 * is asked for, and the Go compiler, which spends much of its time collecting garbage, may use a quarter of the memory.
 */
function goEnvironment({ env }: PartContext): Readonly<Record<string, string | undefined>> {
  return { ...env, GOFLAGS: "", GOWORK: "off", CGO_ENABLED: "0", GOGC: "400", GOMEMLIMIT: String(Math.floor(totalmem() / 4)) };
}

async function call(args: readonly string[], { folder }: GoModule, { go, context, signal, megabytes, report }: Building): Promise<void> {
  const part = basename(folder);
  const onLine = (line: string): void => {
    const found = /^go: downloading (\S+)/.exec(line)?.[1];
    if (found !== undefined) report(`downloading ${found}`);
  };
  const { ok, lines } = await runProcess({ program: go, args, cwd: folder, env: goEnvironment(context), signal, onLine });
  if (ok) return;
  const said = lines.filter((line) => !line.startsWith("go: downloading"));
  const full = said.find((line) => isDiskFull(line));
  if (full !== undefined) throw diskFull(folderIn(full) ?? context.home, megabytes);
  throw new ToolchainError("BUILD_FAILED", `building ${part} failed: ${said.at(-1)?.trim() ?? "go said nothing"}`);
}

/** The folder that a message about a full disk names. */
function folderIn(line: string): string | undefined {
  return /(?:write|open|mkdir|create|copying|link)\s+\S*?(\/[^\s:]+)\/[^\s/:]+:/.exec(line)?.[1];
}
