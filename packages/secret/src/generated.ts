import * as random from "@pulumi/random";
import type * as pulumi from "@pulumi/pulumi";
import type { Problems } from "@moorage/core";

/** A secret that is made up here and kept, encrypted, in the state. */
export interface GeneratedValue {
  /** Characters. @default 32 */
  readonly length?: number;
  /** Whether it has other characters than letters and digits. @default false: it fits into URLs and shells as it is */
  readonly special?: boolean;
  /** Another version makes another value. @default 1 */
  readonly version?: string;
}

const LENGTH = 32;
const LEAST = 8;
const MOST = 1024;

/** Notes everything that is wrong with what is to be made up. */
export function generatedProblems(problems: Problems, generated: Readonly<Record<string, GeneratedValue>>): void {
  for (const [key, { length = LENGTH }] of Object.entries(generated)) {
    if (!Number.isInteger(length) || length < LEAST || length > MOST) problems.add({ path: `generated.${key}.length`, problem: "is no length of a secret", got: String(length), expected: `a whole number from ${LEAST} to ${MOST}` });
  }
}

/** Makes a value up. A RandomPassword: RandomString and RandomId keep their value in plain text, as the id. */
export function generatedValue(name: string, { length = LENGTH, special = false, version = "1" }: GeneratedValue, opts: pulumi.CustomResourceOptions): pulumi.Output<string> {
  return new random.RandomPassword(name, { length, special, keepers: { version } }, opts).result;
}
