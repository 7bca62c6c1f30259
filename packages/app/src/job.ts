import { Problems } from "@moorage/core";
import type { Problem } from "@moorage/core";
import { ScheduledJob, scheduledJobProblems } from "@moorage/workload";
import type { ApplicationArgs } from "./application-args.ts";
import type { DataDescriptions } from "./data-description.ts";
import { optional } from "./optional.ts";
import { deployProgram } from "./program.ts";
import type { Program, Surroundings } from "./program.ts";
import { programProblems } from "./program-problems.ts";
import type { Connections, JobDescription } from "./service-description.ts";
import type { Service } from "./service.ts";

/** What was made of one job. */
export interface Job extends Pick<Program, "image" | "config" | "secret"> {
  /** What runs it by the clock. */
  readonly job: ScheduledJob;
}

/** Everything that is wrong with one job, its image and its values included. */
export function jobProblems(name: string, job: JobDescription, { platform, services }: Pick<ApplicationArgs<DataDescriptions>, "platform" | "services">, connections: Connections): readonly Problem[] {
  const problems = new Problems(`Job ${name}`);
  const { imageOf } = job;
  if (imageOf !== undefined && !(imageOf in services)) problems.add({ path: "imageOf", problem: `names ${JSON.stringify(imageOf)}, which is no service`, expected: `one of ${Object.keys(services).join(", ")}` });
  return [...problems.found, ...programProblems(`Job ${name}`, name, job, platform, connections, imageOf !== undefined), ...scheduledJobProblems(name, job)];
}

/** Registers one job of an application. Give it a description that `jobProblems` has nothing to say about. */
export function deployJob(name: string, description: JobDescription, around: Surroundings, services: Readonly<Record<string, Service>>): Job {
  const { build, image: reference, imageOf, config: configFrom, secrets: secretsFrom, generated, sidecars, initContainers, transform, ...settings } = description;
  const given = imageOf === undefined ? undefined : services[imageOf]?.image;
  const program = deployProgram(name, description, around, transform, given);
  const { namespace, partOf, platform, child } = around;
  const job = new ScheduledJob(
    name,
    { ...settings, ...program.pod, namespace, partOf, image: program.image, rules: platform.rules, to: [...program.to, ...(settings.to ?? [])], ...optional("transform", transform?.job) },
    child({ dependsOn: [...program.after] }),
  );
  return { image: program.image, config: program.config, secret: program.secret, job };
}
