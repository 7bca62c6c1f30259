import { execa } from "execa";
import { trustRegistry } from "@moorage/cluster";
import type { NodeKind } from "@moorage/cluster";
import type { TestFacts } from "@moorage/testing";
import { dockerTrusts } from "../fixtures/docker-trust.ts";
import { postgresExecutables, startManagedPostgres } from "../fixtures/managed-postgres.ts";
import type { ManagedPostgres } from "../fixtures/managed-postgres.ts";
import { wireAddress } from "../fixtures/real-node.ts";
import { registryExecutables, startRegistry } from "../fixtures/registry.ts";
import type { Registry } from "../fixtures/registry.ts";
import { PROD_PASSPHRASE, rehearse } from "./rehearsal.ts";
import { Sandbox } from "./sandbox.ts";
import type { Result } from "./sandbox.ts";

/** Password of the user that the managed server knows; with every character that a URL minds. */
export const PASSWORD = "p@ss/w:rd?&=#% é";

/** Programs that its servers take. */
export const productionExecutables = [...registryExecutables, ...postgresExecutables] as const;

/** Production in miniature: a cluster of this machine, a registry with a login, a database server with TLS. */
export class Production {
  readonly sandbox: Sandbox;
  #registry: Registry | undefined;
  #database: ManagedPostgres | undefined;
  #distrust = (): void => undefined;

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

  /**
   * Starts the cluster and the servers, and sets everything that prod asks for.
   * @param nodes Real ones get the image from the registry, and reach the database, by the address at which they reach this machine.
   */
  async start(nodes: NodeKind = "simulated"): Promise<void> {
    const cluster = await this.sandbox.clusterUp(nodes);
    const address = nodes === "real" ? wireAddress(cluster) : undefined;
    this.#registry = await startRegistry(this.#executables, address);
    if (nodes === "real") {
      trustRegistry(cluster, this.registry.address, this.registry.certificate);
      this.#distrust = dockerTrusts(this.registry.address, this.registry.certificate);
    }
    this.#database = await startManagedPostgres(this.#executables, { database: "board", username: "board", password: PASSWORD, forContainers: true, ...(address === undefined ? {} : { address }) });
    const { host, port, certificateAuthority } = this.database;
    await rehearse(this.sandbox, "moorage", cluster, this.registry, {
      plain: { databaseAuthority: certificateAuthority, "database.server": host, "database.port": String(port), "database.username": "board" },
      secret: { databasePassword: PASSWORD },
    });
  }

  /** `pulumi config set` */
  async set(key: string, value: string, ...flags: readonly string[]): Promise<void> {
    const { exitCode, all } = await this.pulumi("config", "set", "--stack", "prod", ...flags, "--", key, value);
    if (exitCode !== 0) throw new Error(all);
  }

  /** `pulumi`, with the passphrase of prod. */
  async pulumi(...args: readonly string[]): Promise<Result> {
    return this.sandbox.pulumi(args, PROD_PASSPHRASE);
  }

  /** `pulumi up` of prod. */
  async up(): Promise<Result> {
    return this.sandbox.up(PROD_PASSPHRASE, "prod");
  }

  /** Stops and removes everything, the images that were built for its registry included. */
  async stop(docker: string): Promise<void> {
    await this.sandbox.dispose();
    const names = (await execa(docker, ["image", "ls", "--format", "{{.Repository}}:{{.Tag}}"], { reject: false })).stdout.split("\n");
    const ours = names.filter((name) => this.#registry !== undefined && name.startsWith(`${this.#registry.address}/`));
    if (ours.length > 0) await execa(docker, ["image", "rm", "--force", ...ours], { reject: false });
    this.#distrust();
    await this.#registry?.stop();
    await this.#database?.stop();
  }
}
