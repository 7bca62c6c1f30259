import { alternativesOf } from "./alternatives.ts";
import type { ObjectAlternative } from "./alternatives.ts";

/** The field that tells the objects of a union apart before and after, by one value of its own in each. */
export function discriminatorOf(before: readonly ObjectAlternative[], after: readonly ObjectAlternative[]): string | undefined {
  const [first] = before;
  const tellsApart = (objects: readonly ObjectAlternative[], name: string): boolean => {
    const tags = objects.map((object) => tagOf(object, name));
    return !tags.includes(undefined) && new Set(tags).size === tags.length;
  };
  return [...(first?.fields.keys() ?? [])].find((name) => tellsApart(before, name) && tellsApart(after, name));
}

/** The one value that a field always has, as JSON. */
export function tagOf({ fields, required }: ObjectAlternative, name: string): string | undefined {
  const schema = fields.get(name);
  if (schema === undefined || !required.has(name)) return undefined;
  const [only, ...others] = alternativesOf(schema);
  return only?.type === "constant" && others.length === 0 ? JSON.stringify(only.value) : undefined;
}
