import type { PreviewModel } from "../model/model.ts";
import type { Labelled } from "./options.ts";

/** How much attention a preview wants, the most first. */
export type Severity = "failed" | "destructive" | "changes" | "creates" | "none";

const ORDER: readonly Severity[] = ["failed", "destructive", "changes", "creates", "none"];

/** What people see of it first. */
export const ICONS: Readonly<Record<Severity, string>> = Object.freeze({ failed: "❌", destructive: "🔴", changes: "🟡", creates: "🟢", none: "⚪" });

/** How much attention a preview wants. What breaks who reads the outputs is as grave as what is deleted. */
export function severityOf(model: PreviewModel): Severity {
  if (model.failed) return "failed";
  if (model.changes.some(({ destructive }) => destructive) || model.outputs.some(({ breaking, exposed }) => breaking || exposed)) return "destructive";
  if (model.changes.some(({ op }) => op !== "create" && op !== "read") || model.outputs.some(({ kind }) => kind !== "added")) return "changes";
  if (model.changes.length + model.outputs.length > 0) return "creates";
  return model.imagesBuilt.length > 0 ? "changes" : "none";
}

/** The gravest of several. */
export function gravest(models: readonly PreviewModel[]): Severity {
  const all = models.map(severityOf);
  return ORDER.find((severity) => all.includes(severity)) ?? "none";
}

/** The gravest first; equals stay as they are. */
export function bySeverity(previews: readonly Labelled[]): readonly Labelled[] {
  return previews.toSorted((one, other) => ORDER.indexOf(severityOf(one.model)) - ORDER.indexOf(severityOf(other.model)));
}
