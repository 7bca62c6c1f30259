import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { serverRecipes } from "../parts/server-image/recipes.ts";
import type { ServerName } from "../parts/server-image/recipes.ts";
import { ensureServerImage } from "../parts/server-image/server-image.ts";

type Probe = string | { readonly path: string } | { readonly tcp: string } | { readonly command: readonly string[] };
type Variables = Readonly<Record<string, string | { readonly secret: unknown; readonly key: string }>>;

/** What of a container these specs set: the same words as in packages/pod. */
interface ContainerPart {
  readonly command?: readonly string[];
  readonly args?: readonly string[];
  readonly environment?: Variables;
  readonly writable?: Readonly<Record<string, string>>;
}

/** What these specs read of a kind of server in packages/data. */
interface Kind {
  readonly folder: string;
  readonly files: (data: unknown, password: string) => Readonly<Record<string, string>>;
  readonly pod: (data: unknown, credentials: string) => ContainerPart & { readonly health: { readonly live: Probe; readonly ready: Probe } };
  readonly follow?: { readonly script: string; readonly environment: Variables };
  readonly dump?: { readonly command: string; readonly environment: (data: unknown, address: unknown, credentials: string) => Variables };
}

const CREDENTIALS = "/etc/moorage/credentials";
const PASSWORD = "it's \"this\" \\ é $1";
const OTHER = 'another "one" \\';
const GRACE_SECONDS = 20;
/** Name of the container, and of no address that PostgreSQL's official image trusts everybody at. */
const HOST = "server";

/** Sends lines to a port of the container's own and prints what comes back within a second. */
const talk = (port: number, ...lines: readonly string[]): readonly string[] => ["bash", "-c", `exec 3<>/dev/tcp/${HOST}/${port}; printf '%s\\r\\n' "$@" >&3; timeout 1 cat <&3 || true`, "talk", ...lines];
const nats = (subject: string, message: string) => (password: string): readonly string[] =>
  talk(4222, `CONNECT ${JSON.stringify({ user: "nats", pass: password, verbose: false })}`, "SUB answers 1", `PUB ${subject} answers ${message.length}`, message, "PING");
const psql = (sql: string, database = "shop"): readonly string[] => ["psql", "--no-password", "-h", HOST, "-U", "postgres", "-d", database, "-tAc", sql];
const users = `printf 'password: %s\\n' "$LOGIN" > /tmp/login && mongodump --quiet --config=/tmp/login --host=${HOST} --port=27017 --username=root --authenticationDatabase=admin --db=admin --gzip --archive=/tmp/users && gzip -dc /tmp/users | tr -d '\\0'`;

/** How a client writes something, and reads it again. */
interface Client {
  readonly write: (password: string) => readonly string[];
  readonly read: (password: string) => readonly string[];
  readonly isData: RegExp;
  readonly env?: (password: string) => Readonly<Record<string, string>>;
}
const clients: Readonly<Record<ServerName, Client>> = {
  postgres: { env: (password) => ({ PGPASSWORD: password }), write: () => psql("create table kept as select 'kept' as it"), read: () => psql("select it from kept"), isData: /^kept$/ },
  redis: { env: (password) => ({ REDISCLI_AUTH: password }), write: () => ["redis-cli", "--no-auth-warning", "set", "it", "kept"], read: () => ["redis-cli", "--no-auth-warning", "get", "it"], isData: /^kept$/ },
  // Its shell writes nothing but users.
  mongo: { env: (password) => ({ LOGIN: JSON.stringify(password) }), write: () => ["sh", "-c", users], read: () => ["sh", "-c", users], isData: /system\.users.*admin\.root/s },
  nats: { write: nats("$JS.API.STREAM.CREATE.kept", '{"name":"kept","subjects":["kept"]}'), read: nats("$JS.API.STREAM.NAMES", ""), isData: /"streams":\["kept"\]/ },
};

const ports: Readonly<Record<ServerName, number>> = { postgres: 5432, redis: 6379, mongo: 27017, nats: 4222 };
const usernames: Readonly<Record<ServerName, string>> = { postgres: "postgres", redis: "default", mongo: "root", nats: "nats" };

/** The toolchain stands alone, and its images serve the pods of the packages: only here does it look at them. */
async function fromPackages(path: string, name: string): Promise<unknown> {
  const module = (await import(new URL(`../../../packages/${path}`, import.meta.url).href)) as Readonly<Record<string, unknown>>;
  return module[name];
}

function skip(context: Mocha.Context, why: string): never {
  const holder = globalThis as { [key: symbol]: Map<string, number> | undefined };
  (holder[Symbol.for("moorage.skips")] ??= new Map()).set(why, 1);
  context.skip();
}

/** The volumes of one pod, and the containers that use them one after the other. */
class PodOf {
  readonly mark = `moorage-pod-${randomBytes(4).toString("hex")}`;
  password = PASSWORD;

  constructor(readonly docker: string, readonly image: string, readonly kind: Kind, readonly name: ServerName) {}

  get data(): unknown {
    const username = usernames[this.name];
    return { component: "db", database: this.name === "redis" ? "0" : "shop", username, storage: "1Gi", resources: {} };
  }

  async call(args: readonly string[], allow = false): Promise<{ readonly code: number; readonly out: string }> {
    const { exitCode, all } = await execa(this.docker, [...args], { all: true, reject: false, stdin: "ignore" });
    if (!allow) assert.equal(exitCode, 0, `docker ${args.slice(0, 2).join(" ")}: ${all}`);
    return { code: exitCode ?? -1, out: all };
  }

  /** Fills the volume of the Secret, and gives the one of the claim to the pod's group, as a node does. */
  async secrets(password: string): Promise<void> {
    this.password = password;
    const folder = mkdtempSync(join(tmpdir(), "moorage-pod-"));
    const files = { password, ...this.kind.files(this.data, password) };
    for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, file), text, { mode: 0o444 });
    await this.call(["rm", "--force", `${this.mark}-files`], true);
    await this.call(["create", "--name", `${this.mark}-files`, "--network", "none", "-v", `${this.mark}-credentials:${CREDENTIALS}`, "-v", `${this.mark}-data:/claim`, "-v", `${this.mark}-backup:/backup`, "--entrypoint", "sh", this.image, "-c", "chown 10001:10001 /claim /backup && chmod 2775 /claim /backup"]);
    await this.call(["cp", `${folder}/.`, `${this.mark}-files:${CREDENTIALS}`]);
    await this.call(["start", "--attach", `${this.mark}-files`]);
    rmSync(folder, { recursive: true });
  }

  /** As a node does, it gives an empty volume nothing of the image's folder, its owner included. */
  options({ command, environment = {}, writable = {} }: ContainerPart, data = `${this.mark}-data:${this.kind.folder}`, network = "none"): readonly string[] {
    const variables = Object.entries(environment).map(([name, value]) => `${name}=${typeof value === "string" ? value : this.password}`);
    return [
      ...["--network", network, "--read-only", "--user", "10001:10001", "--cap-drop", "ALL", "--security-opt", "no-new-privileges", "--memory", "512m"],
      ...["/tmp", ...Object.keys(writable)].flatMap((path) => ["--tmpfs", `${path}:rw,mode=1777,size=16m`]),
      ...["-v", `${this.mark}-credentials:${CREDENTIALS}:ro`, "-v", `${data}:nocopy`],
      ...variables.flatMap((variable) => ["--env", variable]),
      ...(command?.[0] === undefined ? [] : ["--entrypoint", command[0]]),
      this.image,
      ...(command?.slice(1) ?? []),
    ];
  }

  async start(): Promise<void> {
    const pod = this.kind.pod(this.data, "credentials");
    const { follow } = this.kind;
    if (follow !== undefined) await this.call(["run", "--rm", ...this.options({ ...pod, command: ["sh", "-euc", follow.script], environment: follow.environment, writable: {} })]);
    await this.call(["rm", "--force", this.mark], true);
    await this.call(["run", "--detach", "--name", this.mark, "--hostname", HOST, ...this.options(pod, undefined, this.mark), ...(pod.args ?? [])]);
    for (let left = 120; (await this.probe(pod.health.ready)) !== 0; left -= 1) {
      if (left === 0 || (await this.call(["inspect", "--format", "{{.State.Running}}", this.mark])).out !== "true") assert.fail((await this.call(["logs", this.mark])).out);
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  }

  async probe(target: Probe): Promise<number> {
    if (typeof target === "object" && "command" in target) return (await this.inside(target.command)).code;
    const path = typeof target === "object" && "path" in target ? target.path : undefined;
    if (path === undefined) return (await this.inside(["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/27017"])).code;
    return /^HTTP\/1\.[01] 200/m.test((await this.inside(talk(8222, `GET ${path} HTTP/1.0`, ""))).out) ? 0 : 1;
  }

  async inside(command: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<{ readonly code: number; readonly out: string }> {
    return this.call(["exec", ...Object.entries(env).flatMap(([name, value]) => ["--env", `${name}=${value}`]), this.mark, ...command], true);
  }

  async client(what: "read" | "write", password = this.password): Promise<string> {
    const { env = () => ({}), ...client } = clients[this.name];
    return (await this.inside(client[what](password), env(password))).out;
  }

  /** Why it ended that was run without what it needs. */
  async complaint(changes: ContainerPart, data?: string): Promise<string> {
    const pod = this.kind.pod(this.data, "credentials");
    const { code, out } = await this.call(["run", "--rm", ...this.options({ ...pod, ...changes }, data), ...(pod.args ?? [])], true);
    assert.notEqual(code, 0);
    return out;
  }

  async stop(): Promise<{ readonly code: string; readonly seconds: number }> {
    const begun = Date.now();
    await this.call(["stop", "--time", String(GRACE_SECONDS), this.mark]);
    return { code: (await this.call(["inspect", "--format", "{{.State.ExitCode}}", this.mark])).out, seconds: (Date.now() - begun) / 1_000 };
  }

  async open(): Promise<void> {
    await this.call(["network", "create", "--internal", this.mark]);
    await this.secrets(PASSWORD);
    await this.start();
  }

  async remove(): Promise<void> {
    for (const name of [this.mark, `${this.mark}-files`]) await this.call(["rm", "--force", "--volumes", name], true);
    for (const volume of ["data", "credentials", "backup", "fresh"]) await this.call(["volume", "rm", "--force", `${this.mark}-${volume}`], true);
    await this.call(["network", "rm", this.mark], true);
  }
}

for (const name of Object.keys(serverRecipes) as ServerName[]) {
  describe(`A pod of ${name} on what stands in for its official image`, function () {
    this.timeout(120_000);
    let pod: PodOf;

    before(async function () {
      this.timeout(600_000);
      const facts = JSON.parse(process.env["MOORAGE_TEST_FACTS"] ?? "null") as { executables: Record<string, string>; machine: { docker: { available: boolean; why?: string } }; home: string } | null;
      if (facts === null) return skip(this, "tests on real parts: `pnpm test` gets a Docker engine for them; mocha alone does not");
      const docker = facts.executables["docker"];
      if (!facts.machine.docker.available || docker === undefined) return skip(this, `image tests: ${facts.machine.docker.why ?? "there is no Docker engine"}`);
      const context = { home: facts.home, offline: false, env: process.env, signal: new AbortController().signal };
      // A tag that nobody has published: it is the stand-in that is looked at here.
      const found = await ensureServerImage(`${name}:0-moorage-stand-in`, docker, context, () => undefined);
      if (found.image === undefined) return skip(this, `image tests: ${found.why}`);
      pod = new PodOf(docker, found.image, (await fromPackages(`data/src/${name}.ts`, `${name}Kind`)) as Kind, name);
      await pod.open();
    });
    after(async () => (pod as PodOf | undefined)?.remove());

    it("says what it is and what it stands in for", async () => {
      const { out } = await pod.call(["image", "inspect", "--format", "{{json .Config.Labels}}", pod.image]);
      const labels = JSON.parse(out) as Record<string, string>;
      assert.match(labels["org.opencontainers.image.title"] ?? "", / stand-in: /);
      assert.equal(labels["dev.moorage.stands-in-for"], name);
    });

    it("answers every probe, lets in who has the password and nobody else", async () => {
      const { live, ready } = pod.kind.pod(pod.data, "credentials").health;
      assert.deepEqual([await pod.probe(live), await pod.probe(ready)], [0, 0]);
      await pod.client("write");
      assert.match(await pod.client("read"), clients[name].isData);
      for (const wrong of [OTHER, ""]) assert.doesNotMatch(await pod.client("read", wrong), clients[name].isData);
    });

    it("ends within its grace period though clients are connected, and has kept its data when it starts again", async () => {
      await pod.call(["exec", "--detach", pod.mark, "bash", "-c", `exec 3<>/dev/tcp/${HOST}/${ports[name]}; sleep 60`]);
      if (name === "postgres") await pod.call(["exec", "--detach", "--env", `PGPASSWORD=${pod.password}`, pod.mark, ...psql("select pg_sleep(60)")]);
      await new Promise((resolve) => setTimeout(resolve, 500));
      const { code, seconds } = await pod.stop();
      assert.ok(seconds < GRACE_SECONDS / 2, String(seconds));
      // Killed, it would be 137.
      assert.ok(["0", "1"].includes(code), code);
      await pod.start();
      assert.match(await pod.client("read"), clients[name].isData);
    });

    it("holds a new password after a new start, and the old one no more, twice", async () => {
      for (const [fresh, old] of [[OTHER, PASSWORD], [PASSWORD, OTHER]] as const) {
        await pod.stop();
        await pod.secrets(fresh);
        await pod.start();
        assert.match(await pod.client("read"), clients[name].isData);
        assert.doesNotMatch(await pod.client("read", old), clients[name].isData);
      }
    });

    if (name === "postgres" || name === "mongo") it("can be dumped by a pod of its own", async () => {
      const { dump } = pod.kind;
      assert.ok(dump !== undefined);
      const script = ((await fromPackages("data/src/backup-script.ts", "backupScript")) as (command: string) => string)(dump.command);
      const environment = { ...dump.environment(pod.data, { host: HOST, port: ports[name] }, "credentials"), BACKUP_FOLDER: "/backup", BACKUP_KEEP: "7" };
      const options = pod.options({ command: ["sh", "-euc", script], environment }, `${pod.mark}-backup:/backup`, `container:${pod.mark}`);
      await pod.call(["run", "--rm", ...options]);
      const listed = async (command: string): Promise<string> => (await pod.call(["run", "--rm", ...pod.options({ command: ["sh", "-euc", command] }, `${pod.mark}-backup:/backup`)])).out;
      assert.match(await listed("ls /backup"), /^\d{8}T\d{6}Z\.dump$/);
      if (name === "mongo") assert.match(await listed("gzip -dc /backup/*.dump | od -An -tx1 -N4"), /6d e2 99 81/);
      if (name !== "postgres") return;
      assert.equal((await pod.inside(psql("create database restored"), { PGPASSWORD: pod.password })).code, 0);
      const restore = { command: ["sh", "-euc", `pg_restore -h ${HOST} -U postgres -d restored /backup/*.dump`], environment: { PGPASSWORD: pod.password } };
      await pod.call(["run", "--rm", ...pod.options(restore, `${pod.mark}-backup:/backup`, `container:${pod.mark}`)]);
      assert.equal((await pod.inside(psql("select it from kept", "restored"), { PGPASSWORD: pod.password })).out, "kept");
    });

    it("says so when it may not write to its claim, or a first start has no password", async () => {
      const fresh = `${pod.mark}-fresh:${pod.kind.folder}`;
      assert.match(await pod.complaint({}, fresh), /cannot (?:write|make)|permission denied|can't open/i);
      if (name !== "postgres" && name !== "mongo") return;
      assert.match(await pod.complaint({ environment: { PGDATA: "/tmp/data" } }, fresh), name === "mongo" ? /no user for it: set MONGO_INITDB_ROOT_USERNAME/ : /no password for it: set POSTGRES_PASSWORD_FILE/);
    });
  });
}
