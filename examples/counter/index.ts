import { oneOf } from "@moorage/config";
import { cloudEnvironment, host, localEnvironment, managedBy, managedServer, outputsBy, project } from "@moorage/project";
import { counterV1 } from "./contract.ts";

const shared = { host: host("counter.localhost") };

/** Whether Redis is a service of its own, or a container beside each counter, which then counts for itself. */
const layout = oneOf(["two-services", "one-pod"], { example: "one-pod", fallback: "two-services" });

const dev = localEnvironment(import.meta.dirname, { ...shared, layout }, async (values, site) => (await import("./counter.ts")).counter(values, site));

const prod = cloudEnvironment(import.meta.dirname, { ...shared, ...managedServer("redis") }, async (values, site) =>
  (await import("./counter.ts")).counter({ ...values, layout: "two-services", redis: managedBy("redis", values) }, site),
);

/** Runs the project for the stack that runs now. */
export const runStack = project({ dev, prod }, outputsBy(counterV1));
