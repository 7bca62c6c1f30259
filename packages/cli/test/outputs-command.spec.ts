import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { check, consumers, diff } from "../src/commands/outputs.ts";
import { CliError } from "../src/cli-error.ts";
import { projectsOf } from "../src/project.ts";
import type { Project } from "../src/project.ts";
import { StandInMachine } from "./stand-in-machine.ts";

const OUTPUTS = pathToFileURL(fileURLToPath(new URL("../../outputs/src/index.ts", import.meta.url))).href;
const ZOD = pathToFileURL(createRequire(import.meta.url).resolve("zod")).href;

describe("moorage outputs", () => {
  let machine: StandInMachine;
  let root: string;
  beforeEach(() => {
    machine = new StandInMachine();
    ({ root } = machine.place);
    machine.write("clone/package.json", '{ "type": "module" }');
    machine.write("clone/Pulumi.yaml", "name: moorage\nmain: stacks/\nruntime: nodejs\n");
  });
  afterEach(() => machine.remove());

  const git = (...args: readonly string[]): string => execFileSync("git", ["-C", root, "-c", "user.name=test", "-c", "user.email=test@example.com", ...args], { encoding: "utf8" });
  const projects = (): readonly Project[] => projectsOf(root);
  /** A program that keeps a contract of these fields. */
  const keeps = (fields: string, version = 1): void => {
    machine.write("clone/stacks/contract.ts", [`import { defineOutputs, toJsonSchema } from ${JSON.stringify(OUTPUTS)};`, `import { z } from ${JSON.stringify(ZOD)};`, `export const contracts = [toJsonSchema(defineOutputs("board", ${version}, ${fields}), { consumers: [{ project: "shop", stack: "prod", fields: ["url"] }, { project: "lab", stack: "dev" }] })];`].join("\n"));
  };
  /** What was published at an earlier revision: a file made by another program of the same contract. */
  const published = async (fields: string, version = 1): Promise<void> => {
    const other = new StandInMachine();
    try {
      const place = machine;
      machine = other;
      machine.write("clone/package.json", '{ "type": "module" }');
      machine.write("clone/Pulumi.yaml", "name: moorage\nmain: stacks/\nruntime: nodejs\n");
      keeps(fields, version);
      await check(other.place.root, projectsOf(other.place.root), { write: true }, other.output);
      const text = other.read(`clone/stacks/contracts/board-v${version}.json`);
      machine = place;
      machine.write(`clone/stacks/contracts/board-v${version}.json`, text);
    } finally {
      other.remove();
    }
    git("init", "--quiet", "--initial-branch", "main");
    git("add", ".");
    git("commit", "--quiet", "--message", "before");
  };
  const compared = async (base = "main"): Promise<string | undefined> => {
    try {
      await diff(root, projects(), base, machine.output);
      return undefined;
    } catch (error) {
      assert.ok(error instanceof CliError, String(error));
      return error.message;
    }
  };

  it("publishes what the programs keep, and is content with it", async () => {
    keeps("{ public: { url: z.url() } }");
    await assert.rejects(check(root, projects(), { write: false }, machine.output), /^Error|stacks\/contracts\/board-v1\.json is not there/);
    await check(root, projects(), { write: true }, machine.output);
    await check(root, projects(), { write: false }, machine.output);
    assert.match(machine.read("clone/stacks/contracts/board-v1.json"), /"name": "board"/);
  });

  it("finds a file that is no longer what a program keeps, and one of a contract that nobody keeps", async () => {
    await published("{ public: { url: z.string() } }");
    keeps("{ public: { url: z.url() } }");
    machine.write("clone/stacks/contracts/lost-v1.json", "{}");
    await assert.rejects(check(root, projects(), { write: false }, machine.output), (error: unknown) => {
      assert.ok(error instanceof CliError);
      assert.match(error.message, /board-v1\.json is not what the program keeps\n.*lost-v1\.json is of a contract that no program keeps\nFix: pnpm moorage outputs check --write/);
      assert.ok(!error.message.includes(root));
      return true;
    });
  });

  it("lets a compatible change pass, and says what it is", async () => {
    await published("{ public: { url: z.url() } }");
    keeps("{ public: { url: z.url(), namespace: z.string() } }");
    assert.equal(await compared(), undefined);
    assert.match(machine.lines.join("\n"), /^board v1: 1 changes\n {2}· v1\.namespace added/);
  });

  it("fails for a change that breaks somebody, and names whom", async () => {
    await published("{ public: { url: z.url(), namespace: z.string() } }");
    keeps("{ public: { namespace: z.string() } }");
    assert.match((await compared()) ?? "", /^outputs break those who read them, compared with main\. Fix: keep the major version/);
    assert.match(machine.lines.join("\n"), /✗ v1\.url removed.*needs v2; read by shop\/prod, lab\/dev/);
  });

  it("names only those who need what goes", async () => {
    await published("{ public: { url: z.url(), namespace: z.string() } }");
    keeps("{ public: { url: z.url() } }");
    await compared();
    assert.match(machine.lines.join("\n"), /✗ v1\.namespace removed.*; read by lab\/dev$/m);
  });

  it("fails for a secret that became plain, as an alarm", async () => {
    await published("{ public: { url: z.url() }, secrets: { login: z.string() } }");
    keeps("{ public: { url: z.url(), login: z.string() } }");
    assert.notEqual(await compared(), undefined);
    assert.match(machine.lines.join("\n"), /‼ v1Secrets\.login secret-to-plain/);
  });

  it("fails for a major version that goes while somebody reads it, and finds a new one new", async () => {
    await published("{ public: { url: z.url() } }");
    keeps("{ public: { urls: z.array(z.url()) } }", 2);
    assert.notEqual(await compared(), undefined);
    assert.match(machine.lines.join("\n"), /board v1: is to go[\s\S]*board v2: new/);
  });

  it("says what to do about a revision that is not there, or no repository", async () => {
    await published("{ public: { url: z.url() } }");
    keeps("{ public: { url: z.url() } }");
    assert.match((await compared("origin/nowhere")) ?? "", /^there is no revision "origin\/nowhere" here to compare with\. Fix: git fetch, or --base <revision>$/);
    assert.equal(await compared("HEAD"), undefined);
  });

  it("tells who is known to read what", async () => {
    keeps("{ public: { url: z.url() } }");
    await consumers(projects(), machine.output);
    assert.deepEqual(machine.lines, ["board v1", "  shop/prod: url", "  lab/dev: everything"]);
  });

  it("passes over a project that keeps no contract", async () => {
    machine.write("clone/examples/plain/Pulumi.yaml", "name: plain\nruntime: nodejs\n");
    await check(root, projects(), { write: false }, machine.output);
    assert.deepEqual(machine.lines, []);
    assert.ok(projects().some(({ folder }) => folder === join(root, "examples", "plain")));
  });
});
