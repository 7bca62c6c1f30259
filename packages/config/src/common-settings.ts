import { z } from "zod";
import { setting } from "./setting.ts";
import type { Setting, SettingOptions } from "./setting.ts";

/** A whole number within bounds, both included. */
export function wholeNumber(least: number, most: number, options: SettingOptions<number>): Setting<number> {
  const rule = `a whole number from ${least} to ${most}`;
  const inBounds = (count: number): boolean => count >= least && count <= most;
  return setting(z.string().regex(/^-?\d+$/, { message: rule, abort: true }).transform(Number).refine(inBounds, rule), options);
}

/** `true` or `false`, and none of the other words that YAML once took for them. */
export function flag(options: SettingOptions<boolean>): Setting<boolean> {
  return setting(z.enum(["true", "false"], "true or false").transform((text) => text === "true"), options);
}

/** One of a few words. */
export function oneOf<const W extends readonly [string, ...string[]]>(words: W, options: SettingOptions<W[number]>): Setting<W[number]> {
  return setting(z.enum(words, `one of ${words.join(", ")}`), options);
}
