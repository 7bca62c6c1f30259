import { delimiter, join } from "node:path";
import { debianRefusal } from "../../src/debian.ts";
import { debianPart } from "../../src/debian-part.ts";
import { findExecutable, isExecutable } from "../../src/find-executable.ts";
import type { Part, PartContext } from "../../src/part.ts";

const PROGRAMS = ["runc", "iptables", "ip", "nsenter", "unshare"];
/** Plug-ins for the networks of containers; they are on nobody's PATH. */
const PLUGINS = ["ptp", "host-local", "portmap", "loopback"];
const PLUGIN_FOLDERS = ["/usr/lib/cni", "/opt/cni/bin", "/usr/libexec/cni"];
/** Where systems keep programs that only root uses. */
const ROOT_FOLDERS = ["/usr/sbin", "/sbin", "/usr/local/sbin"];

/** Programs of the system that a real node takes: the runtime of its containers, their networks, and namespaces. */
export const nodePrograms: Part = nodeProgramsOn({ debianRefusal });

/** The same on a machine that tells by itself whether packages can be installed, and where plug-ins are. */
export function nodeProgramsOn({ debianRefusal: refusal, pluginFolders = PLUGIN_FOLDERS }: { readonly debianRefusal: (context: PartContext) => string | undefined; readonly pluginFolders?: readonly string[] }): Part {
  return debianPart({
    name: "node-programs",
    purpose: "containers, networks and namespaces of a real node",
    gives: [...PROGRAMS, ...PLUGINS],
    packages: ["containernetworking-plugins", "iproute2", "iptables", "runc", "util-linux"],
    seconds: 15,
    find: async (context) => Promise.resolve(found(context, pluginFolders)),
    absence: "runc, iptables, ip, nsenter, unshare or the CNI plug-ins are not there",
    remedy: "install runc, iptables, iproute2, util-linux and the CNI plug-ins (https://github.com/containernetworking/plugins/releases, in /opt/cni/bin)",
    debianRefusal: refusal,
  });
}

function found({ env }: PartContext, pluginFolders: readonly string[]): Readonly<Record<string, string>> | undefined {
  const rooted = { ...env, PATH: [env["PATH"] ?? "", ...ROOT_FOLDERS].join(delimiter) };
  const programs = PROGRAMS.map((name) => [name, findExecutable(name, rooted)] as const);
  for (const folder of pluginFolders) {
    const plugins = PLUGINS.map((name) => [name, join(folder, name)] as const);
    if (!plugins.every(([, path]) => isExecutable(path))) continue;
    const all = [...programs, ...plugins];
    return all.every((entry): entry is readonly [string, string] => entry[1] !== undefined) ? Object.fromEntries(all) : undefined;
  }
  return undefined;
}
