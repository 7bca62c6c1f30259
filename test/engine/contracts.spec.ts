import assert from "node:assert/strict";
import { readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { engineFacts } from "@moorage/testing";
import { Sandbox, changed, counts } from "./sandbox.ts";
import type { Result } from "./sandbox.ts";

const PASSWORD = "dev-only-password";
const OTHER = { PULUMI_CONFIG_PASSPHRASE: "another team's" };

describe("A contract between two projects, on a real engine", function () {
  this.timeout(300_000);
  let sandbox: Sandbox;

  const edit = (change: (text: string) => string, ...path: readonly string[]): void => {
    const file = sandbox.path(...path);
    const before = readFileSync(file, "utf8");
    const after = change(before);
    assert.notEqual(after, before, `nothing was edited in ${path.join("/")}`);
    writeFileSync(file, after);
  };
  const inProject = async (project: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Result> =>
    sandbox.run(process.execPath, [sandbox.path("packages", "cli", "bin", "pulumi.mjs"), ...args], env, sandbox.path(project));
  const up = async (project: string): Promise<Result> => inProject(project, ["up", "--stack", "dev", "--yes", "--skip-preview", "--non-interactive", "--color", "never"]);
  const producer = async (): Promise<Result> => up(".");
  const consumer = async (): Promise<Result> => up("examples/consumer");
  const previewed = async (): Promise<Result> => inProject("examples/consumer", ["preview", "--stack", "dev", "--non-interactive", "--diff", "--color", "never"]);

  before(async function () {
    sandbox = new Sandbox(engineFacts(this));
    await sandbox.clusterUp();
    for (const project of [".", "examples/consumer"]) await inProject(project, ["stack", "select", "dev", "--create"]);
  });
  after(async () => (sandbox as Sandbox | undefined)?.dispose());

  it("is read by the consumer as the producer keeps it", async () => {
    assert.equal((await producer()).exitCode, 0);
    const result = await consumer();
    assert.equal(result.exitCode, 0, result.all);
    const { items } = await sandbox.get<{ readonly items: readonly { readonly data: Readonly<Record<string, string>> }[] }>("configmaps,secrets", "--namespace", "consumer-dev", "--selector", "app.kubernetes.io/name=report");
    const data = Object.assign({}, ...items.map((each) => each.data)) as Readonly<Record<string, string>>;
    assert.match(data["BOARD_URL"] ?? "", /^http:\/\/board\.localhost/);
    assert.match(Buffer.from(data["DATABASE_URL"] ?? "", "base64").toString(), new RegExp(`^postgresql://postgres:${PASSWORD}@postgres-service\\.postgresql-dev\\.svc`));
  });

  it("keeps its secrets out of the consumer's state, history, previews and output", async () => {
    const forms = [PASSWORD, Buffer.from(PASSWORD).toString("base64")];
    const folder = sandbox.path(".moorage", ".pulumi");
    const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.includes("consumer") && statSync(`${folder}/${name}`).isFile());
    assert.ok(files.length > 1);
    for (const name of files) for (const form of forms) assert.ok(!readFileSync(`${folder}/${name}`, "utf8").includes(form), name);
    const preview = await previewed();
    for (const form of forms) assert.ok(!preview.all.includes(form));
  });

  it("lets the consumer's pods reach the database, whose namespace lets nobody else in", async () => {
    const policy = await sandbox.get<{ readonly spec: { readonly ingress: readonly { readonly from: readonly { readonly namespaceSelector?: { readonly matchLabels: Readonly<Record<string, string>> } }[] }[] } }>("networkpolicy", "postgres", "--namespace", "postgresql-dev");
    const names = policy.spec.ingress.flatMap(({ from }) => from.map(({ namespaceSelector }) => namespaceSelector?.matchLabels["kubernetes.io/metadata.name"]));
    assert.deepEqual(names.filter((name) => name !== undefined).sort(), ["board-dev", "consumer-dev"]);
  });

  it("is what the deployed stack is found to keep, and what one that lags behind is found not to", async () => {
    const kept = await sandbox.moorage(["outputs", "check", "board", "--stack", "dev"]);
    assert.equal(kept.exitCode, 0, kept.all);
    assert.match(kept.stdout, /^moorage\/dev: keeps board v1$/m);
    edit((text) => text.replace("    namespace: z.string(),", "    namespace: z.string(),\n    region: z.string(),"), "stacks", "contract.ts");
    const behind = await sandbox.moorage(["outputs", "check", "board", "--stack", "dev"]);
    assert.notEqual(behind.exitCode, 0);
    assert.match(behind.stderr, /Stack moorage\/dev: v1\.region: is missing/);
    edit((text) => text.replace("    namespace: z.string(),\n    region: z.string(),", "    namespace: z.string(),"), "stacks", "contract.ts");
    const missing = await sandbox.moorage(["outputs", "check", "board", "--stack", "nowhere"]);
    assert.match(missing.stderr, /moorage\/nowhere: .*no stack named 'nowhere' found/);
  });

  it("has a second major version beside the first, which the consumer does not notice", async () => {
    edit((text) => text.replace("export const contracts = [", 'export const boardV2 = defineOutputs("board", 2, { public: { urls: z.array(z.url()) }, secrets: { databaseUrl: z.string() } });\n\nexport const contracts = [toJsonSchema(boardV2), '), "stacks", "contract.ts");
    edit((text) => text
      .replace("import { exportOutputs }", "import { exportAll, exportOutputs }")
      .replace("import { boardV1 }", "import { boardV1, boardV2 }")
      .replace("...exportOutputs(boardV1, {", "...exportAll(exportOutputs(boardV2, { public: { urls: [app.url ?? \"\"] }, secrets: { databaseUrl: database.url } }), exportOutputs(boardV1, {")
      .replace("secrets: { databaseUrl: database.url },\n    }),", "secrets: { databaseUrl: database.url },\n    })),"), "stacks", "outputs.ts");
    const moved = await producer();
    assert.equal(moved.exitCode, 0, moved.all);
    assert.deepEqual(changed(moved), [], moved.all);
    const again = await consumer();
    assert.deepEqual(Object.keys(counts(again)), ["unchanged"], again.all);
  });

  it("is moved to by the consumer when it can", async () => {
    edit((text) => text.replaceAll("boardV1", "boardV2").replace("BOARD_URL: board.url", 'BOARD_URL: board.urls.apply(([first = ""]) => first)'), "examples", "consumer", "consumer.ts");
    const result = await consumer();
    assert.equal(result.exitCode, 0, result.all);
    // It says the same, so nothing that runs has to change.
    assert.deepEqual(changed(result), [], result.all);
  });

  it("drops the first once nobody reads it", async () => {
    edit((text) => text.replace(/\.\.\.exportAll\((exportOutputs\(boardV2, \{.*?\}\)), exportOutputs\(boardV1[\s\S]*?\}\)\),/, "...$1,").replace("boardV1, boardV2", "boardV2").replace("exportAll, ", ""), "stacks", "outputs.ts");
    const dropped = await producer();
    assert.equal(dropped.exitCode, 0, dropped.all);
    const { contract, ...others } = await sandbox.outputs<{ readonly contract: { readonly version: number } }>();
    assert.equal(contract.version, 2);
    assert.ok(!("v1" in others) && "v2" in others);
    const again = await consumer();
    assert.deepEqual(Object.keys(counts(again)), ["unchanged"], again.all);
  });

  it("refuses a consumer that was left behind, in its own preview, and says what the producer has", async () => {
    edit((text) => text.replaceAll("boardV2", "boardV1").replace(/BOARD_URL: board\.urls.*? \}/, "BOARD_URL: board.url }"), "examples", "consumer", "consumer.ts");
    const result = await previewed();
    assert.notEqual(result.exitCode, 0);
    assert.match(result.all, /Stack organization\/moorage\/dev: .*v1.*v2/);
    assert.ok(!result.all.includes(PASSWORD));
    edit((text) => text.replaceAll("boardV1", "boardV2").replace("BOARD_URL: board.url }", 'BOARD_URL: board.urls.apply(([first = ""]) => first) }'), "examples", "consumer", "consumer.ts");
  });

  it("tells a consumer with another passphrase that it can read what is public, and what to do about secrets", async () => {
    const at = async (...args: readonly string[]): Promise<Result> => inProject("examples/consumer", args, OTHER);
    await at("stack", "init", "theirs");
    await at("config", "set-all", "--stack", "theirs", "--plaintext", "consumer:environment=dev", "--plaintext", "consumer:producer=dev");
    const refused = await at("preview", "--stack", "theirs", "--non-interactive", "--color", "never");
    assert.notEqual(refused.exitCode, 0, refused.all);
    assert.match(refused.all, /v2Secrets: cannot be decrypted here; .*Fix: give this stack the same passphrase with pulumi stack change-secrets-provider/);
    edit((text) => text.replace("secrets: { DATABASE_URL: board.databaseUrl },", ""), "examples", "consumer", "consumer.ts");
    const open = await at("preview", "--stack", "theirs", "--non-interactive", "--color", "never");
    assert.equal(open.exitCode, 0, open.all);
  });
});
