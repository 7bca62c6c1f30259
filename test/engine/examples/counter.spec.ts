import assert from "node:assert/strict";
import { appendFileSync, readFileSync, writeFileSync } from "node:fs";
import { baseImages } from "@moorage/machine";
import { counterContainers } from "../../examples/counter-containers.ts";
import { changed } from "../sandbox.ts";
import { describeExample } from "./example.ts";

const NAMESPACE = ["--namespace", "counter-dev"];
const REVISION = "deployment.kubernetes.io/revision";

interface ReplicaSet {
  readonly metadata: { readonly name: string; readonly annotations: Readonly<Record<string, string>> };
  readonly spec: { readonly replicas: number };
}
interface Container {
  readonly name: string;
}
interface Deployment {
  readonly spec: { readonly template: { readonly spec: { readonly containers: readonly Container[]; readonly initContainers?: readonly (Container & { readonly restartPolicy?: string })[] } } };
}

describeExample({
  system: "counter",
  bases: [baseImages.node],
  dev: { "Deployment counter": 2, "StatefulSet redis": 1 },
  prod: { "Deployment counter": 2 },
  settings: { plain: { host: "counter.example.com", "redis.server": "redis.example.com" }, secret: { redisPassword: "a password of these tests" } },
  containers: counterContainers,
  devTests: ({ sandbox }) => {
    const replicaSets = async (): Promise<readonly ReplicaSet[]> => (await sandbox().get<{ readonly items: readonly ReplicaSet[] }>("replicasets", ...NAMESPACE)).items;
    const active = async (): Promise<string | undefined> => (await replicaSets()).find(({ spec }) => spec.replicas > 0)?.metadata.name;

    it("is reached at port 31000 of every node, and by its host over TLS", async () => {
      const service = await sandbox().get<{ readonly spec: { readonly ports: readonly { readonly nodePort: number }[] } }>("service", "counter", ...NAMESPACE);
      assert.deepEqual(service.spec.ports.map(({ nodePort }) => nodePort), [31_000]);
      const ingress = await sandbox().get<{ readonly spec: { readonly tls: readonly { readonly hosts: readonly string[]; readonly secretName: string }[] } }>("ingress", "counter", ...NAMESPACE);
      assert.deepEqual(ingress.spec.tls, [{ hosts: ["counter.localhost"], secretName: "counter-tls" }]);
      const secret = await sandbox().get<{ readonly type: string; readonly data: Readonly<Record<string, string>> }>("secret", "counter-tls", ...NAMESPACE);
      assert.equal(secret.type, "kubernetes.io/tls");
      assert.match(Buffer.from(secret.data["tls.key"] ?? "", "base64").toString(), /^-----BEGIN PRIVATE KEY-----/);
    });

    it("goes back to an earlier revision by an ordinary up of the earlier sources: the very pods' template of before", async () => {
      const file = sandbox().path("examples", "counter", "app", "Dockerfile");
      const before = readFileSync(file);
      const first = await active();
      appendFileSync(file, "#\n");
      const forward = await sandbox().up();
      assert.equal(forward.exitCode, 0, forward.all);
      const second = await active();
      assert.notEqual(second, first);
      writeFileSync(file, before);
      const back = await sandbox().up();
      assert.equal(back.exitCode, 0, back.all);
      assert.ok(changed(back).includes("Deployment counter"), back.all);
      assert.equal(await active(), first);
      assert.equal((await replicaSets()).length, 2);
      assert.equal((await replicaSets()).find(({ metadata }) => metadata.name === first)?.metadata.annotations[REVISION], "3");
    });

    it("becomes one pod of two containers by one setting, and two services again without it", async () => {
      /** What runs beside the program is an init container that stays. */
      const containers = async (): Promise<readonly string[]> => {
        const { containers: own, initContainers = [] } = (await sandbox().get<Deployment>("deployment", "counter", ...NAMESPACE)).spec.template.spec;
        return [...own, ...initContainers.filter(({ restartPolicy }) => restartPolicy === "Always")].map(({ name }) => name);
      };
      await sandbox().pulumi(["config", "set", "--stack", "dev", "layout", "one-pod"]);
      const one = await sandbox().up();
      assert.equal(one.exitCode, 0, one.all);
      assert.deepEqual(await containers(), ["counter", "redis"]);
      assert.equal(await sandbox().kubectl(["get", "statefulsets", ...NAMESPACE, "--output", "name"]), "");
      await sandbox().pulumi(["config", "rm", "--stack", "dev", "layout"]);
      const two = await sandbox().up();
      assert.equal(two.exitCode, 0, two.all);
      assert.deepEqual(await containers(), ["counter"]);
    });
  },
});
