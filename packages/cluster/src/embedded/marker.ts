import { readFileSync } from "node:fs";
import { z } from "zod";
import { writePrivately } from "../facts.ts";

const port = z.int().min(1).max(65535);

const schema = z.object({
  ports: z.object({ apiServer: port, etcd: port, etcdPeer: port, controllerManager: port, scheduler: port, kwok: port }),
  kubernetesVersion: z.string(),
  nodes: z.int().min(1),
  createdAt: z.iso.datetime(),
});

/** What an embedded cluster was made with. */
export type Marker = z.infer<typeof schema>;

/** TCP ports of an embedded cluster, all on the loopback address. */
export type Ports = Marker["ports"];

/** What is known of a cluster that was made to the end; `undefined` of one that was not. */
export function readMarker(path: string): Marker | undefined {
  try {
    return schema.parse(JSON.parse(readFileSync(path, "utf8")));
  } catch {
    return undefined;
  }
}

/** Notes that the cluster was made to the end. */
export function writeMarker(path: string, marker: Marker): void {
  writePrivately(path, `${JSON.stringify(marker, undefined, 2)}\n`);
}
