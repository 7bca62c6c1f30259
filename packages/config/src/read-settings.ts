import * as pulumi from "@pulumi/pulumi";
import { Problems } from "@moorage/core";
import { nearest } from "./nearest.ts";
import type { Setting, Settings, Values } from "./setting.ts";
import type { ConfigSource } from "./source.ts";

/**
 * Reads every setting of a stack at once.
 * @throws InputError that names every missing, unknown, malformed and wrongly encrypted key, in one go
 */
export function readSettings<S extends Settings>(settings: S, source: ConfigSource): Values<S> {
  const problems = new Problems(`Pulumi.${source.stack}.yaml`);
  unknownKeys(problems, settings, source);
  const values = Object.entries(settings).map(([key, entry]) => {
    const full = `${source.project}:${key}`;
    return [key, entry.kind === "secret" ? secretValue(problems, full, source) : plainValue(problems, full, entry, source)] as const;
  });
  problems.throwIfAny();
  return Object.freeze(Object.fromEntries(values)) as Values<S>;
}

function plainValue(problems: Problems, full: string, entry: Setting<unknown>, source: ConfigSource): unknown {
  const set = `pulumi config set --stack ${source.stack} ${full} ${entry.example}`;
  const text = source.values[full];
  if (text === undefined) {
    if (entry.fallback === undefined) problems.add({ path: full, problem: "is required and not set", fix: set });
    return entry.fallback;
  }
  if (source.encrypted.has(full)) {
    problems.add({ path: full, problem: "is encrypted, and it is no secret", got: "an encrypted value", expected: "plain text", fix: set });
    return undefined;
  }
  const parsed = entry.schema.safeParse(text);
  if (parsed.success) return parsed.data;
  const expected = parsed.error.issues.map((issue) => issue.message).join(", ");
  problems.add({ path: full, problem: "cannot be used", got: JSON.stringify(text), expected, fix: set });
  return undefined;
}

function secretValue(problems: Problems, full: string, source: ConfigSource): pulumi.Output<string> | undefined {
  const set = `pulumi config set --stack ${source.stack} --secret ${full}`;
  const text = source.values[full];
  if (text === undefined) problems.add({ path: full, problem: "is required and not set", fix: set });
  else if (!source.encrypted.has(full)) problems.add({ path: full, problem: "is a secret in plain text", got: "a value, not shown here", expected: "an encrypted value", fix: set });
  else if (text === "") problems.add({ path: full, problem: "is empty", fix: set });
  else return pulumi.secret(text);
  return undefined;
}

/** Keys of the engine and of providers have namespaces of their own; every key of ours must be known. */
function unknownKeys(problems: Problems, settings: Settings, source: ConfigSource): void {
  const known = Object.keys(settings);
  for (const full of Object.keys(source.values)) {
    const [namespace, key] = split(full);
    if (namespace !== source.project || known.includes(key)) continue;
    const meant = nearest(key, known);
    problems.add({
      path: full,
      problem: "is no setting",
      expected: `one of ${known.join(", ")}`,
      ...(meant === undefined ? {} : { fix: `did you mean ${meant}?` }),
    });
  }
}

function split(full: string): readonly [namespace: string, key: string] {
  const colon = full.indexOf(":");
  return [full.slice(0, colon), full.slice(colon + 1)];
}

