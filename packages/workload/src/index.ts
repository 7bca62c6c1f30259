export { Workload } from "./workload.ts";
export type { WorkloadArgs, WorkloadTransforms } from "./workload-args.ts";
export { workloadDefaults } from "./defaults.ts";
export { httpProbes } from "./probes.ts";
export type { HealthPaths } from "./probes.ts";
