import assert from "node:assert/strict";
import { valueOf } from "@moorage/testing";
import { natsQuoted } from "../src/nats-config.ts";
import { PASSWORD, made } from "./made.ts";

describe("Nats", () => {
  it("is reached as the one user of its account", async () => {
    const { connection } = (await made("Nats", { name: "shop", username: "me", password: PASSWORD })).component;
    assert.deepEqual([connection.port, connection.name, connection.username, connection.tls], [4222, "shop", "me", "disable"]);
    assert.equal(await valueOf(connection.url), `nats://me:${encodeURIComponent(PASSWORD)}@db.data.svc.cluster.local:4222`);
  });

  it("reads its password from a file, so that another password is another file", async () => {
    const { files, pod } = await made("Nats", { password: PASSWORD });
    assert.deepEqual(Object.keys(files()).sort(), ["nats.conf", "password"]);
    assert.ok(files()["nats.conf"]?.includes(`password: ${natsQuoted(PASSWORD)} }`));
    assert.deepEqual(pod().containers[0].command, ["nats-server", "--config", "/etc/moorage/credentials/nats.conf"]);
    assert.ok(!("env" in pod().containers[0]));
  });

  it("is alive when it takes connections, and ready when it takes streams too, on a port that only probes ask", async () => {
    const { pod, spec } = await made("Nats");
    const [{ livenessProbe, readinessProbe, ports }] = pod().containers;
    assert.deepEqual(livenessProbe.httpGet, { path: "/healthz?js-server-only=true", port: "monitor" });
    assert.deepEqual(readinessProbe.httpGet, { path: "/healthz?js-enabled-only=true", port: "monitor" });
    assert.deepEqual(ports?.map(({ name, containerPort }) => [name, containerPort]), [["nats", 4222], ["monitor", 8222]]);
    assert.deepEqual((spec("Service") as { ports: readonly { port: number }[] }).ports.map(({ port }) => port), [4222]);
    assert.ok(!JSON.stringify(spec("NetworkPolicy")).includes("8222"));
  });

  it("keeps streams on its claim", async () => {
    const { pod, files } = await made("Nats", { storage: "4Gi" });
    const claim = pod().volumes.find(({ persistentVolumeClaim }) => persistentVolumeClaim !== undefined);
    assert.equal(pod().containers[0].volumeMounts.find(({ name }) => name === claim?.name)?.mountPath, "/data");
    assert.match(files()["nats.conf"] ?? "", /store_dir: "\/data"\n {2}max_file_store: 3865470566\n/);
  });
});
