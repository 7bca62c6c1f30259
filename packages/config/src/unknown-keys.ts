import type { Problems } from "@moorage/core";
import { nearest } from "./nearest.ts";
import type { ConfigSource } from "./source.ts";

/**
 * Notes keys that nobody will ever read: unknown ones of this project, and known ones under another project's name.
 * Keys of the engine and of providers have namespaces of their own and are none of ours.
 */
export function unknownKeys(problems: Problems, known: readonly string[], { project, values }: ConfigSource): void {
  for (const full of Object.keys(values)) {
    const colon = full.indexOf(":");
    const key = full.slice(colon + 1);
    if (full.slice(0, colon) !== project) {
      if (known.includes(key)) problems.add({ path: full, problem: "is a setting of this project under another's name, which nobody reads", expected: `${project}:${key}`, fix: `rename it to ${project}:${key}` });
      continue;
    }
    if (known.includes(key)) continue;
    const meant = nearest(key, known);
    problems.add({ path: full, problem: "is no setting", expected: `one of ${known.join(", ")}`, ...(meant === undefined ? {} : { fix: `did you mean ${meant}?` }) });
  }
}
