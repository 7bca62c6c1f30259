import { pluginPart } from "../../src/plugin-part.ts";

/** The plug-in for `kubernetes` resources. */
export const pulumiResourceKubernetes = pluginPart({ name: "kubernetes", version: "4.27.0", folder: import.meta.dirname, seconds: 560, megabytes: 6000 });
