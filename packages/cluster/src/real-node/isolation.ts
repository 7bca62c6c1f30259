import { spawn } from "node:child_process";
import { existsSync, openSync, closeSync } from "node:fs";
import { join } from "node:path";
import type { ClusterContext } from "../adapter.ts";
import { ClusterError } from "../cluster-error.ts";
import { componentProcesses } from "../embedded/processes.ts";
import { toolPath } from "../embedded/components.ts";
import { pause } from "../pause.ts";
import { run } from "../run.ts";
import { LINK_PREFIX } from "./link.ts";
import type { Link } from "./link.ts";
import type { NodePlaces } from "./places.ts";

/** The process that the node's namespaces live and end with. */
const ROOT_PROCESS = "pause";
/** While a kernel takes other network namespaces down it makes none, and that can take it seconds for each. */
const LIMIT = 30_000;

/**
 * Settings of the machine's kernel that a kubelet insists on, and sets where they are otherwise. Within the node each is a
 * file of its own, which says what the kubelet wants to read: the machine's stay as they are.
 */
const KERNEL: Readonly<Record<string, string>> = {
  "vm/overcommit_memory": "1",
  "vm/panic_on_oom": "0",
  "kernel/panic": "10",
  "kernel/panic_on_oops": "1",
  "kernel/keys/root_maxkeys": "1000000",
  "kernel/keys/root_maxbytes": "25000000",
};

/**
 * What makes the node's own view of the machine: folders that runtimes and kubelets write to by habit are empty and in memory,
 * and nothing that is mounted here is seen outside.
 */
const SETUP = `
mount --make-rshared /
mount --bind "$KEPT" /mnt
for folder in /run /var/lib /var/log; do mount -t tmpfs -o mode=755 tmpfs "$folder"; done
if [ ! -e "$WORKDIR/bin" ]; then mkdir -p "$KEPT"; mount --bind /mnt "$KEPT"; fi
umount /mnt
mkdir -p /run/containerd /run/netns /run/lock /run/kernel
while read -r setting value; do
  file="/run/kernel/$(echo "$setting" | tr / -)"
  echo "$value" > "$file"
  if [ -e "/proc/sys/$setting" ]; then mount --bind "$file" "/proc/sys/$setting"; fi
done
echo 1 > /proc/sys/net/ipv4/ip_forward
"$IP" link set lo up
"$IP" address add "$ADDRESS" dev eth0
"$IP" link set eth0 up
"$IP" route add default via "$GATEWAY"
`;

/** Process id of the node's namespaces, as this machine counts; `undefined` when there are none. */
export function isolationPid({ workdir }: NodePlaces): number | undefined {
  return componentProcesses(workdir).find(({ component }) => component === ROOT_PROCESS)?.pid;
}

/** The beginning of every command that runs within the node. */
export function within(context: ClusterContext, pid: number): readonly [string, ...string[]] {
  return [toolPath(context.tools, "nsenter"), "--target", String(pid), "--mount", "--net", "--pid", "--"];
}

/**
 * Makes the namespaces of a node: of networks, mounts and processes. All that is in them ends with their first process, however
 * that ends, and nothing of it is left on the machine.
 * @throws ClusterError
 */
export async function beginIsolation(context: ClusterContext, places: NodePlaces, link: Link): Promise<number> {
  const log = openSync(join(places.logs, `${ROOT_PROCESS}.log`), "a");
  const args = ["--mount", "--net", "--pid", "--fork", "--kill-child", "--mount-proc", "--propagation", "private", join(places.bin, ROOT_PROCESS)];
  const child = spawn(toolPath(context.tools, "unshare"), args, { detached: true, stdio: ["ignore", log, log], env: {} });
  child.unref();
  closeSync(log);
  const pid = await appeared(places);
  const ip = toolPath(context.tools, "ip");
  const machine = { env: {}, signal: context.signal, timeout: LIMIT };
  await run(ip, ["link", "add", link.name, "type", "veth", "peer", "name", "eth0", "netns", String(pid)], machine);
  await run(ip, ["address", "add", `${link.host}/${LINK_PREFIX}`, "dev", link.name], machine);
  await run(ip, ["link", "set", link.name, "up"], machine);
  const [nsenter, ...entering] = within(context, pid);
  const env = { PATH: "/usr/sbin:/usr/bin:/sbin:/bin", IP: ip, KEPT: places.home, WORKDIR: places.workdir, ADDRESS: `${link.node}/${LINK_PREFIX}`, GATEWAY: link.host };
  const settings = Object.entries(KERNEL).map(([setting, value]) => `${setting} ${value}\n`).join("");
  await run(nsenter, [...entering, "sh", "-euc", SETUP], { env, signal: context.signal, timeout: LIMIT, input: settings, what: "making the node's namespaces" });
  return pid;
}

/** Ends all that runs in the node, and waits until nothing of it is left: no process, and no wire. */
export async function endIsolation(places: NodePlaces, linkOfNode: string): Promise<void> {
  const end = Date.now() + LIMIT;
  for (;;) {
    const left = componentProcesses(places.workdir);
    const wire = existsSync(`/sys/class/net/${linkOfNode}`);
    if (left.length === 0 && !wire) return;
    for (const { pid } of left) killed(pid);
    if (Date.now() > end) throw new ClusterError("command-failed", `${left.length === 0 ? `network interface ${linkOfNode}` : left.map(({ component }) => component).join(", ")} of the node does not go. Fix: restart this machine`);
    await pause(50);
  }
}

async function appeared(places: NodePlaces): Promise<number> {
  for (const end = Date.now() + LIMIT; Date.now() < end; ) {
    const pid = isolationPid(places);
    if (pid !== undefined) return pid;
    await pause(20);
  }
  throw new ClusterError("component-failed", `the node's namespaces were not made (${join(places.logs, `${ROOT_PROCESS}.log`)} says why). Fix: \`pnpm moorage cluster up --nodes simulated\``);
}

function killed(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It ended by itself in between.
  }
}
