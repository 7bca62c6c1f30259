import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { z } from "zod";
import { CliError } from "./cli-error.ts";

const schema = z.object({ config: z.record(z.string(), z.union([z.object({ secure: z.string() }), z.string(), z.number(), z.boolean()])).default({}) });

/** A stack's configuration without its secrets. */
export interface PlainConfig {
  readonly values: Readonly<Record<string, string>>;
  /** Keys that are encrypted; their values are placeholders. */
  readonly secretKeys: readonly string[];
}

/** What stands where a secret would. */
export const PLACEHOLDER = "placeholder";

/**
 * Reads `Pulumi.<stack>.yaml` without a passphrase.
 * @throws CliError when it is not there, or is no stack file
 */
export function readStackFile(path: string): PlainConfig {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch {
    throw new CliError(`${path} is not there: no such stack`);
  }
  const parsed = schema.safeParse(parse(text));
  if (!parsed.success) throw new CliError(`${path} is no stack file: ${parsed.error.issues[0]?.message ?? "malformed"}`);
  const entries = Object.entries(parsed.data.config);
  return {
    values: Object.fromEntries(entries.map(([key, value]) => [key, typeof value === "object" ? PLACEHOLDER : String(value)])),
    secretKeys: entries.filter(([, value]) => typeof value === "object").map(([key]) => key),
  };
}
