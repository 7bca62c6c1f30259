import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ClusterError } from "../cluster-error.ts";
import type { ClusterFacts } from "../facts.ts";
import { nodePlaces } from "./places.ts";

const HOST = /^\w[\w.-]*(?::\d+)?$/;

/**
 * Makes a real node trust a registry that an authority vouches for which nobody else knows. It holds from the next pull on, and
 * as long as the node is there.
 * @param host Host and port of the registry, as references of images begin.
 * @param certificate Certificate of the authority, or of the registry itself; PEM.
 * @throws ClusterError `no-cluster` when the cluster has no real node of the embedded kind
 */
export function trustRegistry({ name, provider, nodes, home }: ClusterFacts, host: string, certificate: string): void {
  if (provider !== "embedded" || nodes !== "real" || home === undefined) {
    throw new ClusterError("no-cluster", `cluster ${name} has no real node of the embedded kind, whose registries could be set. Fix: tell the ${provider} cluster itself which authority to trust`);
  }
  if (!HOST.test(host)) throw new ClusterError("command-failed", `${JSON.stringify(host)} is no host of a registry. Fix: host and port alone, such as registry.example.com:5000`);
  const folder = join(nodePlaces(home, name).registries, host);
  const authority = join(folder, "ca.crt");
  mkdirSync(folder, { recursive: true });
  writeFileSync(authority, certificate);
  // The runtime reads it at each pull. A text of JSON is one of TOML.
  writeFileSync(join(folder, "hosts.toml"), `server = ${JSON.stringify(`https://${host}`)}\nca = ${JSON.stringify(authority)}\n`);
}
