import { readFileSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, resolve } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import type { Problem } from "@moorage/core";

/** `kubectl` writes an empty list as null. */
const list = <T extends z.ZodType>(item: T) => z.array(item).nullish().transform((items) => items ?? []);

const schema = z.looseObject({
  contexts: list(z.looseObject({ name: z.string(), context: z.looseObject({ cluster: z.string(), user: z.string().nullish() }) })),
  clusters: list(z.looseObject({ name: z.string(), cluster: z.looseObject({ server: z.string().nullish() }) })),
  users: list(z.looseObject({ name: z.string(), user: z.looseObject({}).nullish() })),
});
type Kubeconfig = z.infer<typeof schema>;

/** What may name a file, whose path starts at the kubeconfig. */
const FILES: readonly string[] = ["certificate-authority", "client-certificate", "client-key", "tokenFile"];
const ADDRESS = /^https?:\/\//;

/** A kubeconfig and the context of it that a stack deploys to. */
export interface Target {
  /** Path of the kubeconfig; `~` is the user's home folder. */
  readonly kubeconfig: string;
  /** Name of the context. */
  readonly context: string;
}

/** A context that is there, and where it leads. */
export interface Found {
  /** A kubeconfig of this context alone: the keys to other clusters are nothing to a stack, and would be in its state. */
  readonly text: string;
  /** Address of the server: no user, password or path that may stand in it. */
  readonly server: URL;
}

/** Why a context was not found, and which of the two settings is to blame. */
export interface Missed extends Omit<Problem, "path"> {
  /** The setting that has to change. */
  readonly setting: keyof Target;
}

/** Looks a context up. What it says of a failure never holds a key, a token or a login. */
export function findContext({ kubeconfig, context }: Target): Found | Missed {
  const path = pathOf(kubeconfig);
  const text = textOf(path);
  if (typeof text !== "string") return { problem: text.missing ? "is not there" : "cannot be read", expected: "a kubeconfig", setting: "kubeconfig" };
  const parsed = schema.safeParse(yaml(text));
  if (!parsed.success) return { problem: "is no kubeconfig", expected: "YAML with contexts and clusters", setting: "kubeconfig" };
  return inConfig(parsed.data, context, dirname(path));
}

/** Where a kubeconfig lies, `~` and all. */
export function pathOf(kubeconfig: string): string {
  return resolve(kubeconfig.replace(/^~(?=\/|$)/, homedir()));
}

function inConfig({ contexts, clusters, users }: Kubeconfig, name: string, folder: string): Found | Missed {
  const entry = contexts.find((each) => each.name === name);
  if (entry === undefined) {
    const names = contexts.map((each) => each.name);
    return { problem: `has no context ${JSON.stringify(name)}`, got: names.length === 0 ? "no contexts" : names.join(", "), expected: "one that is there", setting: "context" };
  }
  const cluster = clusters.find((each) => each.name === entry.context.cluster);
  if (cluster === undefined) return { problem: `has no cluster ${JSON.stringify(entry.context.cluster)}, to which its context ${JSON.stringify(name)} leads`, setting: "kubeconfig" };
  const server = addressOf(cluster.cluster.server);
  if (server === undefined) return { problem: `has no address of a server for its context ${JSON.stringify(name)}`, expected: "https://<host>:<port>", setting: "kubeconfig" };
  const user = users.find((each) => each.name === entry.context.user);
  const alone = {
    apiVersion: "v1",
    kind: "Config",
    "current-context": name,
    contexts: [entry],
    clusters: [{ ...cluster, cluster: rooted(cluster.cluster, folder) }],
    users: user === undefined ? [] : [{ ...user, user: rooted(user.user ?? {}, folder) }],
  };
  return { text: JSON.stringify(alone), server };
}

/** The same with whole paths: who reads it does not know where it came from. */
function rooted(entry: Readonly<Record<string, unknown>>, folder: string): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(entry).map(([key, value]) => [key, FILES.includes(key) && typeof value === "string" && value !== "" ? resolve(folder, value) : value]));
}

function addressOf(server: string | null | undefined): URL | undefined {
  if (typeof server !== "string" || !ADDRESS.test(server) || !URL.canParse(server)) return undefined;
  return new URL(new URL(server).origin);
}

function textOf(path: string): string | { readonly missing: boolean } {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    return { missing: error instanceof Error && "code" in error && error.code === "ENOENT" };
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
