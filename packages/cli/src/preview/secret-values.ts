import { asObject, isOfEngine, isSecret, jsonIn } from "@moorage/preview/engine";

/** Every value that the engine marked as a secret, and what Kubernetes Secrets hold, marked or not. */
export function secretValues(tree: unknown): readonly unknown[] {
  if (Array.isArray(tree)) return tree.flatMap(secretValues);
  const object = asObject(tree);
  if (object === undefined) return [];
  if (isSecret(object)) {
    const { plaintext, value } = object;
    return [typeof plaintext === "string" ? (jsonIn(plaintext) ?? plaintext) : value].filter((each) => each !== undefined);
  }
  const held = object["kind"] === "Secret" ? [object["data"], object["stringData"]].filter((each) => each !== undefined && !isOfEngine(each)) : [];
  return [...held, ...Object.values(object).flatMap(secretValues)];
}

/** Words that nobody can hide, because objects are named by them: a hole in a name would tell what is in it. */
export function publicNames(tree: unknown): ReadonlySet<string> {
  const found = new Set<string>();
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) return value.forEach(walk);
    const object = asObject(value);
    if (object === undefined) return;
    const { urn, metadata } = object;
    // Only whole names: `urn:pulumi:prod::moorage::type::name`.
    if (typeof urn === "string") for (const part of urn.replace(/^urn:pulumi:/, "").split("::")) found.add(part);
    for (const name of [asObject(metadata)?.["name"], asObject(metadata)?.["namespace"]]) if (typeof name === "string") found.add(name);
    Object.values(object).forEach(walk);
  };
  walk(tree);
  return found;
}
