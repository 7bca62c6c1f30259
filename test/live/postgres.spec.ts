import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { execa } from "execa";
import type { TestFacts } from "@moorage/testing";
import { realNodeFacts } from "../fixtures/real-node.ts";
import { BoardDatabase } from "./board-database.ts";
import { CardStream, described } from "./card-stream.ts";
import type { StreamResult } from "./card-stream.ts";
import { endNode } from "./end-node.ts";
import { RealClone } from "./real-clone.ts";

const DESCRIPTION = "stacks/board.ts";
const PASSWORD = "dev-only-password";
/** With what a shell, a URL, SQL and a format would each mind. */
const NEXT_PASSWORD = "n€xt p@ss/w:rd'?\\\"&=#%s $HOME";
const RESTORED = "restored";
const PATIENCE_MS = 60_000;

interface Pods {
  readonly items: readonly { readonly status: { readonly containerStatuses: readonly { readonly restartCount: number }[] } }[];
}

describe("PostgreSQL in the cluster, on a real node", function () {
  this.timeout(300_000);
  let facts: TestFacts;
  let docker: string;
  let clone: RealClone;
  let database: BoardDatabase;
  /** An image that only these tests know. */
  let minor: string;

  const rewrite = (text: string, by: string): void => {
    const file = clone.path(DESCRIPTION);
    const former = readFileSync(file, "utf8");
    assert.ok(former.includes(text));
    writeFileSync(file, former.replace(text, by));
  };
  const write = async (title: string): Promise<void> => {
    const { status, body } = await clone.ask("/cards", { method: "POST", json: { title } });
    assert.equal(status, 201, body);
  };
  const answers = async (): Promise<boolean> => (await clone.ask("/cards").catch(() => undefined))?.status === 200;
  const restarts = async (): Promise<number> => {
    const { items } = await clone.get<Pods>("pods", "--namespace", "board-dev");
    return items.flatMap(({ status }) => status.containerStatuses).reduce((sum, { restartCount }) => sum + restartCount, 0);
  };
  const served = async (): Promise<void> => {
    for (const end = Date.now() + PATIENCE_MS; !(await answers()); ) {
      assert.ok(Date.now() < end, "the application does not come back");
      await pause(200);
    }
  };

  before(async function () {
    facts = realNodeFacts(this);
    docker = facts.executables["docker"] ?? "docker";
    clone = new RealClone(facts);
    database = new BoardDatabase(clone);
    rewrite('name: "board",', 'name: "board", backup: {},');
    await clone.start();
    for (const title of ["one", "two with 'quotes' and | bars", "three, ünïcode ✓"]) await write(title);
  });

  after(async () => {
    await (clone as RealClone | undefined)?.dispose();
    if ((minor as string | undefined) !== undefined) await execa(docker, ["image", "rm", "--force", minor], { reject: false });
  });

  it("keeps its rows when its pod is deleted, and the application finds it again without a restart", async () => {
    const [rows, former] = [await database.cards(), await database.pod()];
    assert.equal(rows.length, 3);
    await clone.kubectl(["delete", "pod", "postgres-0", "--namespace", BoardDatabase.namespace, "--wait=false"]);
    await database.ready(former);
    assert.deepEqual(await database.cards(), rows);
    await served();
    assert.equal(await restarts(), 0);
    await write("after the pod");
  });

  it("keeps its rows when the server crashes, and recovers by itself", async () => {
    const rows = await database.cards();
    // At once, as after a crash: no transaction is ended well, and nothing is written that was not.
    await clone.kubectl(["exec", "postgres-0", "--namespace", BoardDatabase.namespace, "--container", "postgres", "--", "sh", "-c", "kill -QUIT 1"]);
    await database.restarted(1);
    assert.deepEqual(await database.cards(), rows);
    assert.match(await clone.kubectl(["logs", "postgres-0", "--namespace", BoardDatabase.namespace, "--container", "postgres"]), /automatic recovery in progress/);
    await served();
  });

  it("keeps its rows when the node loses its power and is started again", async () => {
    await write("before the node");
    const rows = await database.cards();
    assert.ok((await endNode(clone.cluster)).includes("kubelet"));
    await assert.rejects(clone.ask("/health", { timeout: 2000 }));
    const result = await clone.moorage(["cluster", "up", "--nodes", "real", "--offline"]);
    assert.equal(result.exitCode, 0, result.all);
    await served();
    await database.ready();
    assert.deepEqual(await database.cards(), rows);
    await write("after the node");
  });

  it("makes a dump that is a file in its own volume, when its Job is run by hand", async () => {
    const rows = await database.cards();
    await database.job("dumped-by-hand");
    await write("after the dump");
    const listing = await database.job("listing", 'cd "$BACKUP_FOLDER"; for file in *; do echo "$file $(head -c 5 "$file")"; done');
    assert.match(listing.trim(), /^\d{8}T\d{6}Z\.dump PGDMP$/);
    await database.job("restoring", `cd "$BACKUP_FOLDER"; createdb ${RESTORED}; pg_restore --dbname ${RESTORED} --exit-on-error *.dump`);
    assert.deepEqual(await database.cards(RESTORED), rows);
    assert.equal((await database.cards()).length, rows.length + 1);
    // What is restored goes on where it was: the next card gets the next number.
    const [next] = (await database.query("insert into card (title, lane) values ('next', 'todo') returning id", RESTORED)).split("\n");
    assert.ok(Number(next) > Number(rows.at(-1)?.split("|")[0]));
  });

  it("keeps its rows when a new minor version of its image is rolled out", async () => {
    const [rows, former] = [await database.cards(), await database.pod()];
    minor = `moorage.local/postgres-minor:17.6.${process.pid}`;
    const standIn = (await execa(docker, ["image", "ls", "--filter", "label=dev.moorage.stands-in-for=postgres", "--format", "{{.Repository}}:{{.Tag}}"])).stdout.split("\n")[0] ?? "";
    await execa(docker, ["build", "--tag", minor, "-"], { input: `FROM ${standIn}\nLABEL minor=next\n`, env: { DOCKER_BUILDKIT: "0" } });
    rewrite("backup: {},", `backup: {}, image: ${JSON.stringify(minor)},`);
    const result = await clone.moorage(["start", "--offline", "--nodes", "real"]);
    assert.equal(result.exitCode, 0, result.all);
    const pod = await database.ready(former);
    assert.equal(pod.spec.containers[0]?.image, minor);
    assert.deepEqual(await database.cards(), rows);
    await served();
  });

  describe("when its password is another", () => {
    let result: StreamResult;
    let pod: Awaited<ReturnType<BoardDatabase["pod"]>>;

    before(async () => {
      pod = await database.pod();
      assert.equal(await database.refusal(PASSWORD), undefined);
      assert.match((await database.refusal(NEXT_PASSWORD)) ?? "", /password authentication failed/);
      const set = await clone.pulumi(["config", "set", "--stack", "dev", "--secret", "databasePassword", "--", NEXT_PASSWORD]);
      assert.equal(set.exitCode, 0, set.all);
      const stream = new CardStream(async (path, question) => clone.ask(path, question));
      const up = await clone.up();
      result = await stream.end();
      assert.equal(up.exitCode, 0, up.all);
    });

    it("takes the new one, and the old one no more", async () => {
      assert.equal(await database.refusal(NEXT_PASSWORD), undefined);
      assert.match((await database.refusal(PASSWORD)) ?? "", /password authentication failed/);
    });

    it("lets the application go on, and no card is lost whose writing was answered", async () => {
      await served();
      const rows = new Set((await database.query("select id || ' ' || title from card")).split("\n"));
      assert.ok(result.written.length > 100);
      assert.deepEqual(result.written.filter(({ id, title }) => !rows.has(`${id} ${title}`)), []);
    });

    it("answers every query meanwhile, and its pod stays", async () => {
      console.log(`      ${described(result)}`);
      assert.deepEqual(result.failures, [], described(result));
      assert.equal((await database.pod()).metadata.uid, pod.metadata.uid);
    });
  });
});
