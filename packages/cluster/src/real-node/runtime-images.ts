import { existsSync } from "node:fs";
import { join } from "node:path";
import type { ClusterContext } from "../adapter.ts";
import { ClusterError } from "../cluster-error.ts";
import { toolPath } from "../embedded/components.ts";
import { canonicalReference } from "../image-reference.ts";
import { lastLine, run } from "../run.ts";
import { isolationPid, within } from "./isolation.ts";
import type { NodePlaces } from "./places.ts";
import { RUNTIME_SOCKET } from "./settings.ts";

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
  const { env, signal } = context;
  const docker = toolPath(context.tools, "docker");
  await checkImage(context, docker, reference);
  const [nsenter, ...rest] = command(context, places, ["images", "import", "-"]);
  const options = { env, extendEnv: false, reject: false, ...(signal === undefined ? {} : { cancelSignal: signal }) };
  const { execa } = await import("execa");
  const result = await execa(docker, ["save", reference], { ...options, buffer: { stdout: false } }).pipe(nsenter, rest, options);
  // Either end may fail without the other noticing; what the reading one says is nearer to the cause.
  const failure = [result, ...result.pipedFrom].find(({ failed }) => failed);
  if (failure !== undefined) {
    const why = lastLine(String(failure.stderr)) ?? `exit code ${failure.exitCode}`;
    throw new ClusterError(failure.isCanceled ? "aborted" : "image-not-loaded", `loading ${reference} into cluster ${context.name} failed: ${why}. Fix: run the command again`);
  }
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

/** Whether the runtime listens. */
export function runtimeListens(pid: number): boolean {
  return existsSync(join("/proc", String(pid), "root", RUNTIME_SOCKET));
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
