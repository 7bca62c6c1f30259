import { z } from "zod";
import { setting } from "@moorage/config";
import { cloudEnvironment, localEnvironment, outputsBy, project } from "@moorage/project";
import type { Program } from "@moorage/project";
import { consumerV1 } from "./contract.ts";

/** The stack of board that is read. */
const settings = { producer: setting(z.string().min(1, "the name of a stack"), { example: "dev" }) };

const program: Program<typeof settings> = async ({ producer }, site) => (await import("./consumer.ts")).consumer(producer, site);

/** Runs the project for the stack that runs now. */
export const runStack = project({ dev: localEnvironment(import.meta.dirname, settings, program), prod: cloudEnvironment(import.meta.dirname, settings, program) }, outputsBy(consumerV1));
