import * as pulumi from "@pulumi/pulumi";
import type { Problem } from "@moorage/core";

type Found = Omit<Problem, "path"> | undefined;

/** Whether a value is there now, to be looked at before anything is made. */
export function isPlain(value: unknown): boolean {
  return !pulumi.Output.isInstance(value) && !(value instanceof Promise);
}

/** What keeps a value from being a text; shows its type alone. */
export function textProblem(value: unknown): Found {
  return typeof value === "string" ? undefined : { problem: "is no text", got: typeOf(value), expected: "a text, in quotes; what is to be JSON goes into json" };
}

/** What keeps a value from being a secret; says nothing about the value but that it is empty. */
export function secretProblem(value: unknown): Found {
  return value === "" ? { problem: "is empty", expected: "a value" } : textProblem(value);
}

function typeOf(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (Array.isArray(value)) return "an array";
  return typeof value === "object" ? "an object" : `a ${typeof value}`;
}
