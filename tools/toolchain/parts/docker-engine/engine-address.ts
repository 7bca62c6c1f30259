import { execa } from "execa";
import type { PartContext } from "../../src/part.ts";

const ASK_MS = 5_000;

/** Where a Docker client finds its engine here. */
export interface EngineAddress {
  /** Such as `unix:///var/run/docker.sock` or `ssh://builder`. */
  readonly host: string;
  /** Who said so: `DOCKER_HOST`, a context of the client, or nobody. */
  readonly chosenBy: "DOCKER_HOST" | "context" | "default";
  /** Name of that context. */
  readonly context?: string;
}

/** The address the client itself would use: its environment's, that of its current context, else the default socket. */
export async function engineAddress(docker: string | undefined, { env, signal }: PartContext, defaultSocket: string): Promise<EngineAddress> {
  const { DOCKER_HOST: host } = env;
  if (host !== undefined && host !== "") return { host, chosenBy: "DOCKER_HOST" };
  const byDefault = { host: `unix://${defaultSocket}`, chosenBy: "default" } as const;
  if (docker === undefined) return byDefault;
  const options = { env, cancelSignal: signal, timeout: ASK_MS, reject: false, stdin: "ignore" } as const;
  const { exitCode, stdout } = await execa(docker, ["context", "inspect", "--format", "{{.Name}} {{.Endpoints.docker.Host}}"], options);
  // Clients too old for contexts, and programs that pass for a client, know the default only.
  const [name, told] = exitCode === 0 ? stdout.trim().split(" ") : [];
  if (name === undefined || told === undefined || told === "") return byDefault;
  return name === "default" ? { host: told, chosenBy: "default" } : { host: told, chosenBy: "context", context: name };
}
