import { execa } from "execa";
import { installDebian } from "../../src/debian.ts";
import { findExecutable } from "../../src/find-executable.ts";
import type { Obtained, Offer, Part, PartContext, Refusal } from "../../src/part.ts";
import { ToolchainError } from "../../src/toolchain-error.ts";
import { engineAddress } from "./engine-address.ts";
import type { EngineAddress } from "./engine-address.ts";
import { thisMachine } from "./engine-machine.ts";
import type { EngineMachine } from "./engine-machine.ts";
import { pingDocker, socketOf } from "./ping-docker.ts";
import type { Ping } from "./ping-docker.ts";
import { startDaemon } from "./start-daemon.ts";

const PACKAGES = ["docker.io", "iptables"];
const INSTALL_SECONDS = 40;
const START_SECONDS = 5;
const REMOTE_ANSWER_MS = 5_000;
const MANUAL = "https://docs.docker.com/engine/install";

/** A Docker engine: the one that answers, else one that is started, else Debian's. */
export const dockerEngine: Part = dockerEngineOn(thisMachine);

/** The same on a machine that tells by itself what is where. */
export function dockerEngineOn(machine: EngineMachine): Part {
  return { name: "docker-engine", purpose: "builds images", offer: async (context) => offer(machine, context) };
}

async function offer(machine: EngineMachine, context: PartContext): Promise<Offer | Refusal> {
  const docker = findExecutable("docker", context.env);
  const address = await engineAddress(docker, context, machine.socket);
  const ping = await pinged(address, docker, context);
  if (ping === "answers" && docker !== undefined) return { source: "path", from: docker, seconds: 0, obtain: async () => Promise.resolve(found(docker, address, machine)) };
  if (ping === "forbidden") {
    return { source: "none", why: `this user may not use the Docker engine at ${address.host}`, remedy: "join its group (sudo usermod -aG docker $USER) and log in again" };
  }
  if (ping === "silent" && address.chosenBy !== "default") return unanswered(address);
  const dockerd = findExecutable("dockerd", context.env);
  if (ping === "silent" && docker !== undefined && dockerd !== undefined && machine.isRoot()) {
    const obtain = async (report: (line: string) => void): Promise<Obtained> => {
      await startDaemon(dockerd, machine, context, report);
      return found(docker, address, machine);
    };
    return { source: "path", from: dockerd, seconds: START_SECONDS, obtain };
  }
  const why = machine.debianRefusal(context);
  if (why === undefined) {
    return { source: "debian", from: `Debian packages ${PACKAGES.join(", ")}`, seconds: INSTALL_SECONDS, obtain: async (report) => installed(address, machine, context, report) };
  }
  if (ping === "answers") return { source: "none", why: `a Docker engine answers at ${address.host}, but no docker client is on PATH, and ${why}`, remedy: `install the client (${MANUAL})` };
  return { source: "none", why: `no Docker engine answers, and ${why}`, remedy: `start Docker, or install it (${MANUAL})` };
}

/** Local sockets are asked in their own tongue; only the client knows the keys and tunnels of other hosts. */
async function pinged({ host }: EngineAddress, docker: string | undefined, { env, signal }: PartContext): Promise<Ping> {
  if (socketOf(host) !== undefined) return pingDocker(host);
  if (docker === undefined) return "silent";
  const { exitCode } = await execa(docker, ["version", "--format", "{{.Server.Version}}"], { env, cancelSignal: signal, timeout: REMOTE_ANSWER_MS, reject: false, stdin: "ignore" });
  return exitCode === 0 ? "answers" : "silent";
}

function unanswered({ host, chosenBy, context }: EngineAddress): Refusal {
  if (chosenBy === "DOCKER_HOST") return { source: "none", why: `DOCKER_HOST names ${withoutUser(host)}, where no Docker engine answers`, remedy: "start that one, or unset DOCKER_HOST" };
  const name = context ?? "";
  return { source: "none", why: `the docker context "${name}" names ${withoutUser(host)}, where no Docker engine answers`, remedy: "start that one (such as Docker Desktop), or: docker context use default" };
}

function withoutUser(host: string): string {
  return host.replace(/\/\/[^/@]*@/, "//");
}

async function installed(address: EngineAddress, machine: EngineMachine, context: PartContext, report: (line: string) => void): Promise<Obtained> {
  await installDebian(PACKAGES, context, report);
  // Newer releases keep the client in a package of its own.
  if (findExecutable("docker", context.env) === undefined) await installDebian(["docker-cli"], context, report);
  const docker = findExecutable("docker", context.env);
  if (docker === undefined) throw new ToolchainError("ENGINE_FAILED", "the packages are installed, yet no docker is on PATH; go on without it by --no-docker");
  // With a service manager the package starts the engine itself.
  if ((await pinged(address, docker, context)) !== "answers") await startDaemon(findExecutable("dockerd", context.env) ?? "/usr/sbin/dockerd", machine, context, report);
  return found(docker, address, machine);
}

/** Other programs know the default socket by themselves, and contexts not at all. */
function found(docker: string, { host, chosenBy }: EngineAddress, { socket }: EngineMachine): Obtained {
  const needsKeys = chosenBy === "context" && host.startsWith("tcp:");
  return { executables: { docker }, ...(host === `unix://${socket}` || chosenBy === "default" || needsKeys ? {} : { env: { DOCKER_HOST: host } }) };
}
