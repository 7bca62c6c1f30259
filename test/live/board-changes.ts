import assert from "node:assert/strict";
import { appendFileSync, readFileSync, writeFileSync } from "node:fs";
import type { Result, Sandbox } from "../engine/sandbox.ts";
import { Load } from "./load.ts";
import type { LoadSettings } from "./load.ts";
import type { RealClone } from "./real-clone.ts";

const API = ["apps", "board-api", "board"];
const SYSTEM = ["stacks", "board.ts"];
const DIRECT = ["--namespace", "board-dev", "service", "direct"];

/** Another image of the API, which does the same. */
export function anotherImage(clone: Sandbox, mark: string): void {
  appendFileSync(clone.path(...API, "settings.py"), `# ${mark}\n`);
}

/** The API's program with a piece of it changed. Gives what puts it back. */
export function changeProgram(clone: Sandbox, file: string, from: string, to: string): () => void {
  return changeFile(clone.path(...API, file), from, to);
}

/** The system with a piece of its description changed. */
export function changeSystem(clone: Sandbox, from: string, to: string): void {
  changeFile(clone.path(...SYSTEM), from, to);
}

/** Another text in the API's Secret: the way to the same database, with a name that its server sees. */
export function anotherSecret(clone: Sandbox, name: string): void {
  changeSystem(clone, "DATABASE_URL: postgres.url", `DATABASE_URL: postgres.url.apply((url) => \`\${url}\${url.includes("?") ? "&" : "?"}application_name=${name}\`)`);
}

/** Sets one setting of the stack dev, and brings it up. */
export async function upWith(clone: Sandbox, setting: string, value: string): Promise<Result> {
  const { exitCode, all } = await clone.pulumi(["config", "set", "--stack", "dev", setting, value]);
  assert.equal(exitCode, 0, all);
  return clone.up();
}

/** Both ways to the API under load at once: through the ingress, and by a port of the node straight to its pods. */
export async function loadOnBoth(clone: RealClone, settings: LoadSettings): Promise<{ readonly ingress: Load; readonly direct: Load }> {
  const { cluster } = clone;
  await clone.kubectl(["expose", "deployment", "board-api", "--namespace", "board-dev", "--name", "direct", "--type", "NodePort", "--target-port", "http"]);
  const service = await clone.get<{ readonly spec: { readonly ports: readonly { readonly nodePort: number }[] } }>(...DIRECT);
  const nodePort = service.spec.ports[0]?.nodePort ?? assert.fail("the Service has no port of the node");
  const target = { host: "board.localhost", paths: ["/health", "/cards?limit=5"] };
  const direct = { ...target, address: new URL(cluster.server).hostname, port: nodePort };
  await isThere(`http://${direct.address}:${direct.port}/health`);
  return { ingress: new Load({ ...target, address: "127.0.0.1", port: cluster.ingressPort }, settings), direct: new Load(direct, settings) };
}

/** A Service that is new takes a moment until the node knows it. */
async function isThere(url: string): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    if (await fetch(url).then(({ ok }) => ok, () => false)) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  assert.fail(`${url} does not answer`);
}

function changeFile(path: string, from: string, to: string): () => void {
  const before = readFileSync(path, "utf8");
  assert.ok(before.includes(from), `${path} has no ${from}`);
  writeFileSync(path, before.replace(from, () => to));
  return () => writeFileSync(path, before);
}
