import type { Scenario } from "./kit.ts";
import { objects } from "./objects.ts";
import { pods } from "./pods.ts";
import { drift, failures, images, outputs } from "./stacks.ts";

/** Everything that is recorded, by the name of its folder. */
export const scenarios: Readonly<Record<string, Scenario>> = { ...pods, ...objects, ...outputs, ...images, ...failures, ...drift };
