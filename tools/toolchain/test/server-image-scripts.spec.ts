import assert from "node:assert/strict";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { serverRecipes } from "../parts/server-image/recipes.ts";
import type { ServerName } from "../parts/server-image/recipes.ts";

/** Writes down what it is called with, and what it reads but for a ping. */
const FAKE_FERRETDB = `#!/bin/sh
echo "$* at \${FERRETDB_LISTEN_ADDR-} as \${FERRETDB_SETUP_USERNAME:-nobody}" >> "$FAKE/calls"
[ "$1" = ping ] || cat > "$FAKE/input"
exit "\${FAKE_EXIT:-0}"
`;
const PROBE = "quit(db.adminCommand({ ping: 1 }).ok === 1 ? 0 : 1)";
const ADMIN = "mongodb://127.0.0.1:27017/admin";

describe("Scripts of what stands in for the image of a server", () => {
  let root: string;
  const run = async (server: ServerName, script: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<{ readonly code: number; readonly said: string }> => {
    const text = (serverRecipes[server].scripts as Readonly<Record<string, string>>)[script] ?? "";
    writeFileSync(join(root, script), text);
    const { exitCode, all } = await execa("sh", [join(root, script), ...args], { env: { PATH: `${join(root, "bin")}:/usr/bin:/bin`, FAKE: root, ...env }, extendEnv: false, all: true, reject: false, stdin: "ignore" });
    return { code: exitCode ?? -1, said: all };
  };
  const mongo = async (script: string, args: readonly string[], env: Readonly<Record<string, string>> = {}) => run("mongo", script, args, env);
  const calls = (): readonly string[] => (existsSync(join(root, "calls")) ? readFileSync(join(root, "calls"), "utf8").trim().split("\n") : []);
  const input = (): unknown => JSON.parse(readFileSync(join(root, "input"), "utf8"));
  const file = (name: string, text: string): string => {
    writeFileSync(join(root, name), text);
    return join(root, name);
  };
  const program = (user: string, password: string, last = ""): string =>
    file("program", `\nconst admin = db.getSiblingDB("admin");\nif (admin.getUser(${user}) === null) admin.createUser({ user: ${user}, pwd: ${password}, roles: ["root"] });\nelse admin.changeUserPassword(${user}, ${password});\n${last}`);
  const setting = (path: string, at = ADMIN): readonly string[] => ["--quiet", "--norc", "--file", path, at];

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "moorage-scripts-"));
    mkdirSync(join(root, "bin"));
    writeFileSync(join(root, "bin", "ferretdb"), FAKE_FERRETDB);
    chmodSync(join(root, "bin", "ferretdb"), 0o755);
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  it("are shell that a shell can read", async () => {
    for (const { scripts } of Object.values(serverRecipes)) {
      for (const text of Object.values<string>(scripts)) assert.equal((await execa("sh", ["-n", file("script", text)], { reject: false })).stderr, "");
    }
  });

  it("answer the probe by what the server answers", async () => {
    assert.equal((await mongo("mongosh", ["--quiet", "--norc", "--eval", PROBE])).code, 0);
    assert.notEqual((await mongo("mongosh", ["--quiet", "--norc", "--eval", PROBE], { FAKE_EXIT: "1" })).code, 0);
    assert.deepEqual(calls(), ["ping at 127.0.0.1:27017 as nobody", "ping at 127.0.0.1:27017 as nobody"]);
  });

  it("set a password to the letter, whatever it is made of, and on no command line", async () => {
    for (const password of ["plain", 'a "quoted" \\ one', "$HOME `id` ' %s \\n", "é\u2028"]) {
      const ascii = JSON.stringify(password).replace(/[\u007f-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
      const { code, said } = await mongo("mongosh", setting(program('"root"', ascii)));
      assert.deepEqual([code, said], [0, ""]);
      assert.deepEqual(input(), ["root", password]);
    }
    assert.equal(calls().at(-1), "set-password at  as nobody");
  });

  it("set none where no server answers", async () => {
    assert.notEqual((await mongo("mongosh", setting(program('"root"', '"p"')), { FAKE_EXIT: "1" })).code, 0);
    assert.ok(!existsSync(join(root, "input")));
  });

  it("refuse every other program and place, without a word of its password", async () => {
    for (const path of [program('"root"', '"hidden"', "db.dropDatabase();\n"), file("program", "db.dropDatabase();\n"), file("empty", "")]) {
      const { code, said } = await mongo("mongosh", setting(path));
      assert.equal(code, 1);
      assert.match(said, /^mongosh stand-in: \S+ is not the program that sets a password, the only one it knows$/);
    }
    assert.match((await mongo("mongosh", setting(program('"root"', '"p"'), "mongodb://elsewhere/admin"))).said, /connects to mongodb:\/\/127\.0\.0\.1:27017\/admin alone$/);
    assert.match((await mongo("mongosh", ["--quiet", "--norc", "--eval", "db.dropDatabase()"])).said, /evaluates no JavaScript but/);
    for (const args of [[], ["--version"], ["--quiet", "--norc", "--eval"]]) assert.match((await mongo("mongosh", args)).said, /knows only what the pods of Moorage ask/);
    assert.deepEqual(calls(), []);
  });

  it("dump one database as its user, and nothing in another form", async () => {
    const form = (config: string): readonly string[] => ["--quiet", `--config=${config}`, "--host=db", "--port=27018", "--username=it's me", "--authenticationDatabase=admin", "--db=my shop", "--gzip", "--archive=/backup/x y"];
    const config = file("config", 'password: "a \\"b\\" \\\\ $c"\n');
    assert.deepEqual(await mongo("mongodump", form(config)), { code: 0, said: "" });
    assert.deepEqual(calls(), ["dump my shop /backup/x y at db:27018 as it's me"]);
    assert.equal(input(), 'a "b" \\ $c');
    assert.match((await mongo("mongodump", form(join(root, "none")))).said, /cannot read \S+none$/);
    assert.match((await mongo("mongodump", form(file("config", "password: unquoted\n")))).said, /has no password in double quotes$/);
    for (const args of [[], form(config).slice(1), [...form(config), "--oplog"], form(config).map((arg) => arg.replace("=admin", "=shop"))]) {
      assert.match((await mongo("mongodump", args)).said, /^mongodump stand-in: it knows only: mongodump --quiet/);
    }
    assert.equal(calls().length, 1);
  });

  it("start no server of MongoDB in a way that FerretDB has not", async () => {
    for (const args of [[], ["--auth"], ["--bind_ip_all"], ["--auth", "--bind_ip_all", "--replSet", "rs0"], ["--dbpath", "/elsewhere", "--shutdown"]]) {
      const { code, said } = await mongo("mongod", args);
      assert.deepEqual([code, said], [1, `mongod stand-in: it does not know the arguments: ${args.join(" ")}`]);
    }
    assert.deepEqual(calls(), []);
  });

  it("run other programs as they are, and take options alone for the server's", async () => {
    writeFileSync(join(root, "bin", "redis-server"), '#!/bin/sh\necho "redis-server $*"\n', { mode: 0o755 });
    assert.equal((await run("redis", "docker-entrypoint.sh", ["--port", "1"])).said, "redis-server --port 1");
    for (const server of ["redis", "nats", "mongo", "postgres"] as const) assert.equal((await run(server, "docker-entrypoint.sh", ["echo", "a  b"])).said, "a  b");
  });

  it("ask for a password of a first start, from one place", async () => {
    const both = { MONGO_INITDB_ROOT_USERNAME: "root", MONGO_INITDB_ROOT_PASSWORD: "p", MONGO_INITDB_ROOT_PASSWORD_FILE: "/f" };
    assert.match((await mongo("docker-entrypoint.sh", ["mongod"], both)).said, /are both set, and exclude each other/);
    assert.match((await mongo("docker-entrypoint.sh", ["mongod"], { MONGO_INITDB_ROOT_USERNAME: "root", MONGO_INITDB_ROOT_PASSWORD_FILE: "/none" })).said, /names \/none, which user \d+ cannot read/);
    assert.match((await mongo("docker-entrypoint.sh", ["mongod"], { MONGO_INITDB_ROOT_PASSWORD: "p" })).said, /no user for it: set MONGO_INITDB_ROOT_USERNAME/);
  });
});
