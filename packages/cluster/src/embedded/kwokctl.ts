import { join } from "node:path";
import { ClusterError } from "../cluster-error.ts";
import { run } from "../run.ts";
import type { Places } from "./components.ts";
import { componentFailure } from "./logs.ts";
import { deadComponents } from "./processes.ts";

const INTERVAL = 300;
const LIMIT = 120_000;

/**
 * Runs kwokctl, which starts the components and waits for the API server. It would wait for minutes for one that has
 * ended, so the components are watched meanwhile.
 * @throws ClusterError of the component that ended, or of kwokctl itself
 */
export async function runKwokctl(executable: string, args: readonly string[], { home, workdir, logs }: Places, signal?: AbortSignal): Promise<void> {
  const watcher = new AbortController();
  let missing: string | undefined;
  const timer = setInterval(() => {
    const [dead] = deadComponents(workdir);
    // Twice in a row: a pid file can be there a moment before its process shows.
    if (dead !== undefined && dead === missing) watcher.abort();
    missing = dead;
  }, INTERVAL);
  const either = AbortSignal.any([watcher.signal, ...(signal === undefined ? [] : [signal])]);
  // Nothing of the user's: no PATH to find other tools on, no home with settings, no variables that change defaults.
  const env = { HOME: workdir, PATH: join(workdir, "bin"), KWOK_WORKDIR: home, KUBECONFIG: join(workdir, "unused-kubeconfig") };
  try {
    await run(executable, args, { env, signal: either, timeout: LIMIT, what: `kwokctl ${args.includes("create") ? "create" : "start"} cluster` });
  } catch (error) {
    if (watcher.signal.aborted && missing !== undefined) throw componentFailure(logs, missing);
    const [dead] = deadComponents(workdir);
    if (dead !== undefined && error instanceof ClusterError && error.code === "command-failed") throw componentFailure(logs, dead);
    throw error;
  } finally {
    clearInterval(timer);
  }
}
