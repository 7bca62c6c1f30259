import assert from "node:assert/strict";
import { valueOf } from "@moorage/testing";
import { postgresDefaults } from "../src/index.ts";
import { passwordStatement } from "../src/postgres-password.ts";
import { PASSWORD, made } from "./made.ts";
import type { Pod } from "./made.ts";

const named = { name: "board", username: "owner", serviceName: "postgres-service", password: PASSWORD };

describe("Postgres", () => {
  it("is reached by the full name of its Service from any namespace", async () => {
    const { connection } = (await made("Postgres", named)).component;
    assert.deepEqual([connection.host, connection.port, connection.name, connection.username, connection.tls], ["postgres-service.data.svc.cluster.local", 5432, "board", "owner", "disable"]);
    assert.equal(await valueOf(connection.url), `postgresql://owner:${encodeURIComponent(PASSWORD)}@postgres-service.data.svc.cluster.local:5432/board`);
  });

  it("makes the database and its user at the first start, with the password from a file", async () => {
    const { pod, files } = await made("Postgres", named);
    assert.deepEqual(pod().containers[0].env, [
      { name: "PGDATA", value: "/var/lib/postgresql/data/pgdata" },
      { name: "POSTGRES_USER", value: "owner" },
      { name: "POSTGRES_DB", value: "board" },
      { name: "POSTGRES_PASSWORD_FILE", value: "/etc/moorage/credentials/password" },
    ]);
    assert.deepEqual(files(), { password: PASSWORD, "set-password.sql": passwordStatement("owner", PASSWORD) });
  });

  it("keeps its data in a subdirectory of its claim, where no lost+found is", async () => {
    const { pod } = await made("Postgres");
    const claim = pod().volumes.find(({ persistentVolumeClaim }) => persistentVolumeClaim !== undefined);
    assert.deepEqual(pod().containers[0].volumeMounts.filter(({ name }) => name === claim?.name), [{ name: claim?.name, mountPath: "/var/lib/postgresql/data" }]);
  });

  it("can write where the server writes and nowhere else, and each of these is a volume", async () => {
    const { pod } = await made("Postgres");
    const [{ volumeMounts }] = pod().containers;
    assert.deepEqual(volumeMounts.filter(({ readOnly }) => readOnly !== true).map(({ mountPath }) => mountPath).sort(), ["/tmp", "/var/lib/postgresql/data", "/var/run/postgresql"]);
    const volumes = pod().volumes.map(({ name }) => name);
    for (const { name } of volumeMounts) assert.ok(volumes.includes(name), name);
  });

  it("is alive when it answers at all, and ready when it takes connections over TCP for its user and database", async () => {
    const [{ livenessProbe, readinessProbe }] = (await made("Postgres", named)).pod().containers;
    assert.deepEqual(readinessProbe.exec?.command.slice(0, 2), ["sh", "-euc"]);
    assert.match(readinessProbe.exec.command[2] ?? "", /^\npg_isready -q -U "\$POSTGRES_USER" -d "\$POSTGRES_DB" -h 127\.0\.0\.1\n/);
    assert.deepEqual(livenessProbe.exec?.command.slice(0, 2), ["sh", "-c"]);
    assert.match(livenessProbe.exec.command[2] ?? "", /^pg_isready .*\|\| \[ "\$\?" -eq 1 \]$/);
  });

  it("sets the password of a database that is there already from the statement in its Secret", async () => {
    const [before] = (await made("Postgres", named)).pod().initContainers ?? [];
    assert.deepEqual(before?.env, [{ name: "PGDATA", value: "/var/lib/postgresql/data/pgdata" }, { name: "STATEMENT_FILE", value: "/etc/moorage/credentials/set-password.sql" }]);
    assert.equal(before.image, postgresDefaults.image);
  });

  it("is dumped by a client that knows where, who and what, and takes the password from the Secret", async () => {
    const { spec } = await made("Postgres", { ...named, backup: {} });
    const job = (spec("CronJob") as { jobTemplate: { spec: { template: { spec: Pod } } } }).jobTemplate.spec.template.spec;
    const { env = [], command = [] } = job.containers[0];
    assert.deepEqual(Object.fromEntries(env.map(({ name, value, valueFrom }) => [name, value ?? valueFrom?.secretKeyRef])), {
      PGHOST: "postgres-service.data.svc.cluster.local",
      PGPORT: "5432",
      PGUSER: "owner",
      PGDATABASE: "board",
      PGPASSWORD: { name: "db", key: "password" },
      BACKUP_FOLDER: "/backup",
      BACKUP_KEEP: "7",
    });
    assert.match(command[2] ?? "", /\npg_dump --format=custom --file="\$file\.part"\n/);
  });
});
