import type { GoModule } from "../../src/go.ts";
import { goPart } from "../../src/go-part.ts";

const VERSION = "1.24.2";

/** What it is built from. Beside the server it has what FerretDB's own program lacks: a new password, and a dump. */
export const ferretdbModule: GoModule = { folder: import.meta.dirname, packages: { ".": "ferretdb" }, variables: { "main.version": VERSION } };

/**
 * Speaks MongoDB's protocol where no MongoDB can be had. This series keeps its data in SQLite, so that it takes no other
 * server. Its publisher gives no SHA-256 of its files, so that none is downloaded.
 */
export const ferretdb = goPart({
  name: "ferretdb",
  purpose: "a MongoDB stand-in that tests connect to",
  module: ferretdbModule,
  seconds: 50,
  megabytes: 900,
  onPath: { least: [1, 24, 0], below: [2, 0, 0], programs: { ferretdb: ["--version"] } },
});
