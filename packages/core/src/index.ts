export { Component } from "./component.ts";
export type {
  Building, Builds, Connection, EnvironmentRules, ImageDelivery, ImageReference, ImageRegistry, LoadedImages, NamespaceReference, Peer,
  PullPolicy, PushedImages, Selectable, ServicePort, TlsMode,
} from "./contracts.ts";
export { deepFrozen } from "./frozen.ts";
export { InputError, Problems } from "./problems.ts";
export type { Problem } from "./problems.ts";
export { commonLabels, labelValueProblem, selectorLabels } from "./labels.ts";
export type { Labels, Subject } from "./labels.ts";
export { clusterHostname, dnsLabelProblem, shortened } from "./names.ts";
export { containerSecurity, podSecurity, scratchSpace, USER_ID } from "./hardening.ts";
export { cpuProblem, memoryProblem, milliCpu, memoryBytes } from "./quantity.ts";
export type { Cpu, Memory } from "./quantity.ts";
export { resourcePresets, resourceProblems, resourcesOf } from "./resources.ts";
export type { Amounts, ResourceOverrides, Resources, Runtime } from "./resources.ts";
export { imageName, imageNameProblem } from "./image-name.ts";
export type { ImageName } from "./image-name.ts";
export { portNameProblem, portProblem, portsProblems } from "./ports.ts";
export { namedLikeSecret } from "./secret-names.ts";
export { internet, networkPolicySpec } from "./network-policy.ts";
export type { Traffic } from "./network-policy.ts";
export { externalService } from "./external-service.ts";
export type { ExternalServer } from "./external-service.ts";
export { hostProblem } from "./host.ts";
