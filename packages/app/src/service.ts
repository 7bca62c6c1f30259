import type * as pulumi from "@pulumi/pulumi";
import type { Peer } from "@moorage/core";
import { Exposure } from "@moorage/network";
import { StatefulWorkload, Workload } from "@moorage/workload";
import type { WorkloadArgs } from "@moorage/workload";
import { optional } from "./optional.ts";
import { deployProgram } from "./program.ts";
import type { Program, Surroundings } from "./program.ts";
import type { ServiceDescription } from "./service-description.ts";
import { portsOf } from "./service-problems.ts";

/** What was made of one service. */
export interface Service extends Pick<Program, "image" | "config" | "secret"> {
  /** Its pods. */
  readonly workload: Workload | StatefulWorkload;
  /** Its Service, unless nobody calls it. */
  readonly exposure: Exposure | undefined;
}

/**
 * Registers one service of an application. Give it a description that `serviceProblems` has nothing to say about.
 * @param callers Who may call it: everybody if the way in leads there.
 * @param after What must be ready before it.
 */
export function deployService(name: string, description: ServiceDescription, around: Surroundings, callers: readonly Peer[], after: readonly pulumi.Resource[]): Service {
  const { build, image: reference, port, config: configFrom, secrets: secretsFrom, generated, claims, sidecars, initContainers, exposure, dependsOn, transform, ...settings } = description;
  const { platform, namespace, partOf, child } = around;
  const program = deployProgram(name, description, around, transform);
  const ports = portsOf(description);
  const args: WorkloadArgs = {
    ...settings,
    ...program.pod,
    namespace,
    partOf,
    image: program.image,
    ports,
    rules: platform.rules,
    from: settings.from ?? callers,
    to: [...program.to, ...(settings.to ?? [])],
    ...optional("transform", transform?.workload),
  };
  const opts = child({ dependsOn: [...program.after, ...after] });
  const workload = claims === undefined ? new Workload(name, args, opts) : new StatefulWorkload(name, { ...args, claims }, opts);
  const service = exposure === false || ports.length === 0 ? undefined : new Exposure(name, { ...exposure, target: workload, ...optional("transform", transform?.exposure) }, child());
  return { image: program.image, config: program.config, secret: program.secret, workload, exposure: service };
}
