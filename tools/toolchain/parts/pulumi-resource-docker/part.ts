import { pluginPart } from "../../src/plugin-part.ts";

/** The plug-in for `docker` resources. */
export const pulumiResourceDocker = pluginPart({ name: "docker", version: "5.2.0", folder: import.meta.dirname, seconds: 240, megabytes: 3000 });
