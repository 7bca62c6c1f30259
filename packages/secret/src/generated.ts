import type * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";
import { deepFrozen } from "@moorage/core";
import type { Problems } from "@moorage/core";

/** A secret that is made up here and kept, encrypted, in the state. */
export interface GeneratedValue {
  /** Characters, from 16 to 1024. @default 32 */
  readonly length?: number;
  /** Whether it has other characters than letters and digits. @default false: it fits into URLs and shells as it is */
  readonly special?: boolean;
  /** Another version makes another value. @default none: the value stays */
  readonly version?: string | number;
}

/** Changes the RandomPassword of a key before it is registered. */
export type GeneratedTransform = (args: random.RandomPasswordArgs, key: string) => random.RandomPasswordArgs;

const defaults = deepFrozen({ length: 32, special: false } satisfies GeneratedValue);
const LEAST = 16;
const MOST = 1024;
const SALT_LENGTH = 48;

/** Notes everything that is wrong with what is to be made up. */
export function generatedProblems(problems: Problems, generated: Readonly<Record<string, GeneratedValue>>): void {
  for (const [key, { length = defaults.length }] of Object.entries(generated)) {
    if (Number.isInteger(length) && length >= LEAST && length <= MOST) continue;
    problems.add({ path: `generated.${key}.length`, problem: "is no length of a secret", got: JSON.stringify(length), expected: `a whole number from ${LEAST} to ${MOST}` });
  }
}

/**
 * Makes a value up. RandomPassword, because RandomString and RandomId keep the value in plain text, as their id. Keys have no slash in
 * them, so no two logical names are the same.
 */
export function generatedValue(name: string, key: string, { length, special, version }: GeneratedValue, transform: GeneratedTransform | undefined, opts: pulumi.CustomResourceOptions): pulumi.Output<string> {
  const made: random.RandomPasswordArgs = {
    length: length ?? defaults.length,
    special: special ?? defaults.special,
    ...(version === undefined ? {} : { keepers: { version: String(version) } }),
  };
  return new random.RandomPassword(`${name}/${key}`, transform?.(made, key) ?? made, opts).result;
}

/** Makes up what no one else knows, for what must be the same at every run and must not be guessed. */
export function saltOf(name: string, opts: pulumi.CustomResourceOptions): pulumi.Output<string> {
  return new random.RandomPassword(name, { length: SALT_LENGTH, special: false }, opts).result;
}
