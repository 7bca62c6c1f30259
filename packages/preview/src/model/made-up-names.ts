import { UNKNOWN_TEXT } from "./engine-values.ts";
import { asObject, jsonIn } from "./json.ts";

const AUTONAMED = "pulumi.com/autonamed";

/**
 * What the engine printed, without the names that it makes up for new objects: each preview makes up others, the update too, and
 * the same plan is to look the same.
 */
export function withoutMadeUpNames(printed: string): string {
  const states = printed.split("\n").map(statesIn);
  const kept = new Set(states.flatMap(({ old }) => madeUpName(old) ?? []));
  const made = new Set(states.flatMap(({ next }) => madeUpName(next) ?? []).filter((name) => !kept.has(name)));
  return [...made].reduce((text, name) => text.replaceAll(JSON.stringify(name), JSON.stringify(UNKNOWN_TEXT)), printed);
}

function statesIn(line: string): { readonly old: unknown; readonly next: unknown } {
  const event = asObject(jsonIn(line));
  const metadata = asObject(asObject(event?.["resourcePreEvent"] ?? event?.["resOutputsEvent"])?.["metadata"]);
  return { old: metadata?.["old"], next: metadata?.["new"] };
}

function madeUpName(state: unknown): string | undefined {
  const metadata = asObject(asObject(asObject(state)?.["inputs"])?.["metadata"]);
  const name = metadata?.["name"];
  return asObject(metadata?.["annotations"])?.[AUTONAMED] === "true" && typeof name === "string" && name !== "" ? name : undefined;
}
