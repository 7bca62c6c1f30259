import type { Operation, PreviewModel, ResourceChange } from "../model/model.ts";
import { shortSha } from "./options.ts";
import type { RenderOptions } from "./options.ts";

/** What stands before a resource. */
export const SIGNS: Readonly<Record<Operation, string>> = Object.freeze({ replace: "±", delete: "−", update: "~", create: "+", import: "→", read: "=" });

/** Operations in the order in which they are shown, and as they are counted. */
export const OPERATIONS: readonly Operation[] = ["replace", "delete", "update", "create", "import", "read"];

/** What follows for a resource in a word or two. */
export function effectOf({ op, effect }: ResourceChange): string | undefined {
  return effect ?? (op === "import" ? "taken over" : op === "read" ? "only read" : undefined);
}

/** What a resource is, without its sign. */
export function resourceTitle(change: ResourceChange): string {
  const effect = effectOf(change);
  return `${change.kind} ${change.name}${effect === undefined ? "" : ` (${effect})`}`;
}

/** Whether there is nothing to be done. */
export function isQuiet({ failed, changes, outputs, imagesBuilt }: PreviewModel): boolean {
  return !failed && changes.length + outputs.length + imagesBuilt.length === 0;
}

/** Whether there is nothing to be done and nothing to be said. */
export function isSilent(model: PreviewModel): boolean {
  return isQuiet(model) && model.policies.violations.length + model.diagnostics.length === 0;
}

/** The changes that may stop or lose something, and the others, each in the order in which they are shown. */
export function sorted({ changes }: PreviewModel): { readonly destructive: readonly ResourceChange[]; readonly others: readonly ResourceChange[] } {
  const ordered = changes.toSorted((one, other) => OPERATIONS.indexOf(one.op) - OPERATIONS.indexOf(other.op));
  return { destructive: ordered.filter(({ destructive }) => destructive), others: ordered.filter(({ destructive }) => !destructive) };
}

/** `preview of 4f1c2ab`, with the commit as the renderer shows it. */
export function subject(models: readonly PreviewModel[], options: RenderOptions, shown: (sha: string) => string): string {
  const sha = shortSha(options);
  const what = models.some(({ about }) => about === "drift") ? "drift" : "preview";
  return sha === undefined || what === "drift" ? what : `${what} of ${shown(sha)}`;
}

/** What policy packs found, in a few characters. */
export function policyCell({ policies: { packs, violations } }: PreviewModel): string {
  const mandatory = violations.filter((violation) => violation.mandatory).length;
  const advisory = violations.length - mandatory;
  if (violations.length === 0) return packs.length === 0 ? "–" : "✅";
  return [...(mandatory === 0 ? [] : [`🔴 ${mandatory}`]), ...(advisory === 0 ? [] : [`⚠️ ${advisory}`])].join(" · ");
}

/** What happens to outputs, in a few characters. */
export function outputsCell({ outputs }: PreviewModel): string {
  const exposed = outputs.filter((output) => output.exposed).length;
  const breaking = outputs.filter((output) => output.breaking).length;
  if (exposed + breaking > 0) return `🔴 ${[...(exposed === 0 ? [] : [`${exposed} exposed`]), ...(breaking === 0 ? [] : [`${breaking} breaking`])].join(" · ")}`;
  return outputs.length === 0 ? "–" : `${outputs.length} changed`;
}

/** Fields of output contracts. */
const CONTRACT = /^(?:v\d+(?:Secrets)?|contract)(?:[.[]|$)/;

/** Whether an output is a field of a contract: `moorage outputs check` tells of each, with the version it calls for. */
export function isContract(path: string): boolean {
  return CONTRACT.test(path);
}

/** Advisories and fields of contracts stop nothing and are told elsewhere too: beside what is destructive they are only counted. */
export function countsAside(model: PreviewModel): boolean {
  return sorted(model).destructive.length > 0;
}

/** Words, as a list in a sentence. */
export function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1) ?? ""}`;
}
