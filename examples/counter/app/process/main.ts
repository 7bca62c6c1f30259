import { logLines } from "./log.ts";
import { readSettings } from "./settings.ts";
import { stopOnSigterm } from "./stop.ts";

stopOnSigterm();
try {
  readSettings(process.env);
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exit(1);
}
logLines();
// The server that the build makes listens at the address of this name, which in a container is the container's own.
process.env["HOSTNAME"] = "0.0.0.0";
const server = "../server.js";
await import(server);
