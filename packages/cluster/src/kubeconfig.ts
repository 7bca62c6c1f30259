import { parse, stringify } from "yaml";
import { z } from "zod";
import { ClusterError } from "./cluster-error.ts";
import { CONTEXT } from "./cluster-name.ts";
import { writePrivately } from "./facts.ts";

const toolKubeconfig = z.object({
  "current-context": z.string().optional(),
  contexts: z.array(z.object({ name: z.string(), context: z.looseObject({ cluster: z.string(), user: z.string() }) })),
  clusters: z.array(z.object({ name: z.string(), cluster: z.looseObject({ server: z.url() }) })),
  users: z.array(z.object({ name: z.string(), user: z.looseObject({}) })),
});

/** Who may do everything on which API server; certificates and key as PEM text. */
export interface Administrator {
  readonly server: string;
  readonly authority: string;
  readonly certificate: string;
  readonly key: string;
}

/** Writes a kubeconfig of one context for an administrator, readable by its owner only. */
export function writeKubeconfig(path: string, { server, authority, certificate, key }: Administrator): void {
  write(
    path,
    { server, "certificate-authority-data": base64(authority) },
    { "client-certificate-data": base64(certificate), "client-key-data": base64(key) },
  );
}

/**
 * Writes what a tool printed as its kubeconfig as our own: one context, under our name, readable by its owner only.
 * @returns address of the API server
 * @throws ClusterError `command-failed` when `text` is no kubeconfig
 */
export function adoptKubeconfig(path: string, text: string, tool: string): string {
  const parsed = toolKubeconfig.safeParse(yaml(text));
  const context = parsed.data?.contexts.find(({ name }) => name === parsed.data["current-context"]) ?? parsed.data?.contexts[0];
  const cluster = parsed.data?.clusters.find(({ name }) => name === context?.context.cluster)?.cluster;
  const user = parsed.data?.users.find(({ name }) => name === context?.context.user)?.user;
  if (cluster === undefined || user === undefined) {
    throw new ClusterError("command-failed", `${tool} printed no kubeconfig of its cluster. Fix: run \`pnpm moorage cluster down\`, then \`pnpm moorage cluster up\``);
  }
  const server = cluster.server.replace("//0.0.0.0:", "//127.0.0.1:");
  write(path, { ...cluster, server }, user);
  return server;
}

/** What the text says; nothing a kubeconfig could be when it is no YAML. */
function yaml(text: string): unknown {
  try {
    return parse(text);
  } catch {
    return undefined;
  }
}

function write(path: string, cluster: object, user: object): void {
  const document = {
    apiVersion: "v1",
    kind: "Config",
    "current-context": CONTEXT,
    contexts: [{ name: CONTEXT, context: { cluster: CONTEXT, user: CONTEXT } }],
    clusters: [{ name: CONTEXT, cluster }],
    users: [{ name: CONTEXT, user }],
  };
  writePrivately(path, stringify(document));
}

function base64(text: string): string {
  return Buffer.from(text).toString("base64");
}
