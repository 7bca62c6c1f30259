import type { Backend, SecretBackend } from "./backend.ts";
import { externalBackend } from "./external-backend.ts";
import { kubernetesBackend } from "./kubernetes-backend.ts";
import { sealedBackend } from "./sealed-backend.ts";

/** What does the work of a backend. */
export function backendOf(settings: SecretBackend = { kind: "kubernetes" }): Backend {
  switch (settings.kind) {
    case "kubernetes":
      return kubernetesBackend;
    case "sealed":
      return sealedBackend(settings);
    case "external":
      return externalBackend(settings);
  }
}

/** Whether there is a backend of that kind: settings may come from a file. */
export function isBackend({ kind }: { readonly kind: string }): boolean {
  return ["kubernetes", "sealed", "external"].includes(kind);
}
