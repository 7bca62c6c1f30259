import { spawn } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import { join } from "node:path";
import type { ClusterContext } from "../adapter.ts";
import { HANDED_OVER, NODE_COMPONENTS } from "./components.ts";
import type { NodeAddresses, NodeComponentName } from "./components.ts";
import { kubeconfigOf } from "./identities.ts";
import { within } from "./isolation.ts";
import type { NodePlaces } from "./places.ts";

/** Takes over a port that was opened outside, under the name that says what it is for. @see https://www.freedesktop.org/software/systemd/man/latest/sd_listen_fds.html */
const WITH_PORT = `export LISTEN_PID=$$ LISTEN_FDS=1 LISTEN_FDNAMES=${HANDED_OVER}; exec "$@"`;

/** Starts a component within the node; it goes on when this process has ended. What it says is added to its log. */
export function startComponent(name: NodeComponentName, context: ClusterContext, places: NodePlaces, addresses: NodeAddresses, pid: number): void {
  const [program, ...args] = commandOf(name, context, places, addresses, pid);
  const log = openSync(join(places.logs, `${name}.log`), "a");
  // Programs that it calls are found in the node's own folder first: a system's own may be older.
  const env = { PATH: `${places.bin}:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin`, HOME: places.workdir, KUBECONFIG: kubeconfigOf(places.pki, name) };
  spawn(program, args, { cwd: places.workdir, detached: true, stdio: ["ignore", log, log], env }).unref();
  closeSync(log);
}

function commandOf(name: NodeComponentName, context: ClusterContext, places: NodePlaces, addresses: NodeAddresses, pid: number): readonly [string, ...string[]] {
  const command = [join(places.bin, name), ...NODE_COMPONENTS[name].args(places, addresses)];
  const entering = within(context, pid);
  if (name !== "traefik") return [...entering, ...command];
  return [join(places.bin, "listen"), `127.0.0.1:${addresses.ingressPort}`, ...entering, "sh", "-c", WITH_PORT, "sh", ...command];
}
