import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { z } from "zod";
import { Problems } from "@moorage/core";

const kubeconfigSchema = z.object({
  contexts: z.array(z.object({ name: z.string(), context: z.object({ cluster: z.string() }) })).default([]),
  clusters: z.array(z.object({ name: z.string(), cluster: z.object({ server: z.url() }) })).default([]),
});

const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\]|0\.0\.0\.0)$/;

/** A kubeconfig and the context of it that a stack deploys to. */
export interface Target {
  /** Path of the kubeconfig. */
  readonly kubeconfig: string;
  readonly context: string;
}

/**
 * Makes sure that a local stack reaches a cluster of this machine and no other.
 * @returns the kubeconfig's text
 * @throws InputError when the file or the context is not there, or the context's server is elsewhere
 */
export function guardLocalContext(stack: string, { kubeconfig, context }: Target): string {
  const problems = new Problems(`stack ${stack}`);
  const text = read(problems, kubeconfig);
  const parsed = kubeconfigSchema.safeParse(text === undefined ? {} : yaml(text));
  if (!parsed.success) problems.add({ path: kubeconfig, problem: "is no kubeconfig", fix: "pnpm moorage cluster up" });
  else if (text !== undefined) serverProblems(problems, parsed.data, { kubeconfig, context });
  problems.throwIfAny();
  return text ?? "";
}

/** What the text says; nothing a kubeconfig could be when it is no YAML. */
function yaml(text: string): unknown {
  try {
    return parse(text);
  } catch {
    return undefined;
  }
}

function read(problems: Problems, kubeconfig: string): string | undefined {
  try {
    return readFileSync(kubeconfig, "utf8");
  } catch {
    problems.add({ path: kubeconfig, problem: "cannot be read: there is no cluster", fix: "pnpm moorage cluster up" });
    return undefined;
  }
}

function serverProblems(problems: Problems, { contexts, clusters }: z.infer<typeof kubeconfigSchema>, { kubeconfig, context }: Target): void {
  const cluster = contexts.find(({ name }) => name === context)?.context.cluster;
  const server = clusters.find(({ name }) => name === cluster)?.cluster.server;
  if (server === undefined) {
    const names = contexts.map(({ name }) => name);
    problems.add({ path: kubeconfig, problem: `has no context ${JSON.stringify(context)}`, got: names.length === 0 ? "no contexts" : names.join(", "), fix: "pnpm moorage cluster up" });
    return;
  }
  const { protocol, host, hostname } = new URL(server);
  if (!LOOPBACK.test(hostname)) {
    // Not the whole address: a user and a password may be in it.
    problems.add({ path: kubeconfig, problem: `context ${JSON.stringify(context)} leads to ${protocol}//${host}, not to this machine`, expected: "a local cluster", fix: "pnpm moorage cluster up" });
  }
}
