import { project } from "@moorage/project";
import { dev } from "./dev.ts";
import { outputsOf } from "./outputs.ts";
import { prod } from "./prod.ts";

/** Runs board for the stack that runs now. */
export const runStack = project({ dev, prod }, outputsOf);
