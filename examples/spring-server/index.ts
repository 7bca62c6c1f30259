import { wholeNumber } from "@moorage/config";
import { cloudEnvironment, localEnvironment, outputsBy, project } from "@moorage/project";
import type { Program } from "@moorage/project";
import { springServerV1 } from "./contract.ts";

const settings = { replicas: wholeNumber(1, 100, { example: "3", fallback: 3 }) };

const program: Program<typeof settings> = async ({ replicas }, site) => (await import("./spring-server.ts")).springServer(replicas, site);

/** Runs the project for the stack that runs now. */
export const runStack = project({ dev: localEnvironment(import.meta.dirname, settings, program), prod: cloudEnvironment(import.meta.dirname, settings, program) }, outputsBy(springServerV1));
