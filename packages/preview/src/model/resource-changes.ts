import { isScaled, withAutoscalerNote } from "./autoscaling.ts";
import type { ObjectName } from "./resource-name.ts";
import { consequenceOf } from "./consequences.ts";
import { collapsedDigests, isImageStep, rebuiltDigests, withoutRebuilt } from "./images.ts";
import type { Mask } from "./masker.ts";
import type { Operation, PropertyChange, ResourceChange } from "./model.ts";
import { propertyChanges, replaceReasons } from "./property-changes.ts";
import { isAutonamed } from "./clean.ts";
import { objectName, resourceName } from "./resource-name.ts";
import type { Step } from "./step.ts";
import { isKubernetes, isProvider, isStack, kindOf } from "./urn.ts";

const OPERATIONS: Readonly<Record<string, Operation>> = { replace: "replace", delete: "delete", update: "update", create: "create", import: "import", read: "read" };

/** What changes, the destructive first. Images that are built, components and what only the provider made are not among it. */
export function resourceChanges(steps: readonly Step[], scaled: readonly ObjectName[], mask: Mask): readonly ResourceChange[] {
  const rebuilt = rebuiltDigests(steps);
  return steps
    .filter((step) => isShown(step, steps))
    .flatMap((step) => resourceChange(step, { steps, rebuilt, scaled, mask }))
    .sort(inOrder);
}

/** Destructive ones first; then by what is to happen, and by name. */
export function inOrder(one: ResourceChange, other: ResourceChange): number {
  const [a, b] = [rank(one), rank(other)];
  if (a !== b) return a - b;
  const [text, otherText] = [one, other].map(({ kind, name, urn }) => JSON.stringify([kind, name, urn]));
  return (text ?? "") < (otherText ?? "") ? -1 : 1;
}

const ORDER: readonly Operation[] = ["replace", "delete", "update", "create", "import", "read"];

function rank({ destructive, op }: ResourceChange): number {
  return ORDER.indexOf(op) + (destructive ? 0 : ORDER.length);
}

function isShown(step: Step, steps: readonly Step[]): boolean {
  if (isStack(step.type) || (step.new ?? step.old)?.custom !== true) return false;
  if (isProvider(step.type)) return step.op === "update" || step.op === "replace";
  return step.op === "delete" || !isImageStep(step, steps);
}

interface Surroundings {
  readonly steps: readonly Step[];
  readonly rebuilt: ReadonlySet<string>;
  readonly scaled: readonly ObjectName[];
  readonly mask: Mask;
}

function resourceChange(step: Step, { steps, rebuilt, scaled, mask }: Surroundings): readonly ResourceChange[] {
  const op = OPERATIONS[step.op];
  if (op === undefined) return [];
  const located = propertyChanges(step, mask);
  const told = withoutRebuilt(located, rebuilt);
  // What did not become ready last time is updated again though nothing changes.
  const again = op === "update" && (step.old?.initErrors ?? []).length > 0;
  if (op === "update" && told.length === 0 && !again) return [];
  const properties: readonly PropertyChange[] = collapsedDigests(told.map(({ change }) => change));
  const inputs = step.new?.inputs ?? step.old?.inputs ?? undefined;
  // What goes is what a reader must know by name.
  const named = op === "replace" ? (step.old?.inputs ?? inputs) : inputs;
  const { destructive, sentences, effect } = consequenceOf(step, deletesFirst(step), told, steps);
  return [
    {
      op,
      urn: mask(step.urn),
      type: mask(step.type),
      kind: mask(kindOf(step.type)),
      name: mask(resourceName(step.urn, step.type, named)),
      destructive,
      consequences: sentences,
      ...(effect === undefined ? (again ? { effect: "tried again" } : {}) : { effect }),
      ...(op === "replace" ? { deletesFirst: deletesFirst(step) } : {}),
      replaceReasons: op === "replace" ? replaceReasons(step).map(mask) : [],
      properties: isScaled(objectName(step.type, inputs), scaled) ? withAutoscalerNote(properties) : properties,
    },
  ];
}

/** A fixed name can only be used again once it is free. */
function deletesFirst({ deletesFirst: said, type, new: next }: Step): boolean {
  return said ?? (isKubernetes(type) && !isAutonamed(next?.inputs ?? undefined));
}
