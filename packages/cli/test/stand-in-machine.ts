import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { Server } from "node:http";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Output } from "../src/progress.ts";
import type { ToolOptions } from "../src/tools.ts";
import type { Workspace } from "../src/workspace.ts";
import { workspace } from "../src/workspace.ts";

/** A clone and a user in a temporary folder. No program and no engine is there until a test puts it there. */
export class StandInMachine {
  readonly folder = realpathSync(mkdtempSync(join(tmpdir(), "moorage-cli-")));
  readonly place: Workspace = workspace(join(this.folder, "clone"));
  /** What was said, a line each. */
  readonly lines: string[] = [];
  readonly output: Output = { isTerminal: false, line: (text) => void this.lines.push(text) };
  readonly env: Record<string, string> = {
    PATH: join(this.folder, "bin"),
    HOME: join(this.folder, "user"),
    MOORAGE_HOME: join(this.folder, "shared"),
    PULUMI_HOME: join(this.folder, "pulumi"),
    // The engine of the machine that runs the tests is not to be seen.
    DOCKER_HOST: `unix://${join(this.folder, "docker.sock")}`,
  };
  #engine: Server | undefined;

  constructor() {
    mkdirSync(this.place.root);
  }

  /** Answers pings where this machine's Docker engine is looked for. */
  async engine(): Promise<void> {
    this.#engine = createServer((_, answer) => answer.end("OK"));
    await new Promise<void>((resolve) => this.#engine?.listen(join(this.folder, "docker.sock"), resolve));
  }

  /** A program on PATH; it finds this machine in `$W`. Absolute path of it. */
  program(name: string, body: string): string {
    return this.executable(join("bin", name), body);
  }

  /** The engine's CLI, where the npm package's launcher looks for it. */
  pulumi(body: string): void {
    this.executable(join("pulumi", "versions", "3.250.0", "bin", "pulumi"), body);
  }

  /** Everything of the engine, as if others had installed it. */
  installPulumi(): void {
    for (const name of ["pulumi", "pulumi-language-nodejs"]) this.executable(join("pulumi", "versions", "3.250.0", "bin", name), "exit 0");
    for (const [name, version] of [["kubernetes", "4.27.0"], ["docker", "5.2.0"], ["random", "4.21.2"]] as const) this.executable(join("pulumi", "plugins", `resource-${name}-v${version}`, `pulumi-resource-${name}`), "exit 0");
  }

  /** Everything of an embedded cluster with simulated nodes, on PATH: programs that say their version and do nothing else. */
  installEmbedded(): void {
    for (const name of ["kube-apiserver", "kube-controller-manager", "kube-scheduler", "kubectl"]) this.program(name, "echo Kubernetes v1.36.3");
    for (const [name, version] of [["etcd", "3.7.3"], ["kwok", "0.8.0"], ["kwokctl", "0.8.0"]] as const) this.program(name, `echo ${name} version v${version}`);
  }

  executable(file: string, body: string): string {
    const path = this.write(file, `#!/bin/sh\nW='${this.folder}'\n${body}\n`);
    chmodSync(path, 0o755);
    return path;
  }

  write(file: string, text: string): string {
    const path = join(this.folder, file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    return path;
  }

  has(file: string): boolean {
    return existsSync(join(this.folder, file));
  }

  read(file: string): string {
    return readFileSync(join(this.folder, file), "utf8");
  }

  /** Getting tools without fetching anything. */
  offline(changes: Partial<ToolOptions> = {}): ToolOptions {
    return { offline: true, docker: false, signal: new AbortController().signal, env: this.env, ...changes };
  }

  remove(): void {
    this.#engine?.closeAllConnections();
    this.#engine?.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
