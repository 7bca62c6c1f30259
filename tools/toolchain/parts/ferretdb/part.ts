import { goPart } from "../../src/go-part.ts";

const VERSION = "1.24.2";

/**
 * Speaks MongoDB's protocol where no MongoDB can be had. This series keeps its data in SQLite, so that it takes no other
 * server. Its publisher gives no SHA-256 of its files, so that none is downloaded.
 */
export const ferretdb = goPart({
  name: "ferretdb",
  purpose: "a MongoDB stand-in that tests connect to",
  module: { folder: import.meta.dirname, packages: { ".": "ferretdb" }, variables: { "main.version": VERSION } },
  seconds: 50,
  megabytes: 900,
  onPath: { least: [1, 24, 0], below: [2, 0, 0], programs: { ferretdb: ["--version"] } },
});
