import type * as pulumi from "@pulumi/pulumi";
import { z } from "zod";

/** A plain setting: how its text is read and what it is when nobody sets it. */
export interface Setting<T> {
  /** Text, or an object of texts. */
  readonly kind: "plain" | "structured";
  /** Reads the text, or the object of a structured setting. */
  readonly schema: z.ZodType<T>;
  /** What it is when nobody sets it. @default none: the setting is required, unless `optional` */
  readonly fallback?: T;
  /** Whether it may be left out without a fallback. @default false */
  readonly optional?: boolean;
  /** What follows the key in the command that sets it. */
  readonly example: string;
}

/** A secret setting: encrypted in the stack's file, an Output in the program, never in a message. */
export interface SecretSetting<Optional extends boolean = boolean> {
  /** Encrypted text. */
  readonly kind: "secret";
  /** Whether it may be left out. */
  readonly optional: Optional;
}

/** Every setting of a program by its key. */
export type Settings = Readonly<Record<string, Setting<unknown> | SecretSetting>>;

/** What the settings are once they are read. */
export type Values<S extends Settings> = {
  readonly [K in keyof S]: S[K] extends Setting<infer T> ? T : S[K] extends SecretSetting<false> ? pulumi.Output<string> : pulumi.Output<string> | undefined;
};

/** How a setting is presented and what stands in for it. */
export interface SettingOptions<T> {
  /** An example for the command that sets it. */
  readonly example: string;
  /** What it is when nobody sets it. @default none: the setting is required */
  readonly fallback?: T;
}

/** A plain setting; required when it has no `fallback`. */
export function setting<T>(schema: z.ZodType<T>, options: SettingOptions<T>): Setting<T> {
  return { kind: "plain", schema, ...options };
}

/** A plain setting that may be left out. */
export function optionalSetting<T>(schema: z.ZodType<T>, options: Pick<SettingOptions<T>, "example">): Setting<T | undefined> {
  return { kind: "plain", schema, optional: true, ...options };
}

/** What an object of settings is once it is read. */
export type Structure<S extends z.ZodRawShape> = z.infer<z.ZodObject<S, z.core.$strict>>;

/** A required object of settings, set with `pulumi config set --path`; an unknown property in it is an error. */
export function structured<S extends z.ZodRawShape>(shape: S, options: Pick<SettingOptions<unknown>, "example">): Setting<Structure<S>> {
  return { kind: "structured", schema: z.strictObject(shape), ...options };
}

/** An object of settings that may be left out. */
export function optionalStructured<S extends z.ZodRawShape>(shape: S, options: Pick<SettingOptions<unknown>, "example">): Setting<Structure<S> | undefined> {
  return { kind: "structured", schema: z.strictObject(shape), optional: true, ...options };
}

/** A required secret. */
export function secret(): SecretSetting<false> {
  return { kind: "secret", optional: false };
}

/** A secret that may be left out. */
export function optionalSecret(): SecretSetting<true> {
  return { kind: "secret", optional: true };
}
