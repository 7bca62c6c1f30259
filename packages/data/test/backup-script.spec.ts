import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { needsExecutables } from "@moorage/testing";
import { backupScript } from "../src/backup-script.ts";
import { postgresKind } from "../src/postgres.ts";
import { PASSWORD } from "./made.ts";
import { PostgresMachine, programs } from "./postgres-machine.ts";

describe("the script that makes a dump", () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "backup-"))));
  afterEach(() => rmSync(folder, { recursive: true }));

  const dump = (command: string, keep = 3): number | null => spawnSync("sh", ["-euc", backupScript(command)], { env: { PATH: process.env["PATH"] ?? "", BACKUP_FOLDER: folder, BACKUP_KEEP: String(keep) } }).status;
  const files = (): readonly string[] => readdirSync(folder).sort();
  const old = (...names: readonly string[]): void => names.forEach((name) => writeFileSync(join(folder, name), name));

  it("names it after the moment, in an order that is the order of time", () => {
    assert.equal(dump('echo whole > "$file.part"'), 0);
    const [name = "", ...others] = files();
    assert.deepEqual(others, []);
    assert.match(name, /^\d{8}T\d{6}Z\.dump$/);
    assert.equal(readFileSync(join(folder, name), "utf8"), "whole\n");
  });

  it("removes the oldest beyond as many as are kept, and nothing else", () => {
    old("20200101T000000Z.dump", "20200102T000000Z.dump", "20200103T000000Z.dump", "notes.txt");
    assert.equal(dump('echo whole > "$file.part"'), 0);
    assert.deepEqual(files().slice(0, 2), ["20200102T000000Z.dump", "20200103T000000Z.dump"]);
    assert.deepEqual([files().length, files().at(-1)], [4, "notes.txt"]);
  });

  it("keeps one where one is kept", () => {
    old("20200101T000000Z.dump", "20200102T000000Z.dump");
    assert.equal(dump('echo whole > "$file.part"', 1), 0);
    assert.equal(files().length, 1);
    assert.doesNotMatch(files()[0] ?? "", /^2020/);
  });

  it("fails with what makes the dump, leaves nothing that looks like one and removes no good one", () => {
    old("20200101T000000Z.dump", "20200102T000000Z.dump", "20200103T000000Z.dump", "20200104T000000Z.dump");
    assert.notEqual(dump('echo half > "$file.part"; false'), 0);
    assert.equal(files().filter((name) => name.endsWith(".dump")).length, 4);
  });

  it("clears away what was left half", () => {
    old("20200101T000000Z.dump.part");
    assert.equal(dump('echo whole > "$file.part"'), 0);
    assert.deepEqual(files().filter((name) => name.endsWith(".part")), []);
  });
});

describe("a dump of a real PostgreSQL database", function () {
  this.timeout(60_000);
  let machine: PostgresMachine;

  before(async function () {
    machine = new PostgresMachine(needsExecutables(this, programs).postgres);
    await machine.initialise(PASSWORD);
    await machine.start();
  });

  after(async () => (machine as PostgresMachine | undefined)?.dispose());

  it("has in it what the database has, and is made with the password from the environment", async () => {
    await machine.query(PASSWORD, "create table kept as select 'forty-two' as answer");
    const environment = { BACKUP_FOLDER: machine.folder, BACKUP_KEEP: "7", PGHOST: machine.folder, PGPORT: "5432", PGUSER: "postgres", PGDATABASE: "postgres" };
    const script = backupScript(postgresKind.dump?.command ?? "");
    const { code, stderr } = await machine.run("sh", ["-euc", script], { ...environment, PGPASSWORD: PASSWORD });
    assert.equal(code, 0, stderr);
    const [name = ""] = readdirSync(machine.folder).filter((each) => each.endsWith(".dump"));
    assert.equal(execFileSync("head", ["-c", "5", join(machine.folder, name)], { encoding: "utf8" }), "PGDMP");
    assert.notEqual((await machine.run("sh", ["-euc", script], { ...environment, PGPASSWORD: "wrong" })).code, 0);
    assert.equal(readdirSync(machine.folder).filter((each) => each.endsWith(".dump")).length, 1);
  });
});
