import * as docker from "@pulumi/docker";
import { loadImage } from "@moorage/cluster";
import type { ClusterFacts } from "@moorage/cluster";
import type { Builds, ImageRegistry, LoadedImages, PushedImages } from "@moorage/core";
import type { MachineFacts } from "@moorage/machine";
import { plain } from "./plain-errors.ts";
import type { Platform } from "./platform.ts";

/** Images go straight into the nodes of the clone's cluster. */
export function loaded(cluster: ClusterFacts, machine: MachineFacts): LoadedImages {
  return {
    by: "loading",
    pullPolicy: "Never",
    ...building(machine),
    deliver: async (reference) => {
      try {
        await loadImage(cluster, reference);
      } catch (error) {
        throw plain(error);
      }
    },
  };
}

/** Images go to a registry, from which the cluster gets them. */
export function pushed(registry: ImageRegistry, machine: MachineFacts): PushedImages {
  return { by: "pushing", pullPolicy: "IfNotPresent", ...building(machine), registry };
}

/** The engine that was found on this machine, where it is not in its usual place. */
export function builder(name: string, { docker: engine }: MachineFacts): Pick<Platform, "builder"> {
  return engine.available && engine.host !== undefined ? { builder: new docker.Provider(name, { host: engine.host }) } : {};
}

/** The image to build upon, or its stand-in on a machine that can pull nothing. */
export function baseImages({ baseImages: standIns }: MachineFacts): Platform["baseImage"] {
  return (wanted) => standIns[wanted] ?? wanted;
}

function building({ docker: engine, lackingBases }: MachineFacts): Builds {
  return { builds: engine.available ? true : { skippedBecause: engine.why }, ...(lackingBases === undefined ? {} : { lackingBases }) };
}
