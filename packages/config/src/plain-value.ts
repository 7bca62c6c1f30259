import type { z } from "zod";
import type { Problems } from "@moorage/core";
import { nearest } from "./nearest.ts";
import type { Setting } from "./setting.ts";
import type { ConfigSource } from "./source.ts";

/** The value of one setting that is no secret; `undefined` where it has a problem, which is then noted. */
export function plainValue(problems: Problems, full: string, entry: Setting<unknown>, source: ConfigSource): unknown {
  const set = `pulumi config set --stack ${source.stack} ${entry.kind === "structured" ? `--path ${full}.${entry.example}` : `${full} ${entry.example}`}`;
  const text = source.values[full];
  if (text === undefined) {
    if (entry.fallback === undefined && entry.optional !== true) problems.add({ path: full, problem: "is required and not set", fix: set });
    return entry.fallback;
  }
  if (source.encrypted.has(full)) {
    problems.add({ path: full, problem: "is encrypted, and it is no secret", got: "an encrypted value", expected: "plain text", fix: set });
    return undefined;
  }
  const parsed = entry.schema.safeParse(entry.kind === "structured" ? object(text) : text);
  if (parsed.success) return parsed.data;
  if (entry.kind === "structured") for (const issue of parsed.error.issues) structuredProblem(problems, full, entry, issue, set);
  else problems.add({ path: full, problem: "cannot be used", got: JSON.stringify(text), expected: parsed.error.issues.map(({ message }) => message).join(", "), fix: set });
  return undefined;
}

/** The engine hands over objects as JSON. */
function object(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Types of what was found, never its value: nobody knows what somebody wrote there. */
function structuredProblem(problems: Problems, full: string, { schema }: Setting<unknown>, issue: z.core.$ZodIssue, fix: string): void {
  const path = [full, ...issue.path.map(String)].join(".");
  if (issue.code === "unrecognized_keys") {
    const known = "shape" in schema ? Object.keys(schema.shape as object) : [];
    for (const key of issue.keys) {
      const meant = nearest(key, known);
      problems.add({ path: `${path}.${key}`, problem: "is no setting", expected: `one of ${known.join(", ")}`, ...(meant === undefined ? {} : { fix: `did you mean ${meant}?` }) });
    }
  } else problems.add({ path, problem: issue.path.length === 0 ? "is no object" : "cannot be used", expected: issue.message, fix });
}
