export { Exposure } from "./exposure.ts";
export type { ExposureArgs, IngressArgs } from "./exposure.ts";
export { hostProblem } from "./host.ts";
