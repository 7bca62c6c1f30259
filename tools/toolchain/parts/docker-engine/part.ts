import { debianRefusal, installDebian } from "../../src/debian.ts";
import { findExecutable } from "../../src/find-executable.ts";
import type { Obtained, Part, PartContext } from "../../src/part.ts";
import { answers } from "./answers.ts";
import { startDaemon } from "./start-daemon.ts";

/** A Docker engine: the one that answers, else one that is started, else Debian's. */
export const dockerEngine: Part = {
  name: "docker-engine",
  purpose: "builds images",
  async offer(context) {
    const docker = findExecutable("docker", context.env);
    if (docker !== undefined && (await answers(docker, context))) return { source: "path", from: docker, seconds: 0, obtain: async () => Promise.resolve(found(docker)) };
    const isRoot = process.platform === "linux" && process.getuid?.() === 0;
    const dockerd = findExecutable("dockerd", context.env);
    if (isRoot && docker !== undefined && dockerd !== undefined) {
      return {
        source: "path",
        from: dockerd,
        seconds: 5,
        obtain: async (report) => {
          await startDaemon(dockerd, docker, context, report);
          return found(docker);
        },
      };
    }
    const why = debianRefusal(context);
    if (why !== undefined) return { source: "none", why: `no Docker engine answers, and ${why}`, remedy: "start Docker, or install it (https://docs.docker.com/engine/install)" };
    return { source: "debian", from: "Debian packages docker.io, iptables", seconds: 40, obtain: async (report) => installed(context, report) };
  },
};

async function installed(context: PartContext, report: (line: string) => void): Promise<Obtained> {
  await installDebian(["docker.io", "iptables"], context, report);
  const docker = findExecutable("docker", context.env) ?? "/usr/bin/docker";
  // With a service manager the package starts the engine itself.
  if (!(await answers(docker, context))) await startDaemon(findExecutable("dockerd", context.env) ?? "/usr/sbin/dockerd", docker, context, report);
  return found(docker);
}

function found(docker: string): Obtained {
  return { executables: { docker } };
}
