import { asObject } from "./json.ts";

/** What names an item of a list in Kubernetes; the first one that an item has counts. A mount's `name` is its volume's. */
const KEYS = ["mountPath", "name", "containerPort", "key", "path", "host", "port", "topologyKey", "ip", "uid"];

/** Lists whose order matters. */
const ORDERED = new Set(["args", "command", "initContainers"]);

/** Whether another order of the list at this name means something else. */
export function isOrdered(name: string): boolean {
  return ORDERED.has(name);
}

/** What names each item of every list inside: `name=web`; the second of the same name is `name=web#2`. */
export function labelItems(root: unknown, labels = new Map<object, string>()): Map<object, string> {
  if (Array.isArray(root)) label(root, labels);
  if (typeof root === "object" && root !== null) for (const inner of Object.values(root) as readonly unknown[]) labelItems(inner, labels);
  return labels;
}

function label(items: readonly unknown[], labels: Map<object, string>): void {
  const seen = new Map<string, number>();
  for (const item of items) {
    const object = asObject(item);
    const name = object === undefined ? undefined : nameOf(object);
    if (object === undefined || name === undefined) continue;
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    labels.set(object, count === 1 ? name : `${name}#${count}`);
  }
}

function nameOf(item: Readonly<Record<string, unknown>>): string | undefined {
  const key = KEYS.find((candidate) => isScalar(item[candidate]));
  if (key !== undefined) return `${key}=${String(item[key])}`;
  const metadata = asObject(item["metadata"])?.["name"];
  return isScalar(metadata) ? `name=${metadata}` : undefined;
}

function isScalar(value: unknown): value is string | number {
  return (typeof value === "string" && value !== "") || typeof value === "number";
}

/** The same text for the same content, whatever the order of its keys. */
export function canonical(value: unknown): string {
  if (value === undefined) return "";
  return JSON.stringify(value, (_, inner: unknown) => {
    const object = asObject(inner);
    return object === undefined ? inner : Object.fromEntries(Object.entries(object).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}
