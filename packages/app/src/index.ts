export { Application } from "./application.ts";
export type { ApplicationArgs, IngressDescription, RouteDescription } from "./application-args.ts";
export { applicationProblems } from "./application-problems.ts";
export type { DataComponent } from "./data.ts";
export type { DataDescription, DataDescriptions } from "./data-description.ts";
export { dependencyOrder } from "./dependency-order.ts";
export type { DependencyOrder } from "./dependency-order.ts";
export type { Service } from "./service.ts";
export type { CompanionDescription, Connections, ServiceDescription, ServiceTransforms, Values, ValuesFrom } from "./service-description.ts";
