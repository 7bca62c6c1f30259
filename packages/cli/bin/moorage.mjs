#!/usr/bin/env node
// Plain JavaScript that brings the TypeScript loader along, so that the command runs straight from the sources.
import { register } from "tsx/esm/api";

register();
const { main } = await import("../src/main.ts");
await main(process.argv);
