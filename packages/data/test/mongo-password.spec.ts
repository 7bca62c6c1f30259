import assert from "node:assert/strict";
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { spawnSync } from "node:child_process";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runInNewContext } from "node:vm";
import fc from "fast-check";
import { dumpConfig, passwordProgram, setPasswordScript } from "../src/mongo-password.ts";

interface Call {
  readonly database: string;
  readonly user: unknown;
  readonly password: unknown;
  readonly roles?: unknown;
}

/** Runs the program against a shell that has this user or none, and tells what it does there. */
function calls(program: string, hasUser: boolean): readonly Call[] {
  const made: Call[] = [];
  const db = {
    getSiblingDB: (database: string) => ({
      getUser: (user: string) => (hasUser ? { user } : null),
      changeUserPassword: (user: unknown, password: unknown) => made.push({ database, user, password }),
      createUser: ({ user, pwd, roles }: { readonly user: unknown; readonly pwd: unknown; readonly roles: unknown }) => made.push({ database, user, password: pwd, roles }),
    }),
  };
  runInNewContext(program, { db });
  return made.map((call) => JSON.parse(JSON.stringify(call)) as Call);
}

describe("the program that sets a password of MongoDB", () => {
  it("gives the user whatever the password is", () => {
    fc.assert(fc.property(fc.string({ unit: "binary", minLength: 1 }), (password) => {
      assert.deepEqual(calls(passwordProgram("root", password), true), [{ database: "admin", user: "root", password }]);
    }), { examples: [[`"quoted" 'too' \\back $HOME %41 \u2028 ünï 😀`]] });
  });

  it("makes the user where there is none", () => {
    assert.deepEqual(calls(passwordProgram("me", "x"), false), [{ database: "admin", user: "me", password: "x", roles: ["root"] }]);
  });

  it("is ASCII, and so is what mongodump reads, which is JSON and YAML alike", () => {
    fc.assert(fc.property(fc.string({ unit: "binary" }), (password) => {
      for (const text of [passwordProgram("root", password), dumpConfig(password)]) assert.match(text, /^[\n\u0020-\u007e]*$/);
      assert.equal(JSON.parse(dumpConfig(password).replace(/^password: /, "")), password);
    }));
  });
});

describe("the script that sets a password of MongoDB, with programs that only write down how they are called", () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "mongo-"))));
  afterEach(() => rmSync(folder, { recursive: true }));

  const stub = (name: string, lines: string): void => {
    writeFileSync(join(folder, name), `#!/bin/sh\necho "${name} $*" >> ${join(folder, "calls")}\n${lines}\n`);
    chmodSync(join(folder, name), 0o755);
  };
  const run = (data: string): { readonly code: number | null; readonly calls: readonly string[] } => {
    writeFileSync(join(folder, "calls"), "");
    const { status } = spawnSync("sh", ["-euc", setPasswordScript], { env: { PATH: `${folder}:${process.env["PATH"] ?? ""}`, DATA_FOLDER: data, PROGRAM_FILE: "/credentials/set-password.js" } });
    return { code: status, calls: readFileSync(join(folder, "calls"), "utf8").split("\n").filter((each) => each !== "") };
  };

  beforeEach(() => {
    writeFileSync(join(folder, "WiredTiger"), "");
    stub("mongod", "");
    stub("mongosh", "");
  });

  it("does nothing where there is no database yet", () => assert.deepEqual(run(join(folder, "none")), { code: 0, calls: [] }));

  it("starts a server that only the pod reaches, runs the program and stops the server", () => {
    const { code, calls: made } = run(folder);
    assert.equal(code, 0);
    assert.deepEqual(made, [
      `mongod --dbpath ${folder} --bind_ip 127.0.0.1 --port 27017 --fork --logpath /tmp/mongod.log`,
      "mongosh --quiet --norc --file /credentials/set-password.js mongodb://127.0.0.1:27017/admin",
      `mongod --dbpath ${folder} --shutdown`,
    ]);
  });

  it("stops the server when the program failed, and then the pod", () => {
    stub("mongosh", "exit 7");
    const { code, calls: made } = run(folder);
    assert.deepEqual([code, made.at(-1)], [7, `mongod --dbpath ${folder} --shutdown`]);
  });

  it("stops the pod when the server does not start", () => {
    stub("mongod", "exit 3");
    const { code, calls: made } = run(folder);
    assert.deepEqual([code, made.length], [1, 1]);
  });
});
