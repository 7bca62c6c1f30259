/** Freezes a value with all that is in it, for what many share: what one changes in place would change for all. */
export function deepFrozen<T extends object>(value: T): T {
  for (const inner of Object.values(value) as readonly unknown[]) if (typeof inner === "object" && inner !== null) deepFrozen(inner);
  return Object.freeze(value);
}
