import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { asObject, jsonIn } from "@moorage/preview/engine";
import type { Target } from "./target.ts";

const file = z.looseObject({ encryptionsalt: z.string().optional().catch(undefined), encryptedkey: z.string().optional().catch(undefined), config: z.unknown().optional() });

function stackFile({ place, stack }: Target): z.infer<typeof file> | undefined {
  const path = join(place.project.folder, `Pulumi.${stack}.yaml`);
  try {
    return existsSync(path) ? file.parse(parse(readFileSync(path, "utf8"))) : undefined;
  } catch {
    return undefined;
  }
}

/** What keeps values from being guessed by the hash of a plan: public, and the same as long as the stack's encryption is. */
export function saltOf(target: Target): string {
  const settings = stackFile(target);
  return settings?.encryptionsalt ?? settings?.encryptedkey ?? `${target.project}/${target.stack}`;
}

const settings = z.record(z.string(), z.object({ value: z.string().optional(), secret: z.boolean().optional() }));

/**
 * The secrets among a stack's decrypted settings. Of a setting with parts, those that are encrypted in the stack's file.
 * @param printed What `pulumi config --show-secrets --json` prints.
 */
export function secretSettings(target: Target, printed: string): readonly unknown[] {
  const config = asObject(stackFile(target)?.config) ?? {};
  return Object.entries(settings.parse(JSON.parse(printed))).flatMap(([key, { value = "", secret }]): readonly unknown[] => {
    if (secret !== true) return [];
    const parts = jsonIn(value);
    const encrypted = encryptedPaths(config[key] ?? config[key.slice(key.indexOf(":") + 1)]);
    if (typeof parts !== "object" || parts === null || encrypted.length === 0 || encrypted[0]?.length === 0) return [value, parts];
    return encrypted.map((path) => path.reduce((tree: unknown, step) => (typeof tree === "object" && tree !== null ? (tree as Readonly<Record<string, unknown>>)[step] : undefined), parts));
  });
}

function encryptedPaths(value: unknown): readonly (readonly string[])[] {
  if (typeof value !== "object" || value === null) return [];
  if ("secure" in value && typeof value.secure === "string") return [[]];
  return Object.entries(value).flatMap(([key, inner]) => encryptedPaths(inner).map((path) => [key, ...path]));
}
