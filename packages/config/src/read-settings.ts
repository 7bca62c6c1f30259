import * as pulumi from "@pulumi/pulumi";
import { InputError, Problems } from "@moorage/core";
import type { Problem } from "@moorage/core";
import { plainValue } from "./plain-value.ts";
import type { SecretSetting, Settings, Values } from "./setting.ts";
import type { ConfigSource } from "./source.ts";
import { unknownKeys } from "./unknown-keys.ts";

/** What could be read of a stack's settings, and what is wrong with the rest. */
export interface CheckedSettings<S extends Settings> {
  /** Every good value; `undefined` where there is a problem. */
  readonly values: Partial<Values<S>>;
  /** Every missing, unknown, malformed and wrongly encrypted key. */
  readonly problems: readonly Problem[];
}

/** Reads every setting of a stack at once and throws nothing, for programs that have more to check. */
export function checkSettings<S extends Settings>(settings: S, source: ConfigSource): CheckedSettings<S> {
  const problems = new Problems(`Pulumi.${source.stack}.yaml`);
  unknownKeys(problems, Object.keys(settings), source);
  const values = Object.entries(settings).map(([key, entry]) => {
    const full = `${source.project}:${key}`;
    return [key, entry.kind === "secret" ? secretValue(problems, full, entry, source) : plainValue(problems, full, entry, source)] as const;
  });
  return { values: Object.freeze(Object.fromEntries(values)) as Partial<Values<S>>, problems: problems.found };
}

/**
 * Reads every setting of a stack at once.
 * @throws InputError that names every missing, unknown, malformed and wrongly encrypted key, in one go
 */
export function readSettings<S extends Settings>(settings: S, source: ConfigSource): Values<S> {
  const { values, problems } = checkSettings(settings, source);
  if (problems.length > 0) throw new InputError(problems);
  return values as Values<S>;
}

function secretValue(problems: Problems, full: string, { optional }: SecretSetting, source: ConfigSource): pulumi.Output<string> | undefined {
  const set = `pulumi config set --stack ${source.stack} --secret ${full}`;
  const text = source.values[full];
  if (text === undefined) {
    if (!optional) problems.add({ path: full, problem: "is required and not set", fix: set });
  } else if (!source.encrypted.has(full)) problems.add({ path: full, problem: "is a secret in plain text", got: "a value, not shown here", expected: "an encrypted value", fix: set });
  else if (text === "") problems.add({ path: full, problem: "is empty", fix: set });
  else return pulumi.secret(text);
  return undefined;
}
