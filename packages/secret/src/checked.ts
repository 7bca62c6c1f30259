import * as pulumi from "@pulumi/pulumi";
import { InputError } from "@moorage/core";
import type { Problem } from "@moorage/core";
import { jsonProblem, sortedJson } from "./json-text.ts";
import { suspicion } from "./suspicion.ts";
import { secretProblem, textProblem } from "./value-problems.ts";

/** Where a value comes from, for what is said about it. */
export interface Origin {
  /** Its path, such as `AppSecret web: data.TOKEN`. */
  readonly path: string;
  /** The component that a warning is about. */
  readonly resource: pulumi.Resource;
}

/**
 * A secret value, looked at once it is known; a warning for what is probably a slip.
 * @throws InputError inside the Output, with the key alone, when it turns out empty or no text
 */
export function checkedSecret(value: pulumi.Input<string>, { path, resource, lines = false }: Origin & { readonly lines?: boolean }): pulumi.Output<string> {
  return pulumi.secret(value).apply((plain) => {
    demand(path, secretProblem(plain));
    warn(path, suspicion(plain, { lines }), resource);
    return plain;
  });
}

/**
 * A value of a ConfigMap, looked at once it is known; a warning for what is probably a slip, and for a secret, which all could read there.
 * @throws InputError inside the Output, with the key alone, when it turns out to be no text
 */
export function checkedText(value: pulumi.Input<string>, { path, resource, lines }: Origin & { readonly lines: boolean }): pulumi.Output<string> {
  return open(value, { path, resource }).apply((plain) => {
    demand(path, textProblem(plain));
    const text = String(plain);
    warn(path, suspicion(text, { lines }), resource);
    return text;
  });
}

/**
 * A value as JSON, of a secret.
 * @throws InputError inside the Output, with the key alone, when JSON cannot say it
 */
export function secretJson(value: pulumi.Input<unknown>, { path }: Origin): pulumi.Output<string> {
  const hidden: pulumi.Output<unknown> = pulumi.secret(value);
  return hidden.apply((plain) => written(path, plain));
}

/**
 * A value as JSON, for a ConfigMap; a warning for a secret, which all could read there.
 * @throws InputError inside the Output, with the key alone, when JSON cannot say it
 */
export function openJson(value: pulumi.Input<unknown>, origin: Origin): pulumi.Output<string> {
  return open(value, origin).apply((plain) => written(origin.path, plain));
}

/** Fails with one problem, if there is one. */
export function demand(path: string, problem: Omit<Problem, "path"> | undefined): void {
  if (problem !== undefined) throw new InputError([{ path, ...problem }]);
}

function open(value: pulumi.Input<unknown>, { path, resource }: Origin): pulumi.Output<unknown> {
  const known: pulumi.Output<unknown> = pulumi.output(value);
  return pulumi.all([known, pulumi.isSecret(known)]).apply(([plain, secret]) => {
    warn(path, secret ? "is a secret, and a ConfigMap is for all to read: give it to an AppSecret" : undefined, resource);
    return plain;
  });
}

function written(path: string, value: unknown): string {
  demand(path, jsonProblem(value));
  return sortedJson(value);
}

function warn(path: string, doubt: string | undefined, resource: pulumi.Resource): void {
  if (doubt !== undefined) void pulumi.log.warn(`${path}: ${doubt}`, resource);
}
