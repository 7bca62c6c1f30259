import { createServer } from "node:net";
import type { Server } from "node:net";
import { ClusterError } from "./cluster-error.ts";
import { pause } from "./pause.ts";

const LOWEST = 20000;
/** Below what operating systems hand out by themselves to outgoing connections. */
const HIGHEST = 32000;

/** Whether nothing on this machine listens on the TCP port, on any address. */
export async function isPortFree(port: number): Promise<boolean> {
  return (await canListen(port, "127.0.0.1")) && (await canListen(port, "0.0.0.0"));
}

/** Whether nothing listens on the TCP port, or soon does no more: a process that ended can hold it for a moment. */
export async function becomesFree(port: number): Promise<boolean> {
  for (let attempt = 0; attempt < 20; attempt++) {
    if (await isPortFree(port)) return true;
    await pause(100);
  }
  return false;
}

/**
 * Finds TCP ports that nothing listens on.
 * @param seed Where the search begins: names of different clusters begin apart, so that two that come up at once do not meet.
 * @throws ClusterError `port-in-use` when there are not enough of them
 */
export async function freePorts(count: number, seed: string): Promise<readonly number[]> {
  const span = HIGHEST - LOWEST;
  const start = Buffer.from(seed).reduce((sum, byte) => (sum * 31 + byte) % span, 7);
  const found: number[] = [];
  for (let step = 0; step < span && found.length < count; step++) {
    const port = LOWEST + ((start + step) % span);
    if (await isPortFree(port)) found.push(port);
  }
  if (found.length === count) return found;
  throw new ClusterError("port-in-use", `no ${count} free TCP ports between ${LOWEST} and ${HIGHEST}. Fix: stop programs that listen there`);
}

/** A TCP port that no other program gets meanwhile. */
export interface HeldPort {
  readonly port: number;
  /** Leaves it to who is to have it; may be called again. */
  readonly release: () => Promise<void>;
}

/** Keeps a TCP port from others until it is released, at the latest when this process ends; `undefined` when another has it. */
export async function holdPort(port: number): Promise<HeldPort | undefined> {
  const server = (await isPortFree(port)) ? await listening(port, "127.0.0.1") : undefined;
  if (server === undefined) return undefined;
  server.unref();
  return { port, release: () => new Promise((resolve) => void server.close(() => resolve())) };
}

async function canListen(port: number, host: string): Promise<boolean> {
  const server = await listening(port, host);
  if (server === undefined) return false;
  return new Promise((resolve) => void server.close(() => resolve(true)));
}

function listening(port: number, host: string): Promise<Server | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(undefined));
    server.listen({ port, host, exclusive: true }, () => resolve(server));
  });
}
