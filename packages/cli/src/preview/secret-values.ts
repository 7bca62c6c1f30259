/**
 * How the engine marks a secret in JSON, whether it stands in its state or in its calls.
 * @see https://github.com/pulumi/pulumi/blob/master/sdk/go/common/resource/sig/sig.go
 */
const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";
const OUTPUT = "d0e6a833031e9bbcd3f4e8bde6ca49a4";

type Tree = Readonly<Record<string, unknown>>;

/** A JSON object, if that is what it is. */
export function asTree(value: unknown): Tree | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Tree) : undefined;
}

/** The JSON in a text; `undefined` when there is none. */
export function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** Every value that the engine marked as a secret, and what Kubernetes Secrets hold, marked or not. */
export function secretValues(tree: unknown): readonly unknown[] {
  if (Array.isArray(tree)) return tree.flatMap(secretValues);
  const object = asTree(tree);
  if (object === undefined) return [];
  if (object[SIGNATURE] === SECRET || (object[SIGNATURE] === OUTPUT && object["secret"] === true)) {
    const { plaintext, value } = object;
    return [typeof plaintext === "string" ? (jsonIn(plaintext) ?? plaintext) : value].filter((each) => each !== undefined);
  }
  const held = object["kind"] === "Secret" ? [object["data"], object["stringData"]].filter((each) => asTree(each)?.[SIGNATURE] === undefined && each !== undefined) : [];
  return [...held, ...Object.values(object).flatMap(secretValues)];
}

/** Words that nobody can hide, because objects are named by them: a hole in a name would tell what is in it. */
export function publicNames(tree: unknown): ReadonlySet<string> {
  const found = new Set<string>();
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) return value.forEach(walk);
    const object = asTree(value);
    if (object === undefined) return;
    const { urn, metadata } = object;
    // Only whole names: `urn:pulumi:prod::moorage::type::name`.
    if (typeof urn === "string") for (const part of urn.replace(/^urn:pulumi:/, "").split("::")) found.add(part);
    for (const name of [asTree(metadata)?.["name"], asTree(metadata)?.["namespace"]]) if (typeof name === "string") found.add(name);
    Object.values(object).forEach(walk);
  };
  walk(tree);
  return found;
}
