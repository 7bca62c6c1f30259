import type { Problem } from "@moorage/core";
import { isPlain } from "./value-problems.ts";

type Found = Omit<Problem, "path"> | undefined;

const expected = "what JSON can say";

/** What keeps a value from being written as JSON; shows nothing of it. What is not known yet may still turn out well. */
export function jsonProblem(value: unknown): Found {
  return value === undefined ? { problem: "is undefined", expected } : partProblem(value, []);
}

/** A value as JSON whose properties are sorted. Meant for one that `jsonProblem` found good. */
export function sortedJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) => (typeof part === "object" && part !== null && !Array.isArray(part) ? sorted(part) : part));
}

/** The JSON of a value that is known as a whole and can be written; nothing of others. */
export function knownJson(value: unknown): string | undefined {
  return jsonProblem(value) === undefined && isKnown(value) ? sortedJson(value) : undefined;
}

function isKnown(part: unknown): boolean {
  return isPlain(part) && (typeof part !== "object" || part === null || Object.values(part).every(isKnown));
}

function partProblem(part: unknown, around: readonly object[]): Found {
  if (!isPlain(part)) return undefined;
  if (typeof part === "number" && !Number.isFinite(part)) return { problem: "has a number in it that is not finite", expected };
  if (["bigint", "function", "symbol"].includes(typeof part)) return { problem: `has a ${typeof part} in it`, expected };
  if (typeof part !== "object" || part === null || "toJSON" in part) return undefined;
  if (around.includes(part)) return { problem: "has itself in it", expected };
  const within = [...around, part];
  return Object.values(part).map((inner) => partProblem(inner, within)).find((problem) => problem !== undefined);
}

function sorted(object: object): object {
  return Object.fromEntries(Object.entries(object).sort(([one], [other]) => (one < other ? -1 : 1)));
}
