import { request } from "node:http";
import { Resolver } from "node:dns/promises";
import { ClusterError } from "../cluster-error.ts";
import { kubectl } from "../kubectl.ts";
import type { Reach } from "../kubectl.ts";
import { pause } from "../pause.ts";
import { DOMAIN, KUBERNETES_ADDRESS } from "./networks.ts";

const INTERVAL = 100;
const ASK_LIMIT = 2000;

/** Waits until the API server answers that it is ready. @throws ClusterError `not-ready`, and whatever `check` throws */
export async function apiServerReady(reach: Reach, limit: number, check: () => void): Promise<void> {
  await until("the API server", limit, check, async () => (await kubectl({ ...reach, timeout: ASK_LIMIT }, ["get", "--raw", "/readyz"])) === "ok");
}

/** Waits until the node's server for names knows the API server's. @throws ClusterError `not-ready`, and whatever `check` throws */
export async function namesReady(address: string, limit: number, check: () => void): Promise<void> {
  const resolver = new Resolver({ timeout: 500, tries: 1 });
  resolver.setServers([address]);
  await until("the server of names", limit, check, async () => (await resolver.resolve4(`kubernetes.default.svc.${DOMAIN}`)).includes(KUBERNETES_ADDRESS));
}

/** Waits until the ingress controller answers on this machine. @throws ClusterError `not-ready`, and whatever `check` throws */
export async function ingressReady(port: number, limit: number, check: () => void): Promise<void> {
  await until("the ingress controller", limit, check, async () => (await statusAt(port)) !== undefined);
}

async function until(what: string, limit: number, check: () => void, holds: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + limit;
  for (;;) {
    check();
    const failure = await holds().then((yes) => (yes ? undefined : "not yet"), (error: unknown) => {
      if (error instanceof ClusterError && error.code === "aborted") throw error;
      return error instanceof Error ? error.message : String(error);
    });
    if (failure === undefined) return;
    if (Date.now() > end) throw new ClusterError("not-ready", `${what} does not answer after ${limit / 1000} s: ${failure}. Fix: \`pnpm moorage cluster down\`, then \`pnpm moorage cluster up\``);
    await pause(INTERVAL);
  }
}

function statusAt(port: number): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const asking = request({ host: "127.0.0.1", port, path: "/", agent: false, timeout: ASK_LIMIT }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    asking.on("error", reject);
    asking.on("timeout", () => asking.destroy(new Error("no answer in time")));
    asking.end();
  });
}
