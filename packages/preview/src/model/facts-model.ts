import { scaledObjects } from "./autoscaling.ts";
import { countsOf } from "./counts.ts";
import { diagnosticsOf } from "./diagnostics.ts";
import { driftOf } from "./drift.ts";
import { driftChanges } from "./drift-changes.ts";
import { builtImages } from "./images.ts";
import { maskFor } from "./masker.ts";
import type { Mask } from "./masker.ts";
import type { PreviewModel } from "./model.ts";
import { outputChanges } from "./output-changes.ts";
import { policiesOf } from "./policies.ts";
import type { PreviewSource } from "./preview-source.ts";
import { resourceChanges } from "./resource-changes.ts";
import type { Facts } from "./step.ts";

/** The model of what was learnt. Nothing leaves here that is not masked. */
export function modelOf(facts: Facts, { project, stack, secrets = [], about = "plan" }: PreviewSource): PreviewModel {
  const mask = maskFor(secrets);
  const model = planOf(facts, project, stack, mask);
  return about === "plan" ? model : driftOf(model);
}

function planOf(facts: Facts, project: string, stack: string, mask: Mask): PreviewModel {
  const scaled = scaledObjects(facts.known.values());
  const imagesBuilt = builtImages(facts.steps, mask);
  const changes = resourceChanges(facts.steps, scaled, mask);
  return {
    project: mask(project),
    stack: mask(stack),
    about: "plan",
    failed: facts.failed,
    changes,
    drift: driftChanges(facts.refreshed ?? [], scaled, mask),
    ...(facts.refreshed === undefined ? {} : { refreshed: true }),
    policies: policiesOf(facts, mask),
    outputs: facts.outputs === undefined ? [] : outputChanges(facts.outputs.before, facts.outputs.after, mask),
    imagesBuilt,
    diagnostics: diagnosticsOf(facts, mask),
    counts: countsOf(changes, imagesBuilt),
  };
}
