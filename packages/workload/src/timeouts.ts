import type { CustomTimeouts } from "@pulumi/pulumi";

/** How long the engine waits for a rollout: said aloud, because deadlines inside the cluster have to be shorter. */
export function rolloutTimeouts(seconds: number): CustomTimeouts {
  return { create: `${seconds}s`, update: `${seconds}s` };
}
