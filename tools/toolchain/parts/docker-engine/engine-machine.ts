import { debianRefusal } from "../../src/debian.ts";
import type { PartContext } from "../../src/part.ts";

/** What an engine leaves on its machine, and what the machine allows. */
export interface EngineMachine {
  /** Socket that a client uses when it is told of no other. */
  readonly socket: string;
  /** Where a running `dockerd` writes its process id; what keeps two of them from sharing one store. */
  readonly pidFile: string;
  /** The same of the `containerd` that it starts. */
  readonly containerdPidFile: string;
  /** Folder that is there while systemd runs services. */
  readonly systemd: string;
  /** Folder of a lock that holds for all users of that socket. */
  readonly lockFolder: string;
  /** Whether this process may start an engine. */
  isRoot(): boolean;
  /** Why Debian packages cannot be installed, or `undefined` when they can. */
  debianRefusal(context: PartContext): string | undefined;
}

/** This machine. */
export const thisMachine: EngineMachine = {
  socket: "/var/run/docker.sock",
  pidFile: "/var/run/docker.pid",
  containerdPidFile: "/var/run/docker/containerd/containerd.pid",
  systemd: "/run/systemd/system",
  lockFolder: "/var/run/moorage",
  isRoot: () => process.platform === "linux" && process.getuid?.() === 0,
  debianRefusal,
};
