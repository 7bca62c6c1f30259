import { resourceName } from "./resource-name.ts";
import type { Facts } from "./step.ts";
import { isStack, kindOf, urnParts } from "./urn.ts";

/** The resource that something is said of, for people: `Deployment board/web`. None where it is the stack. */
export function subjectOf(urn: string | undefined, known: Facts["known"]): string | undefined {
  if (urn === undefined || urn === "") return undefined;
  const type = known.get(urn)?.type ?? urnParts(urn).type;
  return isStack(type) ? undefined : `${kindOf(type)} ${resourceName(urn, type, known.get(urn)?.inputs)}`;
}
