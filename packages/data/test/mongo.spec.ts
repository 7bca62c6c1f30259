import assert from "node:assert/strict";
import { valueOf } from "@moorage/testing";
import { dumpConfig, passwordProgram } from "../src/mongo-password.ts";
import { PASSWORD, made } from "./made.ts";
import type { Pod } from "./made.ts";

const named = { name: "shop", username: "owner", password: PASSWORD };

describe("Mongo", () => {
  it("is reached as a user of the database admin", async () => {
    const { connection } = (await made("Mongo", named)).component;
    assert.deepEqual([connection.port, connection.name, connection.username, connection.tls], [27017, "shop", "owner", "disable"]);
    assert.equal(await valueOf(connection.url), `mongodb://owner:${encodeURIComponent(PASSWORD)}@db.data.svc.cluster.local:27017/shop?authSource=admin`);
  });

  it("makes its user at the first start, with the password from a file, and lets nobody in without one", async () => {
    const { pod, files } = await made("Mongo", named);
    assert.deepEqual(pod().containers[0].args, ["mongod", "--auth", "--bind_ip_all"]);
    assert.deepEqual(pod().containers[0].env, [
      { name: "HOME", value: "/tmp" },
      { name: "MONGO_INITDB_ROOT_USERNAME", value: "owner" },
      { name: "MONGO_INITDB_ROOT_PASSWORD_FILE", value: "/etc/moorage/credentials/password" },
    ]);
    assert.deepEqual(files(), { password: PASSWORD, "set-password.js": passwordProgram("owner", PASSWORD), "mongodump.yaml": dumpConfig(PASSWORD) });
  });

  it("can write where the server writes and nowhere else", async () => {
    const [{ volumeMounts }] = (await made("Mongo")).pod().containers;
    assert.deepEqual(volumeMounts.filter(({ readOnly }) => readOnly !== true).map(({ mountPath }) => mountPath).sort(), ["/data/configdb", "/data/db", "/tmp"]);
  });

  it("is alive when its port takes connections, and ready when it answers a ping", async () => {
    const [{ livenessProbe, readinessProbe }] = (await made("Mongo")).pod().containers;
    assert.deepEqual(livenessProbe.tcpSocket, { port: "mongo" });
    assert.equal(readinessProbe.exec?.command[0], "mongosh");
    assert.match(readinessProbe.exec.command.at(-1) ?? "", /ping: 1/);
  });

  it("sets the password of a database that is there already by the program in its Secret", async () => {
    const [before] = (await made("Mongo")).pod().initContainers ?? [];
    assert.deepEqual(before?.env, [{ name: "HOME", value: "/tmp" }, { name: "DATA_FOLDER", value: "/data/db" }, { name: "PROGRAM_FILE", value: "/etc/moorage/credentials/set-password.js" }]);
  });

  it("is dumped with the password from a file, and everything else that the command names is set", async () => {
    const { spec } = await made("Mongo", { ...named, backup: {} });
    const [{ env = [], command = [], volumeMounts }] = (spec("CronJob") as { jobTemplate: { spec: { template: { spec: Pod } } } }).jobTemplate.spec.template.spec.containers;
    const line = (command[2] ?? "").split("\n").find((each) => each.startsWith("mongodump ")) ?? "";
    assert.match(line, / --config=\/etc\/moorage\/credentials\/mongodump\.yaml /);
    assert.ok(volumeMounts.some(({ mountPath }) => mountPath === "/etc/moorage/credentials"));
    const set = env.map(({ name }) => name);
    for (const [, name = ""] of line.matchAll(/\$(MONGO_\w+)/g)) assert.ok(set.includes(name), name);
    assert.deepEqual(env.find(({ name }) => name === "MONGO_DATABASE")?.value, "shop");
  });
});
