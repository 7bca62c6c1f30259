import type { Memory } from "@moorage/core";
import type { Metadata } from "./site.ts";

/**
 * A claim that is an object of its own. Templates of a StatefulSet are immutable, so a claim made of one could only grow
 * by replacing the StatefulSet.
 */
export function claimArgs(metadata: Metadata, storage: Memory, storageClass: string | undefined) {
  return {
    // Whoever uses it is waited for. A class that binds at the first use would never bind it before that.
    metadata: { ...metadata, annotations: { "pulumi.com/skipAwait": "true" } },
    spec: {
      accessModes: ["ReadWriteOnce"],
      resources: { requests: { storage } },
      ...(storageClass === undefined ? {} : { storageClassName: storageClass }),
    },
  };
}
