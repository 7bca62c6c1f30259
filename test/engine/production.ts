import { execa } from "execa";
import type { TestFacts } from "@moorage/testing";
import { postgresExecutables, startManagedPostgres } from "../fixtures/managed-postgres.ts";
import type { ManagedPostgres } from "../fixtures/managed-postgres.ts";
import { registryExecutables, startRegistry } from "../fixtures/registry.ts";
import type { Registry } from "../fixtures/registry.ts";
import { Sandbox } from "./sandbox.ts";
import type { Result } from "./sandbox.ts";

/** Passphrase of the stack prod in tests. */
const PASSPHRASE = { PULUMI_CONFIG_PASSPHRASE: "of these tests" };

/** Password of the user that the managed server knows; with every character that a URL minds. */
export const PASSWORD = "p@ss/w:rd?&=#% é";

/** Programs that its servers take. */
export const productionExecutables = [...registryExecutables, ...postgresExecutables] as const;

/** Production in miniature: a cluster of this machine, a registry with a login, a database server with TLS. */
export class Production {
  readonly sandbox: Sandbox;
  #registry: Registry | undefined;
  #database: ManagedPostgres | undefined;

  readonly #executables: Readonly<Record<(typeof productionExecutables)[number], string>>;

  constructor(facts: TestFacts, executables: Readonly<Record<(typeof productionExecutables)[number], string>>) {
    this.sandbox = new Sandbox(facts);
    this.#executables = executables;
  }

  get registry(): Registry {
    if (this.#registry === undefined) throw new Error("the registry is not started");
    return this.#registry;
  }

  get database(): ManagedPostgres {
    if (this.#database === undefined) throw new Error("the database is not started");
    return this.#database;
  }

  /** Starts the servers and the cluster, and sets everything that prod asks for. */
  async start(): Promise<void> {
    this.#registry = await startRegistry(this.#executables);
    this.#database = await startManagedPostgres(this.#executables, { database: "board", username: "board", password: PASSWORD, forContainers: true });
    const cluster = await this.sandbox.clusterUp();
    await this.pulumi("stack", "init", "prod");
    const plain = {
      kubeconfig: cluster.kubeconfig,
      context: cluster.context,
      cluster: "rehearsal-1",
      ingressClass: cluster.ingressClass,
      rehearsal: "true",
      registry: `${this.registry.address}/board`,
      registryUsername: this.registry.username,
      registryInsecure: "true",
      databaseAuthority: this.database.certificateAuthority,
    };
    for (const [key, value] of Object.entries(plain)) await this.set(key, value);
    await this.pulumi("config", "set", "--stack", "prod", "--path", "moorage:database.server", this.database.host);
    await this.pulumi("config", "set", "--stack", "prod", "--path", "moorage:database.port", String(this.database.port));
    await this.pulumi("config", "set", "--stack", "prod", "--path", "moorage:database.username", "board");
    await this.set("registryPassword", this.registry.password, "--secret");
    await this.set("databasePassword", PASSWORD, "--secret");
  }

  /** `pulumi config set` */
  async set(key: string, value: string, ...flags: readonly string[]): Promise<void> {
    const { exitCode, all } = await this.pulumi("config", "set", "--stack", "prod", ...flags, "--", key, value);
    if (exitCode !== 0) throw new Error(all);
  }

  /** `pulumi`, with the passphrase of prod. */
  async pulumi(...args: readonly string[]): Promise<Result> {
    return this.sandbox.pulumi(args, PASSPHRASE);
  }

  /** `pulumi up` of prod. */
  async up(): Promise<Result> {
    return this.sandbox.up(PASSPHRASE, "prod");
  }

  /** Stops and removes everything, the images that were built for its registry included. */
  async stop(docker: string): Promise<void> {
    await this.sandbox.dispose();
    const names = (await execa(docker, ["image", "ls", "--format", "{{.Repository}}:{{.Tag}}"], { reject: false })).stdout.split("\n");
    const ours = names.filter((name) => this.#registry !== undefined && name.startsWith(`${this.#registry.address}/`));
    if (ours.length > 0) await execa(docker, ["image", "rm", "--force", ...ours], { reject: false });
    await this.#registry?.stop();
    await this.#database?.stop();
  }
}
