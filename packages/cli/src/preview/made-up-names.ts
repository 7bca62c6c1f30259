import { asTree, jsonIn } from "./secret-values.ts";

/** What the engine writes for a text that only the update finds out. */
const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const AUTONAMED = "pulumi.com/autonamed";

/**
 * What the engine printed, without the names that it makes up for new objects: each preview makes up others, the update too, and
 * the same plan is to look the same.
 */
export function withoutMadeUpNames(printed: string): string {
  const states = printed.split("\n").map(statesIn);
  const kept = new Set(states.flatMap(({ old }) => madeUpName(old) ?? []));
  const made = new Set(states.flatMap(({ next }) => madeUpName(next) ?? []).filter((name) => !kept.has(name)));
  return [...made].reduce((text, name) => text.replaceAll(JSON.stringify(name), JSON.stringify(UNKNOWN)), printed);
}

function statesIn(line: string): { readonly old: unknown; readonly next: unknown } {
  const event = asTree(jsonIn(line));
  const metadata = asTree(asTree(event?.["resourcePreEvent"] ?? event?.["resOutputsEvent"])?.["metadata"]);
  return { old: metadata?.["old"], next: metadata?.["new"] };
}

function madeUpName(state: unknown): string | undefined {
  const metadata = asTree(asTree(asTree(state)?.["inputs"])?.["metadata"]);
  const name = metadata?.["name"];
  return asTree(metadata?.["annotations"])?.[AUTONAMED] === "true" && typeof name === "string" && name !== "" ? name : undefined;
}
