import { readFileSync } from "node:fs";
import type { Availability, ClusterContext } from "../adapter.ts";
import { ClusterError } from "../cluster-error.ts";
import { lastLine, run } from "../run.ts";
import { NODE_TOOLS } from "./components.ts";

/** What a node's beginning does that a kernel, or what confines this process, may refuse. */
const TRIAL = 'mount -t tmpfs tmpfs /run && "$IP" link add mg-trial type veth peer name mg-trial-peer && mkdir /run/low /run/up /run/work /run/all && mount -t overlay -o lowerdir=/run/low,upperdir=/run/up,workdir=/run/work overlay /run/all && "$IPTABLES" --table nat --list-rules > /run/rules';
const LIMIT = 10_000;

/** The machine that a real node is wanted on. */
export interface NodeMachine {
  readonly platform: string;
  /** Number of the user that this process runs as. @default there are no such numbers */
  readonly uid: number | undefined;
}

const thisMachine: NodeMachine = { platform: process.platform, uid: process.getuid?.() };

/** Why no real node can be here whatever is installed; `undefined` when one may be. */
export function nodeRefusal({ platform, uid }: NodeMachine = thisMachine): string | undefined {
  if (platform !== "linux") return "real nodes of the embedded cluster take Linux";
  return uid === 0 ? undefined : "real nodes of the embedded cluster take root";
}

/** Whether a real node can be on this machine: what it takes is there, and the kernel allows it. */
export async function nodeAvailability({ tools, signal }: ClusterContext, machine: NodeMachine = thisMachine): Promise<Availability> {
  const refusal = nodeRefusal(machine);
  if (refusal !== undefined) return { ok: false, why: refusal };
  const missing = NODE_TOOLS.filter((name) => tools[name] === undefined);
  if (missing.length > 0) return { ok: false, why: `${missing.join(", ")} not there` };
  if (!readFileSync("/proc/filesystems", "utf8").includes("\toverlay\n")) return { ok: false, why: "the kernel has no overlay file system" };
  try {
    const env = { PATH: "/usr/sbin:/usr/bin:/sbin:/bin", IP: tools["ip"], IPTABLES: tools["iptables"] };
    await run(tools["unshare"] ?? "unshare", ["--mount", "--net", "--pid", "--fork", "--mount-proc", "--propagation", "private", "sh", "-euc", TRIAL], { env, signal, timeout: LIMIT, what: "a trial of namespaces" });
    return { ok: true };
  } catch (error) {
    if (!(error instanceof ClusterError) || error.code === "aborted") throw error;
    return { ok: false, why: `the kernel does not allow it (${lastLine(error.message) ?? "no reason given"})` };
  }
}
