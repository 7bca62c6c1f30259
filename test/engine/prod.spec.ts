import assert from "node:assert/strict";
import { chmodSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { execa } from "execa";
import { engineFacts, needsDocker, needsExecutables } from "@moorage/testing";
import type { TestFacts } from "@moorage/testing";
import { kubeCheckExecutables } from "../fixtures/kube-checks.ts";
import { findings } from "./hardening.ts";
import { PASSWORD, Production, productionExecutables } from "./production.ts";
import { PROD_PASSPHRASE } from "./rehearsal.ts";
import { changed, counts } from "./sandbox.ts";
import type { Result } from "./sandbox.ts";

interface PodTemplate {
  readonly spec: {
    readonly containers: readonly { readonly image: string; readonly imagePullPolicy: string }[];
    readonly imagePullSecrets?: readonly { readonly name: string }[];
  };
}
interface Deployment {
  readonly status: { readonly readyReplicas: number };
  readonly spec: { readonly template: PodTemplate };
}
interface Secret {
  readonly type: string;
  readonly data: Readonly<Record<string, string>>;
}
interface List<T> {
  readonly items: readonly T[];
}

const PATIENCE_S = 90;

/** Waits for what the cluster does by itself, and fails when it does not. */
async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let second = 0; second < PATIENCE_S; second += 1) {
    if (await holds()) return;
    await pause(1000);
  }
  assert.fail(`not within ${PATIENCE_S} s`);
}

const HOST = "postgres-service.postgresql-prod.svc.cluster.local";

describe("The prod stack of board on a real engine, registry and PostgreSQL server", function () {
  this.timeout(240_000);
  let facts: TestFacts;
  let production: Production;
  let docker: string;
  let first: Result;
  let pushes: number;

  const get = async <T>(...args: readonly string[]): Promise<T> => production.sandbox.get<T>(...args, "--namespace", "board-prod");
  const deployment = async (): Promise<Deployment> => get<Deployment>("deployment", "board-api");
  const outputs = async (): Promise<Readonly<Record<string, string>>> => (await production.sandbox.outputs<{ readonly v1: Readonly<Record<string, string>> }>(PROD_PASSPHRASE, "prod")).v1;
  const writes = async (): Promise<number> => (await production.registry.requests()).filter(({ method }) => ["PUT", "POST", "PATCH"].includes(method)).length;
  const secretData = async (key: string): Promise<string> => {
    const { items } = await get<List<Secret>>("secrets");
    const found = items.find(({ data }) => key in data);
    return Buffer.from(found?.data[key] ?? "", "base64").toString();
  };

  before(async function () {
    facts = engineFacts(this);
    needsDocker(this, facts);
    docker = facts.executables["docker"] ?? "docker";
    production = new Production(facts, needsExecutables(this, productionExecutables));
    await production.start();
    first = await production.up();
    pushes = await writes();
  });

  after(async () => {
    if ((production as Production | undefined) === undefined) return;
    await production.stop(docker);
  });

  it("comes up with exit code 0, and says that it is a rehearsal", () => {
    assert.equal(first.exitCode, 0, first.all);
    assert.match(first.all, /rehearsal/);
  });

  it("pushes its image once", async () => {
    assert.ok(pushes > 0);
    const requests = await production.registry.requests();
    assert.equal(requests.filter(({ method, path }) => method === "PUT" && path.includes("/manifests/")).length, 1);
  });

  it("has three replicas, an autoscaler, a disruption budget, and pulls with a login", async () => {
    const { spec } = await deployment();
    // The Deployment says no number, so it begins with one; the autoscaler looks every few seconds.
    await until(async () => (await deployment()).status.readyReplicas === 3);
    const scaler = await get<{ readonly spec: { readonly minReplicas: number; readonly maxReplicas: number } }>("hpa", "board-api");
    assert.deepEqual([scaler.spec.minReplicas, scaler.spec.maxReplicas], [3, 6]);
    const budget = await get<{ readonly spec: { readonly maxUnavailable: number } }>("pdb", "board-api");
    assert.equal(budget.spec.maxUnavailable, 1);
    const [pull] = spec.template.spec.imagePullSecrets ?? [];
    const secret = await get<Secret>("secret", pull?.name ?? "");
    assert.equal(secret.type, "kubernetes.io/dockerconfigjson");
    const { auths } = JSON.parse(Buffer.from(secret.data[".dockerconfigjson"] ?? "", "base64").toString()) as { readonly auths: Readonly<Record<string, { readonly password: string }>> };
    assert.equal(auths[production.registry.address]?.password, production.registry.password);
  });

  it("runs the image by the digest that the registry has for it", async () => {
    const [container] = (await deployment()).spec.template.spec.containers;
    const [, repository = "", tag = "", digest] = /^[^/]+\/(.+):([^:@]+)@(sha256:[0-9a-f]{64})$/.exec(container?.image ?? "") ?? [];
    assert.equal(digest, await production.registry.digest(repository, tag), container?.image);
    assert.equal(container?.imagePullPolicy, "IfNotPresent");
    assert.equal((await outputs())["image"], container.image);
  });

  it("reaches its database by the same name as in dev, which leads to the managed server", async () => {
    const { items } = await production.sandbox.get<List<{ readonly endpoints: readonly { readonly addresses: readonly string[] }[]; readonly ports: readonly { readonly port: number }[] }>>("endpointslices", "--namespace", "postgresql-prod");
    assert.deepEqual(items.map(({ endpoints, ports }) => [endpoints[0]?.addresses, ports[0]?.port]), [[[production.database.host], production.database.port]]);
    const { items: sets } = await production.sandbox.get<List<object>>("statefulsets", "--all-namespaces");
    assert.equal(sets.length, 0);
    assert.equal(new URL(await secretData("DATABASE_URL")).hostname, HOST);
    assert.equal((await outputs())["databaseHost"], HOST);
  });

  it("stores and reads rows over TLS with the very URL and certificate that the pods get", async () => {
    const folder = mkdtempSync(join(tmpdir(), "moorage-authority-"));
    try {
      const url = await secretData("DATABASE_URL");
      const path = new URL(url).searchParams.get("sslrootcert") ?? "";
      assert.equal(new URL(url).searchParams.get("sslmode"), "verify-ca");
      // The container's user is nobody here.
      chmodSync(folder, 0o755);
      writeFileSync(join(folder, "ca.crt"), await secretData("ca.crt"));
      const { image = "" } = await outputs();
      const program = "import psycopg,os; c=psycopg.connect(os.environ['DATABASE_URL']); k=c.cursor(); k.execute('select ssl from pg_stat_ssl where pid = pg_backend_pid()'); print(k.fetchone()[0])";
      const result = await execa(docker, ["run", "--rm", "--network", "host", "--add-host", `${HOST}:${production.database.host}`, "--volume", `${folder}:${path.slice(0, path.lastIndexOf("/"))}:ro`, "--env", "DATABASE_URL", "--entrypoint", "python3", image.split("@")[0] ?? "", "-c", program], { env: { DATABASE_URL: url }, reject: false });
      assert.equal(result.stdout.trim(), "True", result.stderr);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("has TLS on its Ingress", async () => {
    const ingress = await get<{ readonly spec: { readonly tls: readonly { readonly hosts: readonly string[] }[] } }>("ingress", "board");
    assert.deepEqual(ingress.spec.tls.map(({ hosts }) => hosts), [["board.example.com"]]);
    assert.match((await outputs())["url"] ?? "", /^https:\/\/board\.example\.com/);
  });

  it("has nothing that kube-linter or kube-score would change", async function () {
    assert.deepEqual(await findings(production.sandbox, needsExecutables(this, kubeCheckExecutables), ["board-prod", "postgresql-prod"]), []);
  });

  it("pushes nothing and changes nothing when it is brought up again, and previews no change", async () => {
    const again = await production.up();
    assert.deepEqual(Object.keys(counts(again)), ["unchanged"], again.all);
    const preview = await production.pulumi("preview", "--stack", "prod", "--expect-no-changes", "--non-interactive");
    assert.equal(preview.exitCode, 0, preview.all);
    assert.equal(await writes(), pushes);
  });

  it("rolls exactly the consumers of a changed configuration key, once", async () => {
    await production.set("logLevel", "WARNING");
    assert.deepEqual(changed(await production.up()), ["ConfigMap board-api", "Deployment board-api"]);
    const again = await production.up();
    assert.deepEqual(Object.keys(counts(again)), ["unchanged"], again.all);
  });

  it("rolls exactly the consumers of a changed secret, once", async () => {
    await production.set("databasePassword", "another", "--secret");
    assert.deepEqual(changed(await production.up()), ["Deployment board-api", "Secret board-api"]);
    const again = await production.up();
    assert.deepEqual(Object.keys(counts(again)), ["unchanged"], again.all);
    assert.equal(await writes(), pushes);
  });

  it("keeps every secret out of state, history and output", () => {
    const folder = production.sandbox.path(".moorage", ".pulumi");
    const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => statSync(join(folder, name)).isFile());
    const secrets = [PASSWORD, encodeURIComponent(PASSWORD), production.registry.password];
    const forms = secrets.flatMap((secret) => [secret, Buffer.from(secret).toString("base64"), JSON.stringify(secret).slice(1, -1)]);
    assert.ok(files.length > 5);
    for (const name of files) for (const form of forms) assert.ok(!readFileSync(join(folder, name), "utf8").includes(form), name);
    for (const form of forms) assert.ok(!first.all.includes(form));
  });

  it("leaves the pushed image in the registry when it is destroyed: another stack may run it", async () => {
    const image = (await outputs())["image"] ?? "";
    const result = await production.pulumi("destroy", "--stack", "prod", "--yes", "--skip-preview", "--non-interactive", "--color", "never");
    assert.equal(result.exitCode, 0, result.all);
    const [, repository = "", tag = "", digest] = /^[^/]+\/(.+):([^:@]+)@(.+)$/.exec(image) ?? [];
    assert.equal(await production.registry.digest(repository, tag), digest);
  });
});
