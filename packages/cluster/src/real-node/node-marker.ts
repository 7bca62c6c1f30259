import { readFileSync } from "node:fs";
import { z } from "zod";
import { writePrivately } from "../facts.ts";

const schema = z.object({
  link: z.object({ name: z.string(), host: z.ipv4(), node: z.ipv4() }),
  ingressPort: z.int().min(1).max(65535),
  kubernetesVersion: z.string(),
  createdAt: z.iso.datetime(),
});

/** What a real node was made with. */
export type NodeMarker = z.infer<typeof schema>;

/** What is known of a node that was made to the end; `undefined` of one that was not. */
export function readNodeMarker(path: string): NodeMarker | undefined {
  try {
    return schema.parse(JSON.parse(readFileSync(path, "utf8")));
  } catch {
    return undefined;
  }
}

/** Notes that the node was made to the end. */
export function writeNodeMarker(path: string, marker: NodeMarker): void {
  writePrivately(path, `${JSON.stringify(marker, undefined, 2)}\n`);
}
