import * as pulumi from "@pulumi/pulumi";
import { InputError } from "@moorage/core";
import type { Problem } from "@moorage/core";
import { suspicion } from "./suspicious.ts";

/** What keeps a value from being a secret's; shows its type alone. */
export function valueProblem(path: string, value: unknown): Problem | undefined {
  if (typeof value !== "string") return { path, problem: "is no text", got: value === null ? "null" : typeof value, expected: "a text; objects go into json" };
  return value === "" ? { path, problem: "is empty", expected: "a value" } : undefined;
}

/**
 * A secret value, checked where it is known.
 * @throws InputError inside the Output, with the key alone, when the value turns out empty or no text
 */
export function checked(path: string, value: pulumi.Input<string>, resource?: pulumi.Resource): pulumi.Output<string> {
  return pulumi.secret(value).apply((plain) => {
    const problem = valueProblem(path, plain);
    if (problem !== undefined) throw new InputError([problem]);
    const doubt = suspicion(plain);
    if (doubt !== undefined) void pulumi.log.warn(`${path}: ${doubt}`, resource);
    return plain;
  });
}

/** Text in base64, byte for byte. */
export function base64(text: string): string {
  return Buffer.from(text, "utf8").toString("base64");
}

/** An object as JSON whose properties are sorted, so that the same object is the same text. */
export function sortedJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === "object" && inner !== null && !Array.isArray(inner) ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1))) : inner,
  );
}
