#!/usr/bin/env node
import { register } from "tsx/esm/api";

register();
const { pulumiMain } = await import("../src/pulumi-main.ts");
await pulumiMain(process.argv.slice(2));
