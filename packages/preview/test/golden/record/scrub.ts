import { UNKNOWN } from "../../../src/model/engine-values.ts";

/** A stream as it is kept: what differs from one recording to the next, or tells of the machine, is replaced by what does not. */
export class Scrubber {
  readonly #texts: readonly (readonly [string, string])[];
  readonly #known = new Map<string, string>();
  readonly #counts = new Map<string, number>();

  /** @param texts What tells of the machine, and what stands for it. */
  constructor(texts: Readonly<Record<string, string>>) {
    this.#texts = Object.entries(texts).sort(([a], [b]) => b.length - a.length);
  }

  /** One line of a stream, or the whole of a digest. */
  json(line: string, indent: number): string {
    return JSON.stringify(this.#value(JSON.parse(line), ""), undefined, indent);
  }

  /** Something that is said on the way. */
  text(text: string): string {
    const plain = this.#texts.reduce((so, [from, to]) => so.replaceAll(from, to), text);
    return plain
      .replaceAll(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)/g, "2026-01-01T00:00:00Z")
      .replaceAll(/\b127\.0\.0\.1:\d+/g, "cluster.example.com:6443")
      .replaceAll(/\b10\.96\.\d+\.\d+\b/g, (found) => this.#stable("address", found, (count) => `10.96.0.${count + 10}`))
      .replaceAll(/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/g, (found) => (UNKNOWN.has(found) ? found : this.#stable("uid", found, (count) => `00000000-0000-4000-8000-${String(count).padStart(12, "0")}`)))
      .replaceAll(/\bsha256:[0-9a-f]{64}\b/g, (found) => this.#stable("digest", found, (count) => `sha256:${String(count).padStart(64, "0")}`))
      .replaceAll(/\bpulumi-kubernetes-[0-9a-f]{8}\b/g, "pulumi-kubernetes-00000000")
      .replaceAll(/\b(board-settings)-[0-9a-f]{8}\b/g, (found, name: string) => this.#stable("name", found, (count) => `${name}-0000000${count}`));
  }

  #value(value: unknown, key: string): unknown {
    if (key === "timestamp") return 0;
    if (key === "durationSeconds") return 1;
    if (key === "nodePort" && typeof value === "number") return Number(this.#stable("port", String(value), (count) => String(30_000 + count)));
    if (typeof value === "string") return key === "resourceVersion" ? this.#stable(key, value, String) : this.text(value);
    if (Array.isArray(value)) return value.map((inner) => this.#value(inner, ""));
    if (typeof value !== "object" || value === null) return value;
    // Who wrote which field is long, is in every object, and is no change to anybody.
    return Object.fromEntries(Object.entries(value).filter(([name]) => name !== "managedFields").map(([name, inner]) => [this.text(name), this.#value(inner, name)]));
  }

  #stable(kind: string, found: string, make: (count: number) => string): string {
    const key = `${kind} ${found}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const count = (this.#counts.get(kind) ?? 0) + 1;
    this.#counts.set(kind, count);
    const made = make(count);
    this.#known.set(key, made);
    return made;
  }
}
