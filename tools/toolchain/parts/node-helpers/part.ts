import { goPart } from "../../src/go-part.ts";

const PROGRAMS = ["pause", "listen", "local-volumes"];

/** Small programs of a real node: what pods begin with, what hands a port over to another network namespace, and what makes volumes of folders. */
export const nodeHelpers = goPart({
  name: "node-helpers",
  purpose: "pause, ports and volumes of a real node",
  module: { folder: import.meta.dirname, packages: Object.fromEntries(PROGRAMS.map((name) => [`moorage.dev/toolchain/node-helpers/${name}`, name])) },
  seconds: 60,
  megabytes: 600,
});
