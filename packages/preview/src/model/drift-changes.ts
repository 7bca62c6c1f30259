import { isScaled, withoutAutoscaled } from "./autoscaling.ts";
import type { ObjectName } from "./resource-name.ts";
import type { Mask } from "./masker.ts";
import type { ResourceChange } from "./model.ts";
import { propertyChanges } from "./property-changes.ts";
import { inOrder } from "./resource-changes.ts";
import { objectName, resourceName } from "./resource-name.ts";
import type { Step } from "./step.ts";
import { kindOf } from "./urn.ts";

/** How far live objects are from the last update. What an autoscaler did is its work, and no drift. */
export function driftChanges(refreshed: readonly Step[], scaled: readonly ObjectName[], mask: Mask): readonly ResourceChange[] {
  return refreshed.flatMap((step) => driftChange(step, scaled, mask)).sort(inOrder);
}

function driftChange(step: Step, scaled: readonly ObjectName[], mask: Mask): readonly ResourceChange[] {
  const gone = step.op === "delete";
  const inputs = step.old?.inputs ?? step.new?.inputs ?? undefined;
  const changed = gone ? [] : propertyChanges(step, mask).map(({ change }) => change);
  const properties = isScaled(objectName(step.type, inputs), scaled) ? withoutAutoscaled(changed) : changed;
  if (!gone && properties.length === 0) return [];
  return [
    {
      op: gone ? "delete" : "update",
      urn: mask(step.urn),
      type: mask(step.type),
      kind: mask(kindOf(step.type)),
      name: mask(resourceName(step.urn, step.type, inputs)),
      destructive: gone,
      consequences: gone ? ["gone from where it runs, and not by this program."] : [],
      replaceReasons: [],
      properties,
    },
  ];
}
