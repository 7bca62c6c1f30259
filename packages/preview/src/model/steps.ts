import type { ResourceState } from "./event-schema.ts";
import type { Step } from "./step.ts";

/** One of the engine's own steps; a replacement has several. */
export type RawStep = Omit<Step, "deletesFirst">;

/** Of these a replacement is made of. */
const MADE = new Set(["create-replacement", "import-replacement", "read-replacement"]);
const GONE = new Set(["delete-replaced", "discard-replaced"]);
/** Nothing of anybody's changes: the engine only puts its own record in order, or nothing is to be done. */
const SILENT = new Set(["same", "refresh", "discard", "remove-pending-replace"]);

/** One step for each resource, in the order in which they were first mentioned. */
export function joinedSteps(raw: readonly RawStep[]): readonly Step[] {
  const byUrn = new Map<string, RawStep[]>();
  for (const step of raw.filter(({ op }) => !SILENT.has(op))) byUrn.set(step.urn, [...(byUrn.get(step.urn) ?? []), step]);
  return [...byUrn.values()].flatMap(joined).filter(tells);
}

function joined(steps: readonly RawStep[]): readonly Step[] {
  const made = steps.find(({ op }) => MADE.has(op));
  const gone = steps.find(({ op }) => GONE.has(op));
  const replaced = steps.find(({ op }) => op === "replace") ?? made;
  if (replaced !== undefined) return [replacement(steps, replaced, made, gone)];
  const deleted = gone === undefined ? [] : [{ ...gone, op: "delete" }];
  const others = steps.filter(({ op }) => !GONE.has(op));
  // What an earlier update left over is cleaned away beside whatever else happens to the resource.
  return others.length > 0 ? others.slice(0, 1) : deleted;
}

function replacement(steps: readonly RawStep[], replaced: RawStep, made: RawStep | undefined, gone: RawStep | undefined): Step {
  const old = replaced.old ?? gone?.old ?? made?.old;
  const next: ResourceState | undefined = made?.new ?? replaced.new;
  const said = made === undefined || gone === undefined ? {} : { deletesFirst: steps.indexOf(gone) < steps.indexOf(made) };
  return { ...replaced, op: "replace", ...(old === undefined ? {} : { old }), ...(next === undefined ? {} : { new: next }), ...said };
}

/** A resource that is looked up again as before tells nothing. */
function tells({ op, old }: Step): boolean {
  return op !== "read" || old === undefined;
}
