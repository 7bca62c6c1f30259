import { deepFrozen } from "@moorage/core";
import type { EnvironmentRules } from "@moorage/core";

/** On a laptop nothing is insisted on. */
export const localRules: EnvironmentRules = deepFrozen({ minimumReplicas: 1, tlsRequired: false, digestsRequired: false, protectData: false });

/** In the cloud a pod may go at any time, anybody may listen, tags may move, and data is not to be had again. */
export const cloudRules: EnvironmentRules = deepFrozen({ minimumReplicas: 2, tlsRequired: true, digestsRequired: true, protectData: true });
