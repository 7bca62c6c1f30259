import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { z } from "zod";
import { CliError } from "./cli-error.ts";
import { yamlProblems } from "./yaml-problems.ts";

const encrypted = z.object({ secure: z.string() });
const plain = z.unknown().refine((value) => typeof value !== "object" || value === null || !("secure" in value), "a secret is no text");
const schema = z.object({ config: z.record(z.string(), z.union([encrypted, plain])).nullish() }).nullish();

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
  const problems = yamlProblems(path);
  if (problems.length > 0) throw new CliError(problems.join("\n"));
  const parsed = schema.safeParse(parse(text));
  if (!parsed.success) throw new CliError(`${path} is no stack file: config is no list of keys, or a secret in it is no text`);
  const entries = Object.entries(parsed.data?.config ?? {});
  const isSecret = (value: unknown): boolean => encrypted.safeParse(value).success || (typeof value === "object" && value !== null && Object.values(value).some(isSecret));
  return {
    values: Object.fromEntries(entries.map(([key, value]) => [key, isSecret(value) ? PLACEHOLDER : textOf(value)])),
    secretKeys: entries.filter(([, value]) => isSecret(value)).map(([key]) => key),
  };
}

/** A value as the engine hands it to programs: objects as JSON. */
function textOf(value: unknown): string {
  return typeof value === "string" ? value : value === null || value === undefined ? "" : JSON.stringify(value);
}
