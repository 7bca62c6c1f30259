import * as k8s from "@pulumi/kubernetes";
import type { Building, ImageDelivery } from "@moorage/core";
import type { Platform } from "./platform.ts";
import { cloudRules, localRules } from "./rules.ts";

const builds: Building = { skippedBecause: "rendering builds nothing" };
const REGISTRY = { address: "registry.example.com/moorage" };

const deliveries: Readonly<Record<Platform["kind"], ImageDelivery>> = {
  local: { by: "loading", pullPolicy: "Never", builds, deliver: async () => Promise.reject(new Error("rendering delivers nothing")) },
  cloud: { by: "pushing", pullPolicy: "IfNotPresent", builds, registry: REGISTRY },
};

/**
 * A platform for programs that are only looked at: nothing is built, delivered or reached.
 * @param ingressClass Class of the ingress controller that Ingresses are written for.
 * @example
 * ```ts
 * import { renderingPlatform } from "@moorage/platform";
 *
 * const nowhere = renderingPlatform("cloud");
 * ```
 */
export function renderingPlatform(kind: Platform["kind"] = "local", ingressClass = "traefik"): Platform {
  const local = kind === "local";
  return {
    kind,
    provider: new k8s.Provider("rendering", { kubeconfig: "{}" }),
    delivery: deliveries[kind],
    ingressClass,
    ingressAddresses: true,
    databases: local ? "in-cluster" : "managed",
    rules: local ? localRules : cloudRules,
    placeholders: true,
    baseImage: (wanted) => wanted,
    url: (host, tls = !local) => `${tls ? "https" : "http"}://${host}`,
  };
}
