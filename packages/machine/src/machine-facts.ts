import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

const schema = z.object({
  docker: z.union([
    z.object({ available: z.literal(true), host: z.string().optional() }),
    z.object({ available: z.literal(false), why: z.string() }),
  ]),
  /** Stand-ins of base images, by the name of the image that is wanted. */
  baseImages: z.record(z.string(), z.string()),
  /** Why base images cannot be had here, by their names. */
  lackingBases: z.record(z.string(), z.string()).exactOptional(),
});

/** What was found out about the machine when its tools were got, for programs that run later. */
export type MachineFacts = z.infer<typeof schema>;

/** A machine of which nothing is known has a Docker engine in the usual place, and can pull. */
const unknown: MachineFacts = { docker: { available: true }, baseImages: {} };

const FILE = "machine.json";

/**
 * Facts kept in `folder`; what can be assumed of any machine when none were written.
 * @throws Error naming the file when it is there and cannot be read
 */
export function readMachineFacts(folder: string): MachineFacts {
  const path = join(folder, FILE);
  try {
    return schema.parse(JSON.parse(readFileSync(path, "utf8")));
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return unknown;
    throw new Error(`${path} cannot be read; remove it and run \`pnpm start\` again`, { cause: error });
  }
}

/** Replaces the facts in `folder` whole, so that nobody reads half of them. */
export function writeMachineFacts(folder: string, facts: MachineFacts): void {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, FILE);
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, `${JSON.stringify(facts, undefined, 2)}\n`);
  renameSync(draft, path);
}
