import type * as pulumi from "@pulumi/pulumi";
import type { z } from "zod";

/** A plain setting: how its text is read and what it is when nobody sets it. */
export interface Setting<T> {
  readonly kind: "plain";
  readonly schema: z.ZodType<T>;
  /** @default none: the setting is required */
  readonly fallback?: T;
  /** An example for the command that sets it. */
  readonly example: string;
}

/** A secret setting: encrypted in the stack's file, an Output in the program, never in a message. */
export interface SecretSetting {
  readonly kind: "secret";
}

/** Every setting of a program by its key. */
export type Settings = Readonly<Record<string, Setting<unknown> | SecretSetting>>;

/** What the settings are once they are read. */
export type Values<S extends Settings> = {
  readonly [K in keyof S]: S[K] extends Setting<infer T> ? T : pulumi.Output<string>;
};

/** A plain setting; required when it has no `fallback`. */
export function setting<T>(schema: z.ZodType<T>, options: { readonly example: string; readonly fallback?: T }): Setting<T> {
  return { kind: "plain", schema, ...options };
}

/** A required secret. */
export function secret(): SecretSetting {
  return { kind: "secret" };
}
