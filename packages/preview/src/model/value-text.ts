import { SECRET_MARK, UNKNOWN_MARK } from "./clean.ts";
import { asObject } from "./json.ts";
import { canonical } from "./list-items.ts";
import { maskedDeep } from "./masker.ts";
import type { Mask } from "./masker.ts";
import type { Value } from "./model.ts";

/** What people see of a secret. */
export const SECRET: Value = Object.freeze({ text: "[secret]", shown: "secret" });
/** What people see of what only the update finds out. */
export const UNKNOWN: Value = Object.freeze({ text: "(known after apply)", shown: "unknown" });

const LOOKS_OTHERWISE = /^(|true|false|null|~|[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?)$|^\s|\s$|^["'[{(]/i;

/** A cleaned value as people read it. Text is quoted only where it would look like something else. */
export function valueText(value: unknown, sensitive: boolean, mask: Mask): Value {
  if (sensitive || holds(value, SECRET_MARK)) return SECRET;
  if (holds(value, UNKNOWN_MARK)) return UNKNOWN;
  const masked = maskedDeep(value, mask);
  if (masked === SECRET.text) return SECRET;
  if (typeof masked !== "string") return { text: mask(canonical(masked)), shown: "plain" };
  return { text: masked === value && !masked.includes("\n") && LOOKS_OTHERWISE.test(masked) ? JSON.stringify(masked) : masked, shown: "plain" };
}

function holds(value: unknown, mark: string): boolean {
  if (value === mark) return true;
  if (Array.isArray(value)) return value.some((inner) => holds(inner, mark));
  return Object.values(asObject(value) ?? {}).some((inner) => holds(inner, mark));
}
