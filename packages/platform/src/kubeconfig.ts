import { readFileSync } from "node:fs";
import { homedir } from "node:os";
import { parse } from "yaml";
import { z } from "zod";
import type { Problem } from "@moorage/core";

const schema = z.object({
  contexts: z.array(z.object({ name: z.string(), context: z.object({ cluster: z.string() }) })).default([]),
  clusters: z.array(z.object({ name: z.string(), cluster: z.object({ server: z.url() }) })).default([]),
});

const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\]|0\.0\.0\.0)$/;
const LOCAL_CONTEXTS = /^(k3d-|kind-)|^(minikube|docker-desktop|rancher-desktop|colima|orbstack|moorage)$/;

/** A kubeconfig and the context of it that a stack deploys to. */
export interface Target {
  /** Path of the kubeconfig; `~` is the user's home folder. */
  readonly kubeconfig: string;
  /** Name of the context. */
  readonly context: string;
}

/** A context that is there, and where it leads. */
export interface Found {
  /** The kubeconfig's text. */
  readonly text: string;
  /** Scheme, host and port of the server: no user and no password that may stand in its address. */
  readonly server: string;
  /** Whether it leads to a cluster of this machine. */
  readonly local: boolean;
}

/** Looks a context up. Gives what is wrong where it is not there; never a token. */
export function findContext({ kubeconfig, context }: Target, fix: string): Found | Omit<Problem, "path"> {
  const text = textOf(kubeconfig);
  if (text === undefined) return { problem: "cannot be read: there is no cluster", fix };
  const parsed = schema.safeParse(yaml(text));
  if (!parsed.success) return { problem: "is no kubeconfig", fix };
  const { contexts, clusters } = parsed.data;
  const cluster = contexts.find(({ name }) => name === context)?.context.cluster;
  const server = clusters.find(({ name }) => name === cluster)?.cluster.server;
  if (server === undefined) {
    const names = contexts.map(({ name }) => name);
    return { problem: `has no context ${JSON.stringify(context)}`, got: names.length === 0 ? "no contexts" : names.join(", "), fix };
  }
  const { protocol, host, hostname } = new URL(server);
  return { text, server: `${protocol}//${host}`, local: LOOPBACK.test(hostname) || LOCAL_CONTEXTS.test(context) };
}

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path.replace(/^~(?=\/)/, homedir()), "utf8");
  } catch {
    return undefined;
  }
}

/** What the text says; nothing a kubeconfig could be when it is no YAML. */
function yaml(text: string): unknown {
  try {
    return parse(text);
  } catch {
    return undefined;
  }
}
