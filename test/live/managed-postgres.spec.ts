import assert from "node:assert/strict";
import { request } from "node:https";
import { setTimeout as pause } from "node:timers/promises";
import { execa } from "execa";
import { needsExecutables } from "@moorage/testing";
import { Production, productionExecutables } from "../engine/production.ts";
import { PROD_PASSPHRASE } from "../engine/rehearsal.ts";
import { makeAuthority } from "../fixtures/certificates.ts";
import { realNodeFacts } from "../fixtures/real-node.ts";
import type { Answer } from "../fixtures/real-node.ts";

const HOST = "postgres-service.postgresql-prod.svc.cluster.local";
const TIMEOUT = 15_000;
const PATIENCE_MS = 90_000;
const REPLICAS = 3;
/** The application's own store over another URL: whether it can read cards, in the time that a probe has. */
const STORE = `
import os, sys, time
from board.store import Store
store = Store(os.environ["DATABASE_URL"].replace(*sys.argv[1:]) if sys.argv[1:] else os.environ["DATABASE_URL"])
store.open()
print("reads" if store.ready() else "does not")
`;
/** What a connection by another URL ends in. */
const CONNECTION = `
import os, sys, psycopg
try:
    with psycopg.connect(os.environ["DATABASE_URL"].replace(*sys.argv[1:]), connect_timeout=5) as connection:
        print("connected with TLS:", connection.execute("select ssl from pg_stat_ssl where pid = pg_backend_pid()").fetchone()[0])
except psycopg.OperationalError as error:
    print(error)
`;

interface Deployment {
  readonly spec: { readonly template: { readonly spec: { readonly containers: readonly { readonly image: string; readonly command?: readonly string[]; readonly env?: readonly { readonly name: string }[]; readonly envFrom?: readonly Reference[] }[] } } };
  readonly status: { readonly readyReplicas?: number };
}
type Reference = Readonly<Partial<Record<"configMapRef" | "secretRef", { readonly name: string }>>>;

describe("Board in prod on a real node, with a managed PostgreSQL", function () {
  this.timeout(400_000);
  let docker: string;
  let production: Production | undefined;
  let node: string;

  const given = (): Production => production ?? assert.fail("it was not started");
  const kubectl = async (args: readonly string[], input?: string): Promise<string> => given().sandbox.kubectl(args, input);
  const deployment = async (environment: string): Promise<Deployment> => given().sandbox.get<Deployment>("deployment", "board-api", "--namespace", `board-${environment}`);
  const containerOf = (found: Deployment) => found.spec.template.spec.containers[0] ?? assert.fail("it has no container");
  /** A program in a pod of the application, with its variables, files and image. */
  const inPod = async (program: string, ...args: readonly string[]): Promise<string> =>
    (await kubectl(["exec", "--namespace", "board-prod", "deployment/board-api", "--container", "board-api", "--stdin", "--", "python3", "-", ...args], program)).trim();
  /** Variables that the application is given, by the names that it reads. */
  const variables = async (environment: string): Promise<readonly string[]> => {
    const { env = [], envFrom = [] } = containerOf(await deployment(environment));
    const from = await Promise.all(envFrom.map(async ({ configMapRef, secretRef }) => {
      const [kind, name] = configMapRef === undefined ? ["secret", secretRef?.name ?? ""] : ["configmap", configMapRef.name];
      return Object.keys((await given().sandbox.get<{ readonly data: Readonly<Record<string, string>> }>(kind, name, "--namespace", `board-${environment}`)).data);
    }));
    return [...env.map(({ name }) => name), ...from.flat()].sort();
  };

  /** Asks by HTTPS at the node's own port, as its name's owner would lead there. */
  const ask = async (path: string, method = "GET", json?: unknown): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const asking = request({ host: node, port: 443, servername: "board.example.com", rejectUnauthorized: false, path, method, agent: false, timeout: TIMEOUT, headers: { host: "board.example.com", "content-type": "application/json" } }, (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("end", () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks).toString("utf8") }));
      });
      asking.on("timeout", () => asking.destroy(new Error("no answer in time")));
      asking.on("error", reject);
      asking.end(json === undefined ? undefined : JSON.stringify(json));
    });

  before(async function () {
    const facts = realNodeFacts(this);
    docker = facts.executables["docker"] ?? "docker";
    production = new Production(facts, needsExecutables(this, productionExecutables));
    await production.start("real");
    const first = await production.up();
    assert.equal(first.exitCode, 0, first.all);
    node = await kubectl(["get", "ingress", "board", "--namespace", "board-prod", "--output", "jsonpath={.status.loadBalancer.ingress[0].ip}"]);
  });
  after(async () => production?.stop(docker));

  it("has every replica ready, which it is when it reads cards", async () => {
    // The autoscaler makes the fewest that it may of the one that a Deployment begins with.
    for (const end = Date.now() + PATIENCE_MS; (await deployment("prod")).status.readyReplicas !== REPLICAS; ) {
      assert.ok(Date.now() < end, JSON.stringify((await deployment("prod")).status));
      await pause(500);
    }
    assert.equal(await inPod(STORE), "reads");
  });

  it("writes rows into the managed database and reads those that are there, through the Ingress by HTTPS", async () => {
    const { status, body } = await ask("/cards", "POST", { title: "from a pod, ünïcode ✓" });
    assert.equal(status, 201, body);
    const { id } = JSON.parse(body) as { readonly id: number };
    assert.equal(await given().database.query(`select title from card where id = ${id}`), "from a pod, ünïcode ✓");
    const other = await given().database.query("insert into card (title, lane) values ('from outside', 'done') returning id");
    assert.equal((JSON.parse((await ask(`/cards/${other}`)).body) as { readonly title: string }).title, "from outside");
  });

  it("reaches it by the same name as in dev, by TLS, from the node", async () => {
    assert.equal(await inPod("import os, urllib.parse; url = urllib.parse.urlsplit(os.environ['DATABASE_URL']); print(url.hostname, dict(urllib.parse.parse_qsl(url.query))['sslmode'])"), `${HOST} verify-ca`);
    const connections = await given().database.query("select distinct client_addr || ' ' || ssl || ' ' || (version like 'TLS%') from pg_stat_activity join pg_stat_ssl using (pid) where usename = 'board' and client_addr <> '127.0.0.1'");
    assert.equal(connections, `${node}/32 true true`);
  });

  it("checks who vouches for the server: with another authority there is no connection, and the application is not ready", async () => {
    const path = (await inPod("import os, urllib.parse; print(dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(os.environ['DATABASE_URL']).query))['sslrootcert'])")).replaceAll("/", "%2F");
    const wrong = `open("/tmp/wrong.pem", "w").write(${JSON.stringify(makeAuthority().certificate)})\n`;
    assert.match(await inPod(wrong + CONNECTION, path, "%2Ftmp%2Fwrong.pem"), /certificate verify failed/);
    assert.equal(await inPod(wrong + STORE, path, "%2Ftmp%2Fwrong.pem"), "does not");
    assert.equal(await inPod(CONNECTION, path, path), "connected with TLS: True");
  });

  it("is let in by TLS alone, and by its password alone", async () => {
    assert.match(await inPod(CONNECTION, "sslmode=verify-ca", "sslmode=disable"), /pg_hba\.conf rejects connection .* no encryption/);
    assert.match(await inPod(CONNECTION, "board:", "board:x"), /password authentication failed/);
  });

  it("is the same application as in dev, beside it: the same content, layers and names of variables", async () => {
    const { exitCode, all } = await given().sandbox.moorage(["start", "--offline", "--nodes", "real"]);
    assert.equal(exitCode, 0, all);
    const [dev, prod] = [containerOf(await deployment("dev")), containerOf(await deployment("prod"))];
    const content = (image: string): string | undefined => /:([0-9a-f]{16})(?:@|$)/.exec(image)?.[1];
    assert.ok(content(dev.image) !== undefined);
    assert.equal(content(prod.image), content(dev.image));
    const layers = async (image: string): Promise<string> => (await execa(docker, ["image", "inspect", "--format", "{{json .RootFS.Layers}}", image.split("@")[0] ?? ""])).stdout;
    assert.equal(await layers(prod.image), await layers(dev.image));
    assert.deepEqual(prod.command, dev.command);
    assert.deepEqual(await variables("prod"), await variables("dev"));
    assert.ok((await variables("prod")).includes("DATABASE_URL"));
    const again = await given().sandbox.up(PROD_PASSPHRASE, "prod");
    assert.equal(again.exitCode, 0, again.all);
  });
});
