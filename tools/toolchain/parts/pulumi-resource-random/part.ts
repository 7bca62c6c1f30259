import { pluginPart } from "../../src/plugin-part.ts";

/** The plug-in for `random` resources. */
export const pulumiResourceRandom = pluginPart({ name: "random", version: "4.21.2", folder: import.meta.dirname, seconds: 80, megabytes: 1500 });
