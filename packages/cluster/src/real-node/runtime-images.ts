import { join } from "node:path";
import type { ClusterContext } from "../adapter.ts";
import { ClusterError } from "../cluster-error.ts";
import { toolPath } from "../embedded/components.ts";
import { canonicalReference } from "../image-reference.ts";
import { pipeImage } from "../pipe-image.ts";
import { run } from "../run.ts";
import { isolationPid, within } from "./isolation.ts";
import type { NodePlaces } from "./places.ts";
import { RUNTIME_SOCKET } from "./settings.ts";
import { socketListens } from "./socket-listens.ts";

/** The part of the runtime that a kubelet sees. */
const NAMESPACE = "k8s.io";

/** Images of the node's container runtime, by the names that its kubelet goes by. @throws ClusterError */
export async function runtimeImages(context: ClusterContext, places: NodePlaces): Promise<readonly string[]> {
  return (await ctr(context, places, ["images", "list", "--quiet"])).split("\n").filter((line) => line !== "");
}

/** Brings an image from an archive. @throws ClusterError */
export async function importArchive(context: ClusterContext, places: NodePlaces, archive: string): Promise<void> {
  await ctr(context, places, ["images", "import", archive]);
}

/**
 * Brings an image of this machine's Docker engine, without a file in between.
 * @param as A further name that it gets. @default none
 * @throws ClusterError
 */
export async function importFromDocker(context: ClusterContext, places: NodePlaces, reference: string, as?: string): Promise<void> {
  const docker = toolPath(context.tools, "docker");
  await checkImage(context, docker, reference);
  const { writer, reader } = await pipeImage(docker, reference, command(context, places, ["images", "import", "-"]), context);
  // What the reading end says is nearer to the cause: the writing one only sees that nobody reads on.
  const failure = reader ?? writer;
  if (failure !== undefined) throw new ClusterError(failure.isCanceled ? "aborted" : "image-not-loaded", `loading ${reference} into cluster ${context.name} failed: ${failure.why}. Fix: run the command again`);
  if (as !== undefined) await ctr(context, places, ["images", "tag", "--force", canonicalReference(reference), canonicalReference(as)]);
}

/** Its absence is not to be taken for a failure of the copying. */
async function checkImage({ name, env, signal }: ClusterContext, docker: string, reference: string): Promise<void> {
  try {
    await run(docker, ["image", "inspect", "--format", "{{.Id}}", reference], { env, signal });
  } catch (error) {
    if (!(error instanceof ClusterError) || !/no such image|not found/i.test(error.message)) throw error;
    throw new ClusterError("image-unknown", `image ${reference} is not in the Docker engine, so cluster ${name} cannot have it. Fix: pnpm exec pulumi up --refresh, which finds out and builds it again`);
  }
}

/** Whether the runtime of the node that a process is in listens. */
export async function runtimeListens(pid: number): Promise<boolean> {
  return socketListens(join("/proc", String(pid), "root", RUNTIME_SOCKET));
}

function ctr(context: ClusterContext, places: NodePlaces, args: readonly string[]): Promise<string> {
  const [program, ...rest] = command(context, places, args);
  return run(program, rest, { env: {}, signal: context.signal, what: `ctr ${args.slice(0, 2).join(" ")}` });
}

function command(context: ClusterContext, places: NodePlaces, args: readonly string[]): readonly [string, ...string[]] {
  const pid = isolationPid(places);
  if (pid === undefined) throw new ClusterError("no-cluster", `cluster ${context.name} does not run. Fix: run \`pnpm moorage cluster up\``);
  return [...within(context, pid), join(places.bin, "ctr"), "--address", RUNTIME_SOCKET, "--namespace", NAMESPACE, ...args];
}
