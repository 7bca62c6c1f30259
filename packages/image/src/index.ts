export { ContainerImage } from "./container-image.ts";
export type { BuildSecret, ContainerImageArgs, ContainerImageSettings, ContainerImageTransforms } from "./container-image-args.ts";
export { containerImageProblems } from "./container-image-problems.ts";
export { contentHash } from "./content-hash.ts";
export type { BuildInputs } from "./content-hash.ts";
export { registryHost, registryProblems } from "./registry.ts";
export { thirdPartyImage, thirdPartyImageProblems } from "./third-party-image.ts";
