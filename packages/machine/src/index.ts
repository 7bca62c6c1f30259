export { baseImages } from "./base-images.ts";
export { readMachineFacts, writeMachineFacts } from "./machine-facts.ts";
export type { MachineFacts } from "./machine-facts.ts";
