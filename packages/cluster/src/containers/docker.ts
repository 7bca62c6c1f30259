import { delimiter, dirname, join } from "node:path";
import { z } from "zod";
import type { ClusterContext } from "../adapter.ts";
import { ClusterError } from "../cluster-error.ts";
import { canonicalReference } from "../image-reference.ts";
import { pipeImage } from "../pipe-image.ts";
import { run } from "../run.ts";

/** A container that is part of a cluster. */
export interface NodeContainer {
  readonly name: string;
  readonly running: boolean;
  /** As its maker labelled it, such as `server` or `worker`. */
  readonly role: string;
}

/** Labels that a cluster's maker puts on its containers. */
export interface NodeLabels {
  readonly cluster: string;
  readonly role: string;
}

const runtimeImages = z.object({ images: z.array(z.object({ repoTags: z.array(z.string()).nullish(), repoDigests: z.array(z.string()).nullish() })) });

/**
 * The environment of tools that work with Docker: they find it first on PATH, and a kubeconfig that they insist on
 * touching is the clone's own.
 */
export function dockerEnvironment({ env, tools, stateDir }: ClusterContext): Record<string, string | undefined> {
  const folders = [tools["docker"], tools["kubectl"]].flatMap((path) => (path === undefined ? [] : dirname(path)));
  return { ...env, PATH: [...folders, env["PATH"]].filter((part) => part !== undefined).join(delimiter), KUBECONFIG: join(stateDir, "kubeconfig") };
}

/** Runs the docker client. @throws ClusterError of {@link run} */
export function docker(context: ClusterContext, args: readonly string[]): Promise<string> {
  const { tools, signal } = context;
  const executable = tools["docker"];
  if (executable === undefined) throw new ClusterError("tool-missing", "no docker was given. Fix: run `pnpm start`, which gets it");
  return run(executable, args, { env: dockerEnvironment(context), signal });
}

/** Why no engine answers the docker client; `undefined` if one does. */
export async function dockerProblem(context: ClusterContext): Promise<string | undefined> {
  if (context.tools["docker"] === undefined) return "docker not there";
  try {
    await docker(context, ["version", "--format", "{{.Server.Version}}"]);
    return undefined;
  } catch (error) {
    if (!(error instanceof ClusterError) || error.code === "aborted") throw error;
    return `no Docker engine answers (${error.message})`;
  }
}

/** Every container of the cluster, running or not. */
export async function nodeContainers(context: ClusterContext, labels: NodeLabels): Promise<readonly NodeContainer[]> {
  const format = `{{.Names}}\t{{.State}}\t{{.Label "${labels.role}"}}`;
  const out = await docker(context, ["ps", "--all", "--filter", `label=${labels.cluster}=${context.name}`, "--format", format]);
  return out.split("\n").flatMap((line) => {
    const [name = "", state, role = ""] = line.split("\t");
    return name === "" ? [] : [{ name, role, running: state === "running" }];
  });
}

/** Whether the container runtime of a node lists the image, which is what its kubelet goes by. */
export async function runtimeHasImage(context: ClusterContext, node: string, reference: string): Promise<boolean> {
  const { images } = runtimeImages.parse(JSON.parse(await docker(context, ["exec", node, "crictl", "images", "--output", "json"])));
  const wanted = canonicalReference(reference);
  return images.some(({ repoTags, repoDigests }) => [...(repoTags ?? []), ...(repoDigests ?? [])].some((listed) => canonicalReference(listed) === wanted));
}

/** Copies an image from the Docker engine straight into the container runtime of a node. @throws ClusterError */
export async function copyImage(context: ClusterContext, node: string, reference: string): Promise<void> {
  const executable = context.tools["docker"] ?? "docker";
  const into = [executable, "exec", "--interactive", node, "ctr", "--namespace", "k8s.io", "images", "import", "-"] as const;
  const { writer, reader } = await pipeImage(executable, reference, into, { env: dockerEnvironment(context), signal: context.signal });
  const failure = writer ?? reader;
  if (failure === undefined) return;
  throw new ClusterError(failure.isCanceled ? "aborted" : "image-not-loaded", `copying ${reference} to node ${node} failed: ${failure.why}. Fix: run the command again`);
}
