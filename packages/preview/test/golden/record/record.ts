// Records the streams beside this folder, by hand, with the real engine and a real API server:
//
//   node packages/cli/bin/moorage.mjs cluster up --provider embedded --offline --no-docker    in a clone that is thrown away
//   npx tsx packages/preview/test/golden/record/record.ts [name…]                             all of them, or these
//   UPDATE_GOLDEN=1 npx mocha packages/preview/test/golden.spec.ts                            then read every comment.md that changed
//
// CLUSTER_OF names the clone whose cluster is used, if it is not this one. Images need a Docker engine (DOCKER_HOST) for their scenarios.
import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { homedir, hostname, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import type { Scenario } from "./kit.ts";
import { mainOf } from "./main.ts";
import { scenarios } from "./scenarios.ts";
import { Scrubber } from "./scrub.ts";

const run = promisify(execFile);
const ROOT = resolve(import.meta.dirname, "..", "..", "..", "..", "..");
const GOLDEN = resolve(import.meta.dirname, "..");
const POLICY = join(ROOT, "test", "fixtures", "preview-project", "policy");
const LARGEST = 60_000;
const AT_ONCE = 2;
/** As the engine prints a digest. */
const INDENT = 4;

interface Cluster {
  readonly kubeconfig: string;
  readonly tools: Readonly<Record<string, string>>;
}
interface Ended {
  readonly stdout: string;
  readonly stderr: string;
  readonly code: number;
}
const cluster = JSON.parse(readFileSync(join(process.env["CLUSTER_OF"] ?? ROOT, ".moorage", "cluster.json"), "utf8")) as Cluster;

/** One scenario in a project, a backend and namespaces of its own. */
class Recording {
  readonly #name: string;
  readonly #scenario: Scenario;
  readonly #stack: string;
  readonly #folder = mkdtempSync(join(tmpdir(), "golden-"));
  readonly #token = `-${randomBytes(4).toString("hex")}z`;

  constructor(name: string, scenario: Scenario) {
    this.#name = name;
    this.#scenario = scenario;
    this.#stack = scenario.stack ?? "prod";
  }

  async make(): Promise<void> {
    const { before, settings, earlier = [], meanwhile = [], digest } = this.#scenario;
    try {
      this.#writeProject();
      await this.#must(["stack", "init", this.#stack]);
      await this.#kubectl(earlier);
      await this.#set(settings?.[0]);
      if (before !== undefined) await this.#must(["up", "--yes", "--skip-preview", "--stack", this.#stack], "before");
      await this.#set(settings?.[1]);
      await this.#kubectl(meanwhile);
      this.#keep(this.#name, "events.jsonl", await this.#preview(true));
      if (digest === true) this.#keep(`digest-${this.#name}`, "digest.json", await this.#preview(false));
    } finally {
      // First what cannot fail: the cluster may be gone.
      rmSync(this.#folder, { recursive: true, force: true });
      await this.#kubectl([["delete", "namespace", "--wait=false", "--ignore-not-found", ...["board", "mail", "search", "tools"].map((each) => each + this.#token)]]);
    }
  }

  #writeProject(): void {
    const program = { "Pulumi.yaml": "name: board\nmain: main.mjs\nruntime:\n  name: nodejs\n  options:\n    typescript: false\n", "package.json": '{ "name": "board", "type": "module" }', "main.mjs": mainOf(ROOT) };
    for (const [file, text] of Object.entries(program)) writeFileSync(join(this.#folder, file), text);
    // One of the projects that have all of the SDKs.
    symlinkSync(join(ROOT, "examples", "counter", "node_modules"), join(this.#folder, "node_modules"));
    for (const context of ["app", "moved"]) {
      mkdirSync(join(this.#folder, context));
      writeFileSync(join(this.#folder, context, "Dockerfile"), "FROM scratch\nLABEL board=1\nCOPY Dockerfile /\n");
    }
  }

  async #set(settings: Readonly<Record<string, string>> = {}): Promise<void> {
    for (const [key, value] of Object.entries(settings)) await this.#must(["config", "set", "--stack", this.#stack, key, value, ...(key === key.toUpperCase() ? ["--secret"] : [])]);
  }

  async #kubectl(commands: readonly (readonly string[])[]): Promise<void> {
    for (const command of commands) {
      const args = command.map((each) => each.replace("NAMESPACE", `board${this.#token}`));
      await run(cluster.tools["kubectl"] ?? "kubectl", ["--kubeconfig", cluster.kubeconfig, ...args]);
    }
  }

  async #preview(streaming: boolean): Promise<string> {
    const { policy, refresh } = this.#scenario;
    const command = refresh === "only" ? ["refresh", "--preview-only"] : refresh === "first" ? ["preview", "--refresh"] : ["preview"];
    const args = [...command, "--json", "--stack", this.#stack, ...(policy === undefined ? [] : ["--policy-pack", POLICY])];
    const { stdout, stderr } = await this.#pulumi(args, "after", streaming ? { PULUMI_ENABLE_STREAMING_JSON_PREVIEW: "true" } : {});
    if (stdout === "") throw new Error(stderr);
    return stdout;
  }

  async #must(args: readonly string[], side = "before"): Promise<void> {
    const { code, stdout, stderr } = await this.#pulumi(args, side);
    if (code !== 0) throw new Error(`pulumi ${args.join(" ")}: ${stdout}${stderr}`);
  }

  async #pulumi(args: readonly string[], side: string, more: Readonly<Record<string, string>> = {}): Promise<Ended> {
    const env = {
      ...process.env, PULUMI_BACKEND_URL: `file://${this.#folder}`, PULUMI_CONFIG_PASSPHRASE: "golden", PULUMI_SKIP_UPDATE_CHECK: "true", PULUMI_SUPPRESS_NEO_LINK: "true",
      SCENARIO: this.#name, SIDE: side, TOKEN: this.#token, KUBE_FILE: cluster.kubeconfig,
      POLICY_LEVEL: this.#scenario.policy ?? "", POLICY_SDK: join(ROOT, "examples", "counter"), PATH: `${POLICY}:${process.env["PATH"] ?? ""}`, ...more,
    };
    const file = cluster.tools["pulumi"] ?? "pulumi";
    try {
      return { ...(await run(file, [...args, "--non-interactive", "--color", "never"], { cwd: this.#folder, env, maxBuffer: 1 << 26 })), code: 0 };
    } catch (error) {
      return error as Ended;
    }
  }

  #keep(name: string, file: string, text: string): void {
    const scrubber = new Scrubber({ [this.#token]: "", [this.#folder]: "/home/user/board", [POLICY]: "/home/user/policy", [ROOT]: "/home/user/board", [cluster.kubeconfig]: "/home/user/.kube/config", [homedir()]: "/home/user", [hostname()]: "machine", [tmpdir()]: "/temporary" });
    const lines = file.endsWith("l") ? text.split("\n").filter(isKept) : [text];
    const kept = lines.map((line) => scrubber.json(line, file.endsWith("l") ? 0 : INDENT)).join("\n");
    if (kept.length > LARGEST) throw new Error(`${name}: ${kept.length} characters are too many`);
    const { shows, exit, refresh } = this.#scenario;
    mkdirSync(join(GOLDEN, name), { recursive: true });
    writeFileSync(join(GOLDEN, name, file), `${kept}\n`);
    writeFileSync(join(GOLDEN, name, "about.json"), `${JSON.stringify({ project: "board", stack: this.#stack, ...(refresh === undefined ? {} : { about: "drift" }), exit, shows }, undefined, 2)}\n`);
  }
}

/** What the engine says to those who look for faults in it holds secrets in plain text, and no reader shows it. */
function isKept(line: string): boolean {
  if (line === "") return false;
  const { diagnosticEvent } = JSON.parse(line) as { readonly diagnosticEvent?: { readonly severity: string; readonly message: string } };
  return diagnosticEvent?.severity !== "debug" && diagnosticEvent?.message.startsWith("using pulumi-analyzer-policy-fixture from $PATH") !== true;
}

const wanted = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(scenarios);
const left = [...wanted];
let failed = 0;
await Promise.all(Array.from({ length: AT_ONCE }, async () => {
  for (let name = left.shift(); name !== undefined; name = left.shift()) {
    const scenario = scenarios[name];
    try {
      if (scenario === undefined) throw new Error("there is no such scenario");
      await new Recording(name, scenario).make();
      console.log(`${name}: recorded, ${left.length} to begin`);
    } catch (error) {
      failed += 1;
      console.error(`${name}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
}));
process.exitCode = failed === 0 ? 0 : 1;
