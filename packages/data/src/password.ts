import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";
import { InputError } from "@moorage/core";
import type { Problem } from "@moorage/core";
import type { DataCredentials, DataTransforms } from "./data-args.ts";
import { dataDefaults } from "./defaults.ts";
import type { DataKind } from "./kind.ts";

/** A password, and what made it. */
export interface GivenOrRandom {
  /** The password. */
  readonly value: pulumi.Input<string>;
  /** `undefined` for a password that was given. */
  readonly generated: random.RandomPassword | undefined;
}

/** What keeps `password` from being one; says nothing about the value, not even how long it is. */
export function passwordProblem(kind: DataKind, password: unknown): Omit<Problem, "path"> | undefined {
  if (typeof password !== "string") return { problem: "is no text", got: `a ${typeof password}, not shown here`, expected: "a password" };
  if (password === "") return { problem: "is empty", expected: "a password" };
  if (/[\0\r\n]/.test(password)) return { problem: "has a line break or a zero byte in it", got: "a value, not shown here", expected: "one line", fix: "take the line break off; echo adds one, and printf does not" };
  if (/\p{Surrogate}/u.test(password)) return { problem: "is no Unicode text", got: "a value, not shown here", expected: "whole characters" };
  return kind.passwordProblem?.(password);
}

/** A password as a secret Output that fails when its value, known only then, is none. */
export function checkedPassword(path: string, kind: DataKind, password: pulumi.Input<string>): pulumi.Output<string> {
  return pulumi.secret(password).apply((plain) => {
    const wrong = passwordProblem(kind, plain);
    if (wrong !== undefined) throw new InputError([{ path, ...wrong }]);
    return plain;
  });
}

/** The password that was given, or a random one of letters and digits, which stays until `passwordVersion` is another. */
export function givenOrRandom(name: string, { password, passwordVersion }: DataCredentials, transform: DataTransforms["password"], opts: pulumi.CustomResourceOptions): GivenOrRandom {
  if (password !== undefined) return { value: password, generated: undefined };
  const made: random.RandomPasswordArgs = {
    length: dataDefaults.passwordLength,
    special: false,
    ...(passwordVersion === undefined ? {} : { keepers: { version: passwordVersion } }),
  };
  const generated = new random.RandomPassword(name, transform?.(made) ?? made, opts);
  return { value: generated.result, generated };
}

/** Whether a value is there now, to be checked before anything is made. */
export function isPlain(value: unknown): boolean {
  return value !== undefined && !pulumi.Output.isInstance(value) && !(value instanceof Promise);
}
