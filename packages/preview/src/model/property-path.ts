/** A property, an item by its number, or an item by what names it. */
export type Segment = string | number | { readonly item: string };

/** Where a property is, from the outside in. */
export type PropertyPath = readonly Segment[];

const PART = /\["((?:[^"\\]|\\.)*)"\]|\[(\d+)\]|([^.[\]]+)/g;
const PLAIN = /^[A-Za-z_$][\w$-]*$/;

/**
 * Reads a path as the engine writes it: `spec.containers[0].env`, `metadata.annotations["example.com/owner"]`.
 * @see https://github.com/pulumi/pulumi/blob/master/sdk/go/common/resource/properties_path.go
 */
export function parsePath(text: string): PropertyPath {
  return [...text.matchAll(PART)].map(([, quoted, index, plain = ""]): Segment => {
    if (quoted !== undefined) return quoted.replace(/\\(.)/g, "$1");
    return index === undefined ? plain : Number(index);
  });
}

/** The path as people read it, items by what names them: `containers[name=web].image`. */
export function pathText(path: PropertyPath): string {
  return path.reduce<string>((text, segment) => {
    if (typeof segment === "number") return `${text}[${segment}]`;
    if (typeof segment === "object") return `${text}[${segment.item}]`;
    if (!PLAIN.test(segment)) return `${text}[${JSON.stringify(segment)}]`;
    return text === "" ? segment : `${text}.${segment}`;
  }, "");
}

/** The names on the way, without items of lists: whether two paths are about the same place whatever the order of lists. */
export function namesOf(path: PropertyPath): readonly string[] {
  return path.filter((segment) => typeof segment === "string");
}

/** Whether one of two paths leads to the other, items of lists aside. */
export function onTheSameWay(one: PropertyPath, other: PropertyPath): boolean {
  const [a, b] = [namesOf(one), namesOf(other)];
  return a.slice(0, b.length).every((name, index) => name === b[index]);
}
