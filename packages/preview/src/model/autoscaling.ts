import { asObject } from "./json.ts";
import type { PropertyChange } from "./model.ts";
import { objectName, sameObject } from "./resource-name.ts";
import type { ObjectName } from "./resource-name.ts";
import type { Properties } from "./step.ts";
import { kindOf } from "./urn.ts";

const REPLICAS = "spec.replicas";

/** Every object whose replicas an autoscaler of the stack sets. */
export function scaledObjects(known: Iterable<{ readonly type: string; readonly inputs: Properties }>): readonly ObjectName[] {
  return [...known].flatMap(({ type, inputs }) => {
    if (kindOf(type) !== "HorizontalPodAutoscaler") return [];
    const target = asObject(asObject(inputs["spec"])?.["scaleTargetRef"]);
    const namespace = objectName(type, inputs)?.namespace;
    const [kind, name] = [target?.["kind"], target?.["name"]];
    return typeof kind === "string" && typeof name === "string" ? [{ kind, name, ...(namespace === undefined ? {} : { namespace }) }] : [];
  });
}

/** Whether an autoscaler sets the replicas of the object. */
export function isScaled(object: ObjectName | undefined, scaled: readonly ObjectName[]): boolean {
  return scaled.some((other) => sameObject(object, other));
}

/** The changes, with a word at the replicas that an autoscaler sets. */
export function withAutoscalerNote(properties: readonly PropertyChange[]): readonly PropertyChange[] {
  return properties.map((property) => (property.path === REPLICAS ? { ...property, note: "an autoscaler sets these" } : property));
}

/** The changes without the replicas that an autoscaler sets: its work is no drift. */
export function withoutAutoscaled(properties: readonly PropertyChange[]): readonly PropertyChange[] {
  return properties.filter(({ path }) => path !== REPLICAS);
}
