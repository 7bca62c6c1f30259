import * as k8s from "@pulumi/kubernetes";
import type { Platform } from "./platform.ts";

/** A platform for programs that are only looked at: nothing is built, loaded or reached. */
export function renderingPlatform(): Platform {
  return {
    provider: new k8s.Provider("rendering", { kubeconfig: "{}" }),
    delivery: {
      pullPolicy: "Never",
      builds: { skippedBecause: "rendering builds nothing" },
      deliver: async () => Promise.reject(new Error("rendering delivers nothing")),
    },
    ingressClass: "traefik",
    ingressAddresses: true,
    baseImage: (wanted) => wanted,
    url: (host) => `http://${host}`,
  };
}
