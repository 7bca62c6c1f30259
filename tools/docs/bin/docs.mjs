#!/usr/bin/env node
// Plain JavaScript that brings the TypeScript loader along, so that the command runs straight from the sources.
import { join } from "node:path";
import { register } from "tsx/esm/api";

register();
const { main } = await import("../src/main.ts");
process.exitCode = await main(process.argv.slice(2), { root: join(import.meta.dirname, "..", "..", ".."), print: (line) => void process.stdout.write(`${line}\n`) });
