import { execFile } from "node:child_process";
import { chownSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";

/** Programs of PostgreSQL that tests run. */
export const programs = ["initdb", "postgres", "pg_ctl", "psql", "pg_dump"] as const;

export interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** The user `postgres`, or else `nobody`: servers refuse root. `undefined` where this process is somebody else anyway. */
function unprivileged(): { readonly uid: number; readonly gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const users = readFileSync("/etc/passwd", "utf8").split("\n").map((line) => line.split(":"));
  const [, , uid, gid] = users.find(([name]) => name === "postgres") ?? users.find(([name]) => name === "nobody") ?? [];
  return { uid: Number(uid), gid: Number(gid) };
}

/** A PostgreSQL database of its own in a temporary folder, reached by its socket only. */
export class PostgresMachine {
  readonly folder = mkdtempSync(join(tmpdir(), "pg-"));
  readonly data = join(this.folder, "data");
  readonly #user = unprivileged();
  readonly #path: string;

  /** @param postgres Path of the server's program; the others are beside it. */
  constructor(postgres: string) {
    this.#path = [dirname(postgres), process.env["PATH"] ?? ""].join(delimiter);
    if (this.#user !== undefined) chownSync(this.folder, this.#user.uid, this.#user.gid);
  }

  /** Writes a file that the server's user can read. */
  write(name: string, text: string): string {
    const path = join(this.folder, name);
    writeFileSync(path, text, { mode: 0o644 });
    return path;
  }

  /** Runs a program as the server's user, with nothing in its environment but what is given. */
  async run(program: string, args: readonly string[], environment: Readonly<Record<string, string>> = {}, input = ""): Promise<Outcome> {
    return new Promise((resolve) => {
      const options = { cwd: this.folder, env: { PATH: this.#path, ...environment }, ...this.#user };
      const child = execFile(program, [...args], options, (error, stdout, stderr) => resolve({ code: error === null ? 0 : Number(error.code ?? 1), stdout, stderr }));
      // A program that does not read closes its end.
      child.stdin?.on("error", () => undefined).end(input);
    });
  }

  /** Makes the files of a database whose user `postgres` has the password, as the image's entry point does. */
  async initialise(password: string): Promise<void> {
    this.#good(await this.run("initdb", ["--pgdata", this.data, "--username", "postgres", "--pwfile", this.write("initial", password), "--auth", "scram-sha-256", "--encoding", "UTF8", "--locale", "C.UTF-8", "--no-sync"]));
  }

  async start(): Promise<void> {
    this.#good(await this.run("pg_ctl", ["start", "--pgdata", this.data, "--wait", "--log", join(this.folder, "log"), "--options", `-c listen_addresses='' -c unix_socket_directories='${this.folder}' -c fsync=off`]));
  }

  /** Ends it as a crash does: what it had not written yet is in its log only. */
  async stop(): Promise<void> {
    await this.run("pg_ctl", ["stop", "--pgdata", this.data, "--mode", "immediate", "--wait"]);
  }

  /** Runs a statement as a client that knows a password. */
  async query(password: string, statement: string): Promise<Outcome> {
    return this.run("psql", ["--no-psqlrc", "--tuples-only", "--no-align", "--host", this.folder, "--username", "postgres", "--dbname", "postgres", "--command", statement], { PGPASSWORD: password, PGCLIENTENCODING: "UTF8" });
  }

  async dispose(): Promise<void> {
    await this.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }

  #good({ code, stdout, stderr }: Outcome): void {
    if (code !== 0) throw new Error(stdout + stderr);
  }
}
