import { createServer } from "node:net";
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

function canListen(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)));
  });
}
