import assert from "node:assert/strict";
import { readdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";
import * as pulumi from "@pulumi/pulumi";
import { parse } from "yaml";
import { CliError } from "../src/cli-error.ts";
import { renderStack } from "../src/render-stack.ts";
import { PLACEHOLDER } from "../src/stack-file.ts";
import { StandInMachine } from "./stand-in-machine.ts";

const SDK = pathToFileURL(createRequire(import.meta.url).resolve("@pulumi/pulumi")).href;

describe("rendering a stack", () => {
  let machine: StandInMachine;
  let secretKeys: string | undefined;
  beforeEach(() => {
    machine = new StandInMachine();
    machine.write("clone/Pulumi.yaml", "name: moorage\nmain: stacks/\nruntime: nodejs\n");
    machine.write("clone/package.json", '{ "type": "module" }');
    secretKeys = process.env["PULUMI_CONFIG_SECRET_KEYS"];
  });
  afterEach(() => {
    machine.remove();
    pulumi.runtime.setAllConfig({}, []);
    if (secretKeys === undefined) delete process.env["PULUMI_CONFIG_SECRET_KEYS"];
    else process.env["PULUMI_CONFIG_SECRET_KEYS"] = secretKeys;
  });

  /** A clone whose program registers what is said: objects, and whatever else. */
  const program = (body: string, config = "config: {}\n"): void => {
    machine.write("clone/Pulumi.dev.yaml", config);
    const lines = [
      `import sdk from ${JSON.stringify(SDK)};`,
      "const object = (type, name, inputs) => new sdk.CustomResource(`kubernetes:${type}`, name, inputs);",
      `export const runStack = (options) => { ${body} };`,
    ];
    machine.write("clone/stacks/index.ts", lines.join("\n"));
  };
  const render = async (): Promise<Readonly<Record<string, unknown>>> => {
    const files = await renderStack("dev", join(machine.folder, "out"), machine.place);
    return Object.fromEntries(files.map((file) => [basename(file), parse(machine.read(join("out", basename(file)))) as unknown]));
  };
  const inNamespace = (kind: string, name: string, more = ""): string => `object("core/v1:${kind}", "${name}", { apiVersion: "v1", kind: "${kind}", metadata: { name: "${name}", namespace: "board-dev" }${more} });`;

  it("writes a file for each object, called by namespace, kind and name", async () => {
    program(`${inNamespace("ConfigMap", "settings", ", data: { A: '1' }")} object("core/v1:Namespace", "board-dev", { apiVersion: "v1", kind: "Namespace", metadata: { labels: { a: "b" } } });`);
    assert.deepEqual(await render(), {
      "board-dev_configmap_settings.yaml": { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "settings", namespace: "board-dev" }, data: { A: "1" } },
      "namespace_board-dev.yaml": { apiVersion: "v1", kind: "Namespace", metadata: { name: "board-dev", labels: { a: "b" } } },
    });
  });

  it("leaves out what is no object of a cluster", async () => {
    program(`new sdk.ComponentResource("kubernetes:fake:Component", "component"); new sdk.CustomResource("random:index/randomPassword:RandomPassword", "password", { length: 20 }); ${inNamespace("Service", "web")}`);
    assert.deepEqual(Object.keys(await render()), ["board-dev_service_web.yaml"]);
  });

  it("writes a placeholder for every value of a Secret, by whichever of its two doors it came in", async () => {
    program(inNamespace("Secret", "login", ", type: 'Opaque', immutable: true, data: { a: sdk.secret('Y2FuYXJ5') }, stringData: { b: 'canary', c: '' }"));
    const hidden = Buffer.from(PLACEHOLDER).toString("base64");
    assert.deepEqual(await render(), {
      "board-dev_secret_login.yaml": { apiVersion: "v1", kind: "Secret", metadata: { name: "login", namespace: "board-dev" }, type: "Opaque", immutable: true, data: { a: hidden, b: hidden, c: hidden } },
    });
  });

  it("gives the program its settings, and a placeholder for what is encrypted, and says which that is", async () => {
    const config = "config:\n  moorage:host: board.localhost\n  moorage:password:\n    secure: v1:canary\n";
    program(`const config = new sdk.Config("moorage"); ${inNamespace("ConfigMap", "seen", ", data: { host: config.require('host'), password: config.require('password'), keys: process.env.PULUMI_CONFIG_SECRET_KEYS, stack: sdk.getStack(), project: sdk.getProject() }")}`, config);
    const { data } = (await render())["board-dev_configmap_seen.yaml"] as { readonly data: unknown };
    assert.deepEqual(data, { host: "board.localhost", password: PLACEHOLDER, keys: '["moorage:password"]', stack: "dev", project: "moorage" });
  });

  it("tells the program that it is only looked at", async () => {
    program(inNamespace("ConfigMap", "seen", ", data: { options: JSON.stringify(options) }"));
    const { data } = (await render())["board-dev_configmap_seen.yaml"] as { readonly data: unknown };
    assert.deepEqual(data, { options: '{"rendering":true}' });
  });

  it("keeps no object of an earlier time, and nothing that it did not write is touched", async () => {
    program(inNamespace("ConfigMap", "present"));
    await render();
    writeFileSync(join(machine.folder, "out", ".rendered"), "board-dev_configmap_former.yaml\n../thesis.yaml\nboard-dev_configmap_present.yaml\n");
    machine.write("out/board-dev_configmap_former.yaml", "kind: ConfigMap\n");
    machine.write("out/notes.txt", "mine");
    machine.write("thesis.yaml", "mine: true");
    await render();
    assert.deepEqual(readdirSync(join(machine.folder, "out")).sort(), [".rendered", "board-dev_configmap_present.yaml", "notes.txt"]);
    assert.ok(machine.has("thesis.yaml"));
  });

  it("goes into no folder that holds something else, and leaves that alone", async () => {
    machine.write("out/thesis.txt", "years of work");
    program(inNamespace("ConfigMap", "present"));
    await assert.rejects(render(), /out is not empty, and nothing there was rendered before\. Fix: name a folder of its own$/);
    assert.deepEqual(readdirSync(join(machine.folder, "out")), ["thesis.txt"]);
  });

  it("keeps what was rendered before when the program refuses its settings", async () => {
    machine.write("out/board-dev_configmap_former.yaml", "kind: ConfigMap\n");
    program('throw new Error("moorage:host is missing");');
    await assert.rejects(render(), /^Error: moorage:host is missing$/);
    assert.deepEqual(readdirSync(join(machine.folder, "out")), ["board-dev_configmap_former.yaml"]);
  });

  it("makes no folder for a stack that is not there", async () => {
    program("");
    await assert.rejects(renderStack("prdo", join(machine.folder, "out"), machine.place), (error: unknown) => error instanceof CliError && error.message.endsWith("Pulumi.prdo.yaml is not there: no such stack"));
    assert.equal(machine.has("out"), false);
  });
});
