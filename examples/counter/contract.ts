import { toJsonSchema } from "@moorage/outputs";
import { systemContract } from "@moorage/project";

/** What other teams may rely on. */
export const counterV1 = systemContract("counter");

/** Every contract that is kept, as it is published in `contracts/`. */
export const contracts = [toJsonSchema(counterV1)];
