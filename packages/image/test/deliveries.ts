import { mock } from "node:test";
import * as pulumi from "@pulumi/pulumi";
import type { ImageRegistry, LoadedImages, PushedImages } from "@moorage/core";

export const REMOTE_IMAGE = "docker:index/remoteImage:RemoteImage";
export const REGISTRY_IMAGE = "docker:index/registryImage:RegistryImage";
export const DIGEST = `sha256:${"d".repeat(64)}`;

/** What the plug-in would say of what it built and pushed. */
export const outputs = { [REMOTE_IMAGE]: () => ({ imageId: "sha256:1" }), [REGISTRY_IMAGE]: () => ({ sha256Digest: DIGEST }) };

/** Images that are loaded; what is brought to the cluster is written down. */
export function loading(delivered: string[] = [], changes: Partial<LoadedImages> = {}): LoadedImages {
  return { by: "loading", pullPolicy: "Never", builds: true, deliver: async (reference) => void delivered.push(reference), ...changes };
}

/** Images that are pushed to a registry. */
export function pushing(registry: Partial<ImageRegistry> = {}, changes: Partial<PushedImages> = {}): PushedImages {
  return { by: "pushing", pullPolicy: "IfNotPresent", builds: true, registry: { address: "ghcr.io/team", ...registry }, ...changes };
}

/** What a program is warned of, from now on until `restore`. */
export function collectWarnings(): { readonly warnings: readonly string[]; readonly restore: () => void } {
  const warnings: string[] = [];
  const { mock: method } = mock.method(pulumi.log, "warn", async (message: string) => {
    warnings.push(message);
    return Promise.resolve();
  });
  return { warnings, restore: () => method.restore() };
}
