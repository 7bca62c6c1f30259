import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { needsExecutables } from "@moorage/testing";
import { passwordStatement, setPasswordScript } from "../src/postgres-password.ts";
import { PASSWORD } from "./made.ts";
import { PostgresMachine, programs } from "./postgres-machine.ts";
import type { Outcome } from "./postgres-machine.ts";

/** What a password may be, with the signs among it that mean something to a shell, to SQL or to a line. */
const nasty = fc.string({ unit: fc.oneof(fc.constantFrom("'", '"', "\\", "$", "`", ";", "--", "%", " ", "\t", "E'", "''", "\\'", "$(id)", "\u0007", "ü", "😀"), fc.string({ unit: "binary", minLength: 1, maxLength: 1 })), minLength: 1, maxLength: 30 }).filter((text) => !/[\0\r\n]/.test(text));

describe("the statement that sets a password", () => {
  it("is one line, however the password is", () => {
    fc.assert(fc.property(nasty, (password) => assert.match(passwordStatement("me", password), /^[^\n]*\n$/)));
  });

  it("ends its string nowhere but at its end", () => {
    fc.assert(fc.property(nasty, (password) => {
      const literal = /^ALTER ROLE "me" PASSWORD E'(?<text>.*)';\n$/su.exec(passwordStatement("me", password))?.groups?.["text"] ?? "";
      assert.match(literal, /^(?:[^'\\]|''|\\\\)*$/su);
      assert.equal(literal.replaceAll("''", "'").replaceAll("\\\\", "\\"), password);
    }));
  });

  it("quotes the role too", () => assert.equal(passwordStatement('a"b', "x"), `ALTER ROLE "a""b" PASSWORD E'x';\n`));
});

describe("a PostgreSQL database whose password was changed, on a real server", function () {
  this.timeout(120_000);
  let machine: PostgresMachine;
  let current = PASSWORD;

  const follow = async (statement: string, data = machine.data): Promise<Outcome> => machine.run("sh", ["-euc", setPasswordScript], { PGDATA: data, STATEMENT_FILE: machine.write("statement", statement) });
  const change = async (password: string): Promise<Outcome> => {
    const outcome = await follow(passwordStatement("postgres", password));
    if (outcome.code === 0) current = password;
    return outcome;
  };
  const accepts = async (password: string): Promise<boolean> => (await machine.query(password, "select 1")).stdout.trim() === "1";
  const running = async <T>(look: () => Promise<T>): Promise<T> => {
    await machine.start();
    try {
      return await look();
    } finally {
      await machine.stop();
    }
  };

  before(async function () {
    machine = new PostgresMachine(needsExecutables(this, programs).postgres);
    await machine.initialise(PASSWORD);
  });

  after(async () => (machine as PostgresMachine | undefined)?.dispose());

  it("takes the new password and refuses the old one", async () => {
    const before = current;
    assert.equal((await change("another")).code, 0);
    assert.deepEqual(await running(async () => [await accepts("another"), await accepts(before)]), [true, false]);
  });

  it("takes whatever the password is", async () => {
    await fc.assert(fc.asyncProperty(nasty, async (text) => {
      // Different in a letter that no normalisation of passwords makes equal.
      const [before, next] = [current, `${current.startsWith("a") ? "b" : "a"}${text}z`];
      const { code, stderr } = await change(next);
      assert.equal(code, 0, stderr);
      assert.deepEqual(await running(async () => [await accepts(next), await accepts(before)]), [true, false]);
    }), { numRuns: 8, examples: [[`'"\\$\`%$(touch /tmp/x);--`], [PASSWORD], ["\\"], ["'"], ["\\'; DROP ROLE postgres; --"]] });
  });

  it("keeps its data, and takes the same password again", async () => {
    await running(async () => machine.query(current, "create table kept as select 42 as answer"));
    assert.equal((await change(current)).code, 0);
    assert.equal((await running(async () => machine.query(current, "select answer from kept"))).stdout.trim(), "42");
  });

  it("starts again after a crash, with a lock of a process that is no more", async () => {
    await machine.start();
    await machine.query(current, "create table crashed as select 1");
    const lock = readFileSync(join(machine.data, "postmaster.pid"), "utf8");
    await machine.stop();
    await machine.run("tee", [join(machine.data, "postmaster.pid")], {}, lock.replace(/^\d+/, String(spawnSync("true").pid)));
    const { code, stderr } = await change("after-the-crash");
    assert.equal(code, 0, stderr);
    assert.equal(await running(async () => accepts("after-the-crash")), true);
  });

  it("does nothing where there is no database yet, which the image is about to make with the password", async () => {
    assert.deepEqual(await follow("never read", join(machine.folder, "none")), { code: 0, stdout: "", stderr: "" });
  });

  it("stops the pod when the role is not there, without the password in the log", async () => {
    const { code, stdout, stderr } = await follow(passwordStatement("nobody-here", "canary"));
    assert.notEqual(code, 0);
    assert.match(stderr, /role "nobody-here" does not exist/);
    assert.doesNotMatch(stdout + stderr, /canary/);
  });

  it("logs no password when it works either", async () => {
    const { stdout, stderr } = await change("canary-that-works");
    assert.doesNotMatch(stdout + stderr, /canary|ALTER/);
  });

  it("stops the pod when its file is not there", async () => {
    const { code } = await machine.run("sh", ["-euc", setPasswordScript], { PGDATA: machine.data, STATEMENT_FILE: "/nowhere" });
    assert.notEqual(code, 0);
  });
});
