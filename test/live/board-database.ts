import assert from "node:assert/strict";
import { setTimeout as pause } from "node:timers/promises";
import type { RealClone } from "./real-clone.ts";

const NAMESPACE = "postgresql-dev";
const POD = "postgres-0";
/** By loopback the server takes everybody who is in its pod; by this name it asks for a password. */
const HOST = `postgres-service.${NAMESPACE}.svc.cluster.local`;
const PATIENCE_MS = 120_000;

interface Pod {
  readonly metadata: { readonly uid: string; readonly deletionTimestamp?: string };
  readonly spec: { readonly containers: readonly { readonly image: string }[] };
  readonly status: {
    readonly conditions?: readonly { readonly type: string; readonly status: string }[];
    readonly containerStatuses?: readonly { readonly restartCount: number; readonly ready: boolean }[];
  };
}
interface Jobs {
  readonly status: { readonly succeeded?: number; readonly failed?: number };
}

/** The PostgreSQL of board in the cluster, as who may use kubectl sees it. */
export class BoardDatabase {
  static readonly namespace = NAMESPACE;
  readonly #clone: RealClone;

  constructor(clone: RealClone) {
    this.#clone = clone;
  }

  /** What a statement gives: a line for each row, `|` between columns. */
  async query(sql: string, database = "board"): Promise<string> {
    return (await this.#psql(["--username", "postgres", "--dbname", database, "--command", sql])).trim();
  }

  /** All cards in the order of their ids, every column of them. */
  async cards(database = "board"): Promise<readonly string[]> {
    const rows = await this.query("select id, title, lane, created_at from card order by id", database);
    return rows === "" ? [] : rows.split("\n");
  }

  /** Why the server refuses a password, over the network; `undefined` when it does not. */
  async refusal(password: string): Promise<string | undefined> {
    const script = `IFS= read -r PGPASSWORD; export PGPASSWORD; psql --no-psqlrc --tuples-only --no-align --host ${HOST} --username postgres --dbname board --command "select 'let in'" 2>&1 || true`;
    const said = (await this.#clone.kubectl(["exec", "--namespace", NAMESPACE, POD, "--container", "postgres", "--stdin", "--", "sh", "-c", script], `${password}\n`)).trim();
    return said === "let in" ? undefined : said;
  }

  async pod(): Promise<Pod> {
    return this.#clone.get<Pod>("pod", POD, "--namespace", NAMESPACE);
  }

  /** Waits until a pod is ready that is another than `former`. */
  async ready(former?: Pod): Promise<Pod> {
    return this.#until("the pod of the database is ready", async () => {
      const pod = await this.pod();
      const isReady = pod.metadata.deletionTimestamp === undefined && pod.status.conditions?.some(({ type, status }) => type === "Ready" && status === "True") === true;
      return isReady && pod.metadata.uid !== former?.metadata.uid ? pod : undefined;
    });
  }

  /** Waits until the server in the pod is ready that was started again as often as that. */
  async restarted(times: number): Promise<void> {
    await this.#until(`the server is ready after ${times} restarts`, async () => {
      const { containerStatuses = [] } = (await this.pod()).status;
      return containerStatuses.every(({ restartCount, ready }) => restartCount === times && ready) ? true : undefined;
    });
  }

  /** Runs a Job of the kind that makes dumps, with another script if one is given, and gives what it said. */
  async job(name: string, script?: string): Promise<string> {
    const made = JSON.parse(await this.#clone.kubectl(["create", "job", name, "--namespace", NAMESPACE, "--from=cronjob/postgres-backup", "--dry-run=client", "--output", "json"])) as { readonly spec: { readonly template: { readonly spec: { readonly containers: { command: readonly string[] }[] } } } };
    const [container] = made.spec.template.spec.containers;
    assert.ok(container !== undefined);
    if (script !== undefined) container.command = ["sh", "-euc", script];
    await this.#clone.kubectl(["create", "--filename", "-"], JSON.stringify(made));
    const { succeeded } = await this.#until(`job ${name} ends`, async () => {
      const { status } = await this.#clone.get<Jobs>("job", name, "--namespace", NAMESPACE);
      return (status.succeeded ?? 0) + (status.failed ?? 0) > 0 ? status : undefined;
    });
    const said = await this.#clone.kubectl(["logs", `job/${name}`, "--namespace", NAMESPACE]);
    assert.equal(succeeded, 1, said);
    return said;
  }

  async #psql(args: readonly string[]): Promise<string> {
    return this.#clone.kubectl(["exec", "--namespace", NAMESPACE, POD, "--container", "postgres", "--", "psql", "--no-psqlrc", "--quiet", "--tuples-only", "--no-align", "--set", "ON_ERROR_STOP=1", ...args]);
  }

  async #until<T>(what: string, look: () => Promise<T | undefined>): Promise<T> {
    let last = "not yet";
    for (const end = Date.now() + PATIENCE_MS; Date.now() < end; ) {
      try {
        const found = await look();
        if (found !== undefined) return found;
      } catch (error) {
        last = error instanceof Error ? error.message : String(error);
      }
      await pause(200);
    }
    return assert.fail(`not within ${PATIENCE_MS} ms: ${what}: ${last}`);
  }
}
