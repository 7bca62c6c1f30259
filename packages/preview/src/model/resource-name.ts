import { isAutonamed } from "./clean.ts";
import { isMasked, isUnknown } from "./engine-values.ts";
import { asObject } from "./json.ts";
import type { Properties } from "./step.ts";
import { isKubernetes, kindOf, urnParts } from "./urn.ts";

/** An object of a cluster: what is one for the API server is one here. */
export interface ObjectName {
  readonly kind: string;
  readonly namespace?: string;
  readonly name: string;
}

/** The object that a resource stands for, if its inputs say so. One that is named by the provider is none. */
export function objectName(type: string, inputs: Properties | undefined): ObjectName | undefined {
  if (!isKubernetes(type) || isAutonamed(inputs)) return undefined;
  const metadata = asObject(inputs?.["metadata"]);
  const name = known(metadata?.["name"]);
  if (name === undefined) return undefined;
  const namespace = known(metadata?.["namespace"]);
  return { kind: kindOf(type), name, ...(namespace === undefined ? {} : { namespace }) };
}

/** Namespace and name for people. A made-up name is another one after a replacement: the program's is shown instead. */
export function resourceName(urn: string, type: string, inputs: Properties | undefined): string {
  const namespace = isKubernetes(type) ? known(asObject(inputs?.["metadata"])?.["namespace"]) : undefined;
  const name = objectName(type, inputs)?.name ?? urnParts(urn).name;
  return namespace === undefined ? name : `${namespace}/${name}`;
}

/** Whether two are the same object of the cluster. */
export function sameObject(one: ObjectName | undefined, other: ObjectName | undefined): boolean {
  return one !== undefined && other !== undefined && one.kind === other.kind && one.namespace === other.namespace && one.name === other.name;
}

function known(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" && !isMasked(value) && !isUnknown(value) ? value : undefined;
}
