import { rmSync } from "node:fs";
import { join } from "node:path";
import { execa } from "execa";
import { clusterDown, clusterUp, kubectl } from "@moorage/cluster";
import type { ClusterFacts, NodeKind } from "@moorage/cluster";
import { writeMachineFacts } from "@moorage/machine";
import type { TestFacts } from "@moorage/testing";
import { makeClone } from "../clone.ts";

/** What a command said and how it ended. */
export interface Result {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
  /** Both, as a person would see them. */
  readonly all: string;
}

/** A clone of its own, with its own state and its own cluster, that tests may change at will. */
export class Sandbox {
  readonly root: string;
  readonly stateDir: string;
  /** Folder of the project that `pulumi` is about. */
  readonly project: string;
  readonly #facts: TestFacts;
  #cluster: ClusterFacts | undefined;

  /** @param project Folder of the project that `pulumi` is about, from the root of the clone. @default the root itself */
  constructor(facts: TestFacts, project = ".") {
    this.#facts = facts;
    this.root = makeClone();
    this.project = join(this.root, project);
    this.stateDir = join(this.root, ".moorage");
  }

  /** Makes the clone's cluster and tells its programs about the machine. @param nodeKind Simulated nodes are there sooner, and run nothing. */
  async clusterUp(nodeKind: NodeKind = "simulated"): Promise<ClusterFacts> {
    this.#cluster = await clusterUp({ stateDir: this.stateDir, home: this.#facts.home, tools: this.#facts.executables, provider: "embedded", nodeKind });
    writeMachineFacts(this.stateDir, this.#facts.machine);
    return this.#cluster;
  }

  async clusterDown(): Promise<void> {
    await clusterDown({ stateDir: this.stateDir, home: this.#facts.home, tools: this.#facts.executables });
    this.#cluster = undefined;
  }

  /** `pnpm exec pulumi`, with variables beside the ordinary ones. */
  async pulumi(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Result> {
    return this.#node("pulumi.mjs", args, env, this.project);
  }

  /** `pulumi up` of one stack. */
  async up(env: Readonly<Record<string, string>> = {}, stack = "dev"): Promise<Result> {
    return this.pulumi(["up", "--stack", stack, "--yes", "--skip-preview", "--non-interactive", "--color", "never"], env);
  }

  /** `pnpm moorage` */
  async moorage(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Result> {
    return this.#node("moorage.mjs", args, env);
  }

  /** `pulumi destroy` of one stack. */
  async destroy(env: Readonly<Record<string, string>> = {}, stack = "dev"): Promise<Result> {
    return this.pulumi(["destroy", "--stack", stack, "--yes", "--skip-preview", "--non-interactive", "--color", "never"], env);
  }

  /** Outputs of one stack. */
  async outputs<T = Readonly<Record<string, string>>>(env: Readonly<Record<string, string>> = {}, stack = "dev"): Promise<T> {
    return JSON.parse((await this.pulumi(["stack", "output", "--stack", stack, "--json"], env)).stdout) as T;
  }

  /** Any program, in the clone. */
  async run(file: string, args: readonly string[], env: Readonly<Record<string, string>> = {}, cwd = this.root): Promise<Result> {
    const { exitCode, stdout, stderr, all } = await execa(file, [...args], { cwd, env, all: true, reject: false, stdin: "ignore" });
    return { exitCode: exitCode ?? -1, stdout, stderr, all };
  }

  async kubectl(args: readonly string[], input?: string): Promise<string> {
    if (this.#cluster === undefined) throw new Error("the sandbox has no cluster");
    return kubectl(this.#cluster, args, input === undefined ? {} : { input });
  }

  /** An object, or a list of them, as the API server has it. */
  async get<T>(...args: readonly string[]): Promise<T> {
    return JSON.parse(await this.kubectl(["get", ...args, "--output", "json"])) as T;
  }

  path(...parts: readonly string[]): string {
    return join(this.root, ...parts);
  }

  /** Takes everything away again. */
  async dispose(): Promise<void> {
    await this.clusterDown();
    rmSync(this.root, { recursive: true, force: true });
  }

  async #node(bin: string, args: readonly string[], env: Readonly<Record<string, string>>, cwd = this.root): Promise<Result> {
    return this.run(process.execPath, [this.path("packages", "cli", "bin", bin), ...args], env, cwd);
  }
}

/** What `pulumi up` counted: `{ unchanged: 23 }`. */
export function counts({ stdout }: Result): Readonly<Record<string, number>> {
  const [, summary = ""] = /Resources:\n((?: +.*\n)+)/.exec(stdout) ?? [];
  const found = [...summary.matchAll(/(\d+) (created|updated|replaced|deleted|unchanged)/g)];
  return Object.fromEntries(found.map(([, count, verb = ""]): [string, number] => [verb, Number(count)]));
}

/** Logical names of the resources that changed, by type: `RemoteImage board-api`. */
export function changed({ stdout }: Result): readonly string[] {
  const lines = stdout.matchAll(/^ *[~+-]+ +\S+[:/](\w+) (\S+) (?:created|updated|replaced|deleted)/gm);
  return [...new Set([...lines].map(([, type, name]) => `${type ?? ""} ${name ?? ""}`))].sort();
}
