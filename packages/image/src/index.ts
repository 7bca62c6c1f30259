export { ContainerImage } from "./container-image.ts";
export type { ContainerImageArgs } from "./container-image.ts";
export { contentHash } from "./content-hash.ts";
export type { BuildInputs } from "./content-hash.ts";
export { contextFiles } from "./context-files.ts";
