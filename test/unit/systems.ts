import { fileURLToPath } from "node:url";
import { runStack as composeMigration } from "../../examples/compose-migration/index.ts";
import { runStack as consumer } from "../../examples/consumer/index.ts";
import { runStack as counter } from "../../examples/counter/index.ts";
import { runStack as springServer } from "../../examples/spring-server/index.ts";
import { runStack as tour } from "../../examples/tour/index.ts";
import { runStack as board } from "../../stacks/index.ts";
import { CANARY, PASSWORD_KEY, devConfig, prodConfig } from "./board-run.ts";
import type { RunStack, Stack } from "./stack-run.ts";

/** What a stack has to be told of, beside what is the same for all. */
interface Settings {
  readonly plain: Readonly<Record<string, string>>;
  /** Names of secret settings. */
  readonly secret: readonly string[];
}

/** A system of this repository with both of its environments. */
export interface System {
  readonly name: string;
  /** Folder of the project. */
  readonly folder: string;
  readonly dev: Stack<unknown>;
  readonly prod: Stack<unknown>;
}

const cloud = { kubeconfig: "/nowhere/kubeconfig", context: "production", cluster: "production-1", registry: "registry.example.com/team" };

function stackOf(runStack: RunStack<unknown>, project: string, stack: string, { plain, secret }: Settings): Stack<unknown> {
  const key = (name: string): string => `${project}:${name}`;
  const config = [...Object.entries(plain).map(([name, value]) => [key(name), value]), ...secret.map((name) => [key(name), `${CANARY} ${name}, long enough for a signature`])];
  return { runStack, project, stack, config: Object.fromEntries(config) as Record<string, string>, encrypted: secret.map(key) };
}

function example(name: string, runStack: RunStack<unknown>, shared: Settings, managed: readonly string[] = []): System {
  const servers = Object.fromEntries(managed.map((each) => [each, JSON.stringify({ server: `${each}.example.com` })]));
  return {
    name,
    folder: fileURLToPath(new URL(`../../examples/${name}`, import.meta.url)),
    dev: stackOf(runStack, name, "dev", shared),
    prod: stackOf(runStack, name, "prod", { plain: { ...shared.plain, ...cloud, ...servers }, secret: [...shared.secret, ...managed.map((each) => `${each}Password`)] }),
  };
}

const boardStack = { runStack: board, project: "moorage", encrypted: [PASSWORD_KEY] };

/** Every system of the repository. */
export const systems: readonly System[] = [
  { name: "board", folder: fileURLToPath(new URL("../../stacks", import.meta.url)), dev: { ...boardStack, stack: "dev", config: devConfig }, prod: { ...boardStack, stack: "prod", config: prodConfig } },
  example("compose-migration", composeMigration, { plain: { host: "app.example.local" }, secret: [] }, ["store"]),
  example("tour", tour, { plain: { host: "tour.xyz" }, secret: ["jwtAccessSecret", "jwtRefreshSecret", "paymentSecretKey", "paymentStoreId", "oauthClientId", "oauthClientSecret"] }, ["mongo", "redis", "nats"]),
  example("spring-server", springServer, { plain: {}, secret: [] }),
  example("consumer", consumer, { plain: { producer: "prod" }, secret: [] }),
  example("counter", counter, { plain: { host: "counter.localhost" }, secret: [] }, ["redis"]),
];

/** The system of a name. */
export function systemOf(name: string): System {
  const found = systems.find((each) => each.name === name);
  if (found === undefined) throw new Error(`no system ${name}`);
  return found;
}
