import { join } from "node:path";
import { goPart } from "../../src/go-part.ts";
import type { GoModule } from "../../src/go.ts";
import type { Part } from "../../src/part.ts";
import { ferretdbModule } from "../ferretdb/part.ts";

/** A server that Debian has no package of. */
export interface ServerProgram {
  /** Its name, in the image as well. */
  readonly executable: string;
  /** What it is built from. */
  readonly module: GoModule;
  /** How it is got. */
  readonly part: Part;
}

/** FerretDB, which speaks MongoDB's protocol. */
export const ferretdbProgram: ServerProgram = builtOnly("ferretdb", ferretdbModule, 50, 900);

/** A server of NATS. */
export const natsProgram: ServerProgram = builtOnly("nats-server", { folder: join(import.meta.dirname, "..", "nats-server"), packages: { "github.com/nats-io/nats-server/v2": "nats-server" } }, 35, 300);

/**
 * The part of that name without what is on PATH, which may lack what is added here, or need libraries that an image has
 * not. What that part has built serves here, too.
 */
function builtOnly(executable: string, module: GoModule, seconds: number, megabytes: number): ServerProgram {
  return { executable, module, part: goPart({ name: executable, purpose: "a server in an image", module, seconds, megabytes }) };
}
