import { toJsonSchema } from "@moorage/outputs";
import { systemContract } from "@moorage/project";

/** What other teams may rely on. */
export const springServerV1 = systemContract("spring-server");

/** Every contract that is kept, as it is published in `contracts/`. */
export const contracts = [toJsonSchema(springServerV1)];
