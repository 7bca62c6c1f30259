import assert from "node:assert/strict";
import { appendFileSync } from "node:fs";
import { baseImages } from "@moorage/machine";
import { needsDocker } from "@moorage/testing";
import { tourContainers } from "../../examples/tour-containers.ts";
import { changed } from "../sandbox.ts";
import { describeExample } from "./example.ts";

const SERVICES = ["auth", "booking", "client", "expiration", "payment", "review", "tour"];
const STORES = ["auth-mongo", "booking-mongo", "payment-mongo", "review-mongo", "tour-mongo", "redis", "nats"];

const deployments = Object.fromEntries(SERVICES.map((name) => [`Deployment ${name}`, 2]));
const secrets = ["jwtAccessSecret", "jwtRefreshSecret", "paymentSecretKey", "paymentStoreId"];
const servers = ["mongo", "redis", "nats"];

interface Pod {
  readonly metadata: { readonly name: string };
  readonly spec: { readonly containers: readonly { readonly env?: readonly { readonly name: string; readonly valueFrom?: { readonly fieldRef?: { readonly fieldPath: string } } }[] }[] };
}

describeExample({
  system: "tour",
  bases: [baseImages.node],
  dev: { ...deployments, ...Object.fromEntries(STORES.map((name) => [`StatefulSet ${name}`, 1])) },
  prod: deployments,
  settings: {
    plain: { host: "tour.xyz", ...Object.fromEntries(servers.map((name) => [`${name}.server`, `${name}.example.com`])) },
    secret: Object.fromEntries([...secrets, ...servers.map((name) => `${name}Password`)].map((name) => [name, `a password of these tests for ${name}`])),
  },
  containers: tourContainers,
  devTests: ({ sandbox, facts }) => {
    const list = async <T>(kind: string): Promise<readonly T[]> => (await sandbox().get<{ readonly items: readonly T[] }>(kind, "--namespace", "tour-dev", "--selector", "app.kubernetes.io/part-of=tour")).items;

    it("gives every pod its own name as the client's name for NATS", async () => {
      const pods = (await list<Pod>("pods")).filter(({ metadata }) => SERVICES.some((name) => metadata.name.startsWith(`${name}-`) && !/-\d+$/.test(metadata.name)));
      assert.equal(pods.length, 2 * SERVICES.length);
      for (const { spec, metadata } of pods) assert.equal(spec.containers[0]?.env?.find(({ name }) => name === "NATS_CLIENT_ID")?.valueFrom?.fieldRef?.fieldPath, "metadata.name", metadata.name);
    });

    it("keeps secrets in six Secrets of its services, one for each but the client", async () => {
      const names = (await list<{ readonly metadata: { readonly labels: Readonly<Record<string, string>>; readonly name: string } }>("secrets")).map(({ metadata }) => metadata.labels["app.kubernetes.io/name"] ?? "");
      assert.deepEqual(SERVICES.filter((name) => names.includes(name)), SERVICES.filter((name) => name !== "client"));
    });

    it("has one Ingress for its host, with the catch-all last", async () => {
      const [ingress, ...others] = await list<{ readonly spec: { readonly rules: readonly { readonly host: string; readonly http: { readonly paths: readonly { readonly path: string; readonly backend: { readonly service: { readonly name: string } } }[] } }[] } }>("ingresses");
      assert.deepEqual(others, []);
      assert.deepEqual(ingress?.spec.rules.map(({ host }) => host), ["tour.xyz"]);
      const services = ingress.spec.rules[0]?.http.paths.map(({ backend }) => backend.service.name) ?? [];
      assert.equal(services.indexOf("client"), services.length - 1);
      assert.equal(services.length, 14);
    });

    it("brings an edit of one service to the cluster by building and rolling that one alone", async function () {
      needsDocker(this, facts());
      appendFileSync(sandbox().path("examples", "tour", "services", "auth", "main.ts"), "// edited\n");
      const result = await sandbox().up();
      assert.equal(result.exitCode, 0, result.all);
      assert.deepEqual(changed(result), ["Deployment auth", "RemoteImage auth"]);
    });
  },
});
