import assert from "node:assert/strict";
import { baseImages } from "@moorage/machine";
import { springServerContainers } from "../../examples/spring-server-containers.ts";
import { describeExample } from "./example.ts";

describeExample({
  system: "spring-server",
  bases: [baseImages.maven, baseImages.jre],
  dev: { "Deployment spring-server": 3 },
  prod: { "Deployment spring-server": 3 },
  settings: { plain: { replicas: "3" }, secret: {} },
  containers: springServerContainers,
  devTests: ({ sandbox }) => {
    it("is reached at port 30000 of every node, and so is no other of its ports", async () => {
      const service = await sandbox().get<{ readonly spec: { readonly type: string; readonly ports: readonly { readonly port: number; readonly nodePort: number }[] } }>("service", "spring-server", "--namespace", "spring-server-dev");
      assert.equal(service.spec.type, "NodePort");
      assert.deepEqual(service.spec.ports.map(({ port, nodePort }) => [port, nodePort]), [[8080, 30_000]]);
    });

    it("has as many replicas as before after one was deleted", async () => {
      const pods = async (): Promise<readonly { readonly metadata: { readonly name: string }; readonly status: { readonly phase: string } }[]> =>
        (await sandbox().get<{ readonly items: readonly { readonly metadata: { readonly name: string }; readonly status: { readonly phase: string } }[] }>("pods", "--namespace", "spring-server-dev")).items;
      const [victim] = await pods();
      assert.ok(victim !== undefined);
      await sandbox().kubectl(["delete", "pod", victim.metadata.name, "--namespace", "spring-server-dev", "--wait"]);
      await sandbox().kubectl(["rollout", "status", "deployment/spring-server", "--namespace", "spring-server-dev", "--timeout=60s"]);
      const names = (await pods()).filter(({ status }) => status.phase === "Running").map(({ metadata }) => metadata.name);
      assert.equal(names.length, 3);
      assert.ok(!names.includes(victim.metadata.name));
    });

    it("scales by one setting", async () => {
      await sandbox().pulumi(["config", "set", "--stack", "dev", "replicas", "5"]);
      assert.equal((await sandbox().up()).exitCode, 0);
      const { status } = await sandbox().get<{ readonly status: { readonly readyReplicas: number } }>("deployment", "spring-server", "--namespace", "spring-server-dev");
      assert.equal(status.readyReplicas, 5);
    });
  },
});
