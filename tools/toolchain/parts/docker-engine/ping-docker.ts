import { request } from "node:http";

const TIMEOUT_MS = 2_000;

/** What became of a ping: an answer, no right to ask, or none within the time. */
export type Ping = "answers" | "forbidden" | "silent";

/** Path of the socket or named pipe in a host such as `unix:///var/run/docker.sock`, or `undefined` for other hosts. */
export function socketOf(host: string): string | undefined {
  return /^(?:unix|npipe):\/\/(.+)$/.exec(host)?.[1];
}

/**
 * Asks the Docker engine on a local socket whether it is there.
 * @param host `unix://` or `npipe://` and a path; others are silent
 * @param timeoutMs milliseconds. @default 2000
 */
export async function pingDocker(host: string, timeoutMs: number = TIMEOUT_MS): Promise<Ping> {
  const socketPath = socketOf(host);
  if (socketPath === undefined) return "silent";
  return new Promise((resolve) => {
    const asking = request({ socketPath, path: "/_ping", signal: AbortSignal.timeout(timeoutMs) }, (response) => {
      response.resume();
      resolve(response.statusCode === 200 ? "answers" : "silent");
    });
    asking.on("error", (error) => resolve("code" in error && error.code === "EACCES" ? "forbidden" : "silent"));
    asking.end();
  });
}
