import assert from "node:assert/strict";
import { generateKeyPairSync } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { engineFacts } from "@moorage/testing";
import { Sandbox } from "./sandbox.ts";
import type { Result } from "./sandbox.ts";

/** Where a secret comes from. */
type Source = "config" | "structure" | "env" | "file" | "data" | "registry";

interface Canary {
  readonly name: string;
  readonly source: Source;
  readonly value: string;
}

const pem = (): string => generateKeyPairSync("ec", { namedCurve: "P-256", privateKeyEncoding: { type: "pkcs8", format: "pem" }, publicKeyEncoding: { type: "spki", format: "pem" } }).privateKey;

/** Twenty secrets, each in a form that something might overlook; a generation has values of its own. */
const canaries = (generation: string): readonly Canary[] => [
  { name: "two-characters", source: "config", value: generation === "1" ? "§q" : "§z" },
  { name: "lines", source: "config", value: `first line of ${generation} vault\nsecond line of ${generation} vault\n\nlast` },
  { name: "quotes", source: "config", value: `it's "quoted" \\ and 'back' \`${generation}\`` },
  { name: "unicode", source: "config", value: `пароль-鍵-🔑-${generation}` },
  { name: "pem", source: "config", value: pem() },
  { name: "in-url", source: "config", value: `p@ss/w:rd?${generation}` },
  { name: "html", source: "config", value: `<b>&amp;${generation}</b>` },
  { name: "percent", source: "config", value: `100%25&x=y#${generation}` },
  { name: "spaces", source: "config", value: `  padded ${generation} vault  ` },
  { name: "long", source: "config", value: `${generation}-long-`.padEnd(300, "xkcd7") },
  { name: "json", source: "config", value: `{"inner": "canary-in-json-${generation}"}` },
  { name: "listed", source: "structure", value: `listed-${generation}-vault` },
  { name: "SERVICE_TOKEN", source: "env", value: `env-${generation}-vault` },
  { name: "BACKEND_ADDRESS", source: "env", value: `https://robot:env-in-address-${generation}@example.com/` },
  { name: "short-lines", source: "file", value: `ab${generation}\ncd${generation}\nef${generation}` },
  { name: "in-file", source: "file", value: `file-${generation}-vault\n` },
  { name: "plain-data", source: "data", value: `data-${generation}-vault` },
  { name: "binary-like", source: "data", value: `\tdata:${generation}\u00a0vault` },
  { name: "registry-password", source: "registry", value: `registry-${generation}-vault` },
  { name: "registry-quoted", source: "registry", value: `registry"${generation}"\\vault` },
];

/** What no text may hold: the value as it is, in base64 and base64url, in JSON and in a URL. */
const forms = ({ name, value }: Canary): readonly string[] => {
  // Of an address only the password is a secret.
  const secret = name === "BACKEND_ADDRESS" ? (/:([^:@]+)@/.exec(value)?.[1] ?? assert.fail()) : value;
  const bytes = Buffer.from(secret);
  return [secret, bytes.toString("base64"), bytes.toString("base64").replace(/=+$/, ""), bytes.toString("base64url"), JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret)];
};

const hits = (text: string, secrets: readonly Canary[]): readonly string[] => secrets.filter((canary) => forms(canary).some((form) => text.includes(form))).map(({ name }) => name);

const PROGRAM = `
import { readFileSync } from "node:fs";
import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
const told = JSON.parse(readFileSync(new URL("told.json", import.meta.url), "utf8"));
const config = new pulumi.Config();
const provider = new k8s.Provider("local", { kubeconfig: told.kubeconfig, context: told.context, enableServerSideApply: true });
const opts = { provider };
const read = (name) => pulumi.secret(readFileSync(new URL("secrets/" + name, import.meta.url), "utf8"));
const secrets = Object.fromEntries([
  ...told.config.map((name) => [name, config.requireSecret(name)]),
  ["listed", config.requireSecretObject("structure").apply(({ parts }) => parts[1])],
  ...told.env.map((name) => [name, pulumi.secret(process.env[name])]),
  ...told.file.map((name) => [name, read(name)]),
]);
const namespace = new k8s.core.v1.Namespace("vault", { metadata: { name: "vault" } }, opts).metadata.name;
const metadata = (name) => ({ namespace, name });
new k8s.core.v1.Secret("all", { metadata: metadata("all"), stringData: secrets }, opts);
new k8s.core.v1.Secret("plain", { metadata: metadata("plain"), stringData: told.data }, opts);
new k8s.core.v1.Secret("encoded", { metadata: metadata("encoded"), data: Object.fromEntries(Object.entries(told.data).map(([name, value]) => [name, Buffer.from(value).toString("base64")])) }, opts);
const auths = Object.fromEntries(Object.entries(told.registry).map(([name, password]) => [name + ".example.com", { username: "robot", password, auth: Buffer.from("robot:" + password).toString("base64") }]));
new k8s.core.v1.Secret("registry", { metadata: metadata("registry"), type: "kubernetes.io/dockerconfigjson", stringData: { ".dockerconfigjson": JSON.stringify({ auths }) } }, opts);
const url = pulumi.interpolate\`postgresql://app:\${secrets["in-url"].apply(encodeURIComponent)}@db.example.com/app\`;
new k8s.core.v1.ConfigMap("careless", { metadata: metadata("careless"), data: { url, copy: pulumi.jsonStringify({ again: secrets.quotes }) } }, opts);
new k8s.apps.v1.Deployment("api", { metadata: { ...metadata("api"), annotations: { "pulumi.com/skipAwait": "true", careless: secrets["in-file"].apply((text) => text.trim()) } }, spec: { selector: { matchLabels: { app: "api" } }, template: { metadata: { labels: { app: "api" } }, spec: { containers: [{ name: "api", image: "api:" + told.generation, env: Object.entries(secrets).map(([name, value]) => ({ name: "X_" + name.replaceAll("-", "_"), value })) }] } } } }, opts);
pulumi.output(secrets).apply((known) => {
  for (const value of Object.values(known)) pulumi.log.warn("careless: " + value);
  if (told.fault === "program") throw new Error("cannot work with " + JSON.stringify(known) + " and " + Object.values(told.data).join(" ") + " and " + Object.values(known).join("\\n"));
});
if (told.fault === "server") new k8s.core.v1.ConfigMap("refused", { metadata: { ...metadata("refused"), labels: pulumi.output(secrets).apply((known) => Object.fromEntries(Object.entries(known).map(([name, value]) => [name, value]))) }, data: {} }, opts);
export const everything = pulumi.secret(secrets);
export const generation = told.generation;
`;

describe("Secrets in previews of the real engine", function () {
  this.timeout(300_000);
  const PROJECT = "stacks/canaries";
  const [first, second] = [canaries("1"), canaries("2")];
  const all = [...first, ...second];
  let sandbox: Sandbox;
  let env: Record<string, string> = {};

  const write = (path: string, text: string): void => {
    const file = sandbox.path(PROJECT, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  };
  /** Makes settings, variables and files hold a generation of secrets; or leaves the settings and makes the program fail. */
  const hold = async (secrets: readonly Canary[], generation: string, fault?: "program" | "server"): Promise<void> => {
    const from = (source: Source): readonly Canary[] => secrets.filter((each) => each.source === source);
    const { kubeconfig, context } = JSON.parse((await sandbox.moorage(["cluster", "status", "--json"])).stdout) as Readonly<Record<string, string>>;
    const names = (source: Source): readonly string[] => from(source).map(({ name }) => name);
    const values = (source: Source): Readonly<Record<string, string>> => Object.fromEntries(from(source).map(({ name, value }) => [name, value]));
    write("told.json", JSON.stringify({ kubeconfig, context, generation, fault, config: names("config"), env: names("env"), file: names("file"), data: values("data"), registry: values("registry") }));
    for (const { name, value } of from("file")) write(`secrets/${name}`, value);
    env = { ...values("env") };
    if (fault !== undefined) return;
    const settings = from("config").flatMap(({ name, value }) => ["--secret", `${name}=${value}`]);
    assert.equal((await sandbox.pulumi(["config", "set-all", "--stack", "dev", ...settings])).exitCode, 0);
    for (const { value } of from("structure")) assert.equal((await sandbox.pulumi(["config", "set", "--stack", "dev", "--secret", "--path", "structure.parts[1]", "--", value])).exitCode, 0);
  };
  const moorage = async (...args: readonly string[]): Promise<Result> => sandbox.moorage([...args, "--project", PROJECT], env);
  const silent = ({ all: text, stdout, stderr }: Result, secrets = all): void => {
    for (const each of [text, stdout, stderr]) assert.deepEqual(hits(each, secrets), []);
  };

  before(async function () {
    sandbox = new Sandbox(engineFacts(this), PROJECT);
    await sandbox.clusterUp();
    write("Pulumi.yaml", "name: canaries\nruntime: { name: nodejs, options: { typescript: false } }\nmain: main.mjs\nbackend: { url: 'file://../../.moorage' }\n");
    write("package.json", '{ "type": "module" }');
    write("main.mjs", PROGRAM);
    const made = await sandbox.pulumi(["stack", "select", "dev", "--create"]);
    assert.equal(made.exitCode, 0, made.all);
    assert.equal((await sandbox.pulumi(["config", "set", "--stack", "dev", "--path", "structure.parts[0]", "public-part"])).exitCode, 0);
    await hold(first, "1");
  });
  after(async () => (sandbox as Sandbox | undefined)?.dispose());

  it("are twenty, of every kind and form", () => {
    assert.equal(first.length, 20);
    assert.equal(new Set(all.map(({ value }) => value)).size, 40);
    assert.ok(first.every(({ value }) => hits(JSON.stringify({ value }), first).length > 0));
  });

  it("are all in what the engine itself says at its loudest", async () => {
    const loud = await sandbox.pulumi(["preview", "--stack", "dev", "--non-interactive", "-v=9", "--logtostderr"], env);
    assert.ok(hits(loud.all, first).length > 10, "a test that finds nothing here finds nothing below");
  });

  it("are not shown before there is anything, with the engine's log, whatever the format", async () => {
    for (const format of ["markdown", "html"]) {
      const result = await moorage("preview", "dev", "--format", format, "--verbose");
      assert.equal(result.exitCode, 2, result.stderr.slice(-2000));
      assert.match(result.stdout, /vault\/api/);
      assert.ok(result.stderr.split("\n").length > 1000, "the log is there");
      silent(result);
    }
  });

  describe("of a deployed stack, old ones and new ones", () => {
    before(async () => {
      const result = await sandbox.up(env);
      assert.equal(result.exitCode, 0, "it came up");
      await hold(second, "2");
    });

    for (const format of ["markdown", "terminal", "json", "html"]) {
      it(`are not shown in ${format}, nor in the log beside it`, async () => {
        const result = await moorage("preview", "dev", "--format", format, "--verbose");
        assert.ok([2, 3].includes(result.exitCode), result.stderr.slice(-2000));
        assert.match(result.stdout, /vault\/api/);
        assert.ok(result.stderr.split("\n").length > 1000, "the log is there");
        silent(result);
      });
    }

    it("are not in the file of a comment, nor in the file that is asked for", async () => {
      const [comment, out] = [sandbox.path("comment.md"), sandbox.path("out.json")];
      silent(await moorage("preview", "dev", "--comment", "file", "--comment-file", comment, "--format", "json", "--out", out));
      for (const path of [comment, out]) assert.deepEqual(hits(readFileSync(path, "utf8"), all), []);
    });

    it("are not shown by what was edited by hand", async () => {
      await sandbox.kubectl(["--namespace", "vault", "patch", "secret", "all", "--type", "merge", "--patch", JSON.stringify({ stringData: { lines: second[1]?.value, "in-file": "something" } })]);
      await sandbox.kubectl(["--namespace", "vault", "patch", "configmap", "careless", "--type", "merge", "--patch", JSON.stringify({ data: { url: `https://${first[2]?.value ?? ""}` } })]);
      for (const format of ["markdown", "json"]) {
        const result = await moorage("drift", "dev", "--format", format);
        assert.equal(result.exitCode, 2, result.all);
        silent(result);
      }
    });

    it("are not shown when nothing of what was reviewed is left", async () => {
      writeFileSync(sandbox.path("review.md"), '<!-- moorage-preview {"stack":"dev","diffHash":"00"} -->\n');
      const result = await sandbox.moorage(["up", "dev", "--plan-of", sandbox.path("review.md"), "--project", PROJECT, "--yes"], env);
      assert.equal(result.exitCode, 1, result.all);
      assert.match(result.stderr, /was not brought up/);
      silent(result);
    });

    for (const fault of ["program", "server"] as const) {
      it(`are not shown by an error of the ${fault}, with the log of it`, async () => {
        await hold(second, "2", fault);
        for (const format of fault === "program" ? ["json"] : ["markdown", "html"]) {
          const result = await moorage("preview", "dev", "--format", format, "--verbose");
          assert.equal(result.exitCode, 1, result.stdout);
          assert.match(result.stdout, fault === "program" ? /cannot work with/ : /refused/);
          silent(result);
        }
      });
    }

    it("are not shown with a wrong passphrase", async () => {
      const result = await sandbox.moorage(["preview", "dev", "--project", PROJECT, "--verbose"], { ...env, PULUMI_CONFIG_PASSPHRASE: "a wrong vault" });
      assert.equal(result.exitCode, 1);
      assert.match(result.stdout, /incorrect passphrase/);
      silent(result, [...all, { name: "passphrase", source: "env", value: "a wrong vault" }]);
    });
  });
});
