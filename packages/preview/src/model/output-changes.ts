import { SECRET_MARK, UNKNOWN_MARK, cleaned } from "./clean.ts";
import type { Mask } from "./masker.ts";
import type { OutputChange, PropertyChange } from "./model.ts";
import { asChange } from "./property-changes.ts";
import { namesOf, pathText } from "./property-path.ts";
import type { Properties } from "./step.ts";
import { differences } from "./tree-diff.ts";
import type { Difference } from "./tree-diff.ts";
import { SECRET } from "./value-text.ts";

const STACK = "pulumi:pulumi:Stack";
/** The half of a contract that is secret as a whole, as `@moorage/outputs` exports it. */
const SECRET_HALF = /^v\d+Secrets$/;

const MARKS: readonly unknown[] = [SECRET_MARK, UNKNOWN_MARK];

/** What changes for those who read the stack's outputs, field by field, in order of the paths. */
export function outputChanges(before: Properties, after: Properties, mask: Mask): readonly OutputChange[] {
  return differences(cleaned(before, STACK), cleaned(after, STACK))
    .map((difference) => asOutput(difference, mask))
    .sort((one, other) => (one.path < other.path ? -1 : 1));
}

/** For people. A contract's secrets are secrets, whether or not the engine was told. */
function shown(difference: Difference, mask: Mask): PropertyChange {
  const change = asChange(difference, STACK, mask);
  const [name] = namesOf(difference.path);
  if (name === undefined || !SECRET_HALF.test(name)) return change;
  const { before, after, ...rest } = change;
  return { ...rest, ...(before === undefined ? {} : { before: SECRET }), ...(after === undefined ? {} : { after: SECRET }) };
}

function asOutput(difference: Difference, mask: Mask): OutputChange {
  const change = shown(difference, mask);
  // Of what only the update finds out, the engine does not say whether it is a secret.
  const exposed = difference.before === SECRET_MARK && "after" in difference && !MARKS.includes(difference.after);
  if (exposed) return { ...change, before: SECRET, after: SECRET, breaking: false, exposed, note: "no longer a secret: everybody who reads the outputs sees it" };
  const breaking = breaks(difference);
  return { ...change, breaking, exposed, ...noteOf(difference, breaking) };
}

/** Whoever reads it may fail. That a list has fewer items breaks no promise. */
function breaks({ path, ...sides }: Difference): boolean {
  if (!("before" in sides)) return false;
  if (!("after" in sides)) return path.every((segment) => typeof segment === "string");
  return sides.after === SECRET_MARK ? sides.before !== SECRET_MARK : sides.after !== UNKNOWN_MARK && sides.before !== UNKNOWN_MARK && typeOf(sides.before) !== typeOf(sides.after);
}

function noteOf({ path, ...sides }: Difference, breaking: boolean): { readonly note?: string } {
  if (!breaking || !("after" in sides)) return pathText(path) === "contract.schemaHash" && "after" in sides && "before" in sides ? { note: "the contract's schema changed" } : {};
  return { note: sides.after === SECRET_MARK ? "becomes a secret" : `${typeOf(sides.before)} becomes ${typeOf(sides.after)}` };
}

function typeOf(value: unknown): string {
  return Array.isArray(value) ? "array" : typeof value;
}
