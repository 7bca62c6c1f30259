import type { PreviewModel } from "../model/model.ts";
import { plain } from "./markdown-text.ts";
import type { Labelled } from "./options.ts";
import { ICONS, severityOf } from "./severity.ts";
import { isQuiet, outputsCell, policyCell } from "./wording.ts";

const HEAD = ["| Stack | ± replace | − delete | ~ update | + create | images built | policy | outputs |", "|---|--:|--:|--:|--:|--:|---|---|"];

/** One row for each preview. */
export function table(previews: readonly Labelled[]): string {
  return [...HEAD, ...previews.map(({ label, model }) => row([`${ICONS[severityOf(model)]} ${plain(label)}`, ...countCells(model), policyCell(model), outputsCell(model)]))].join("\n");
}

function countCells(model: PreviewModel): readonly string[] {
  const word = model.failed ? "failed" : isQuiet(model) ? (model.about === "drift" ? "no drift" : "no changes") : undefined;
  if (word !== undefined) return [word, "", "", "", ""];
  const { replace, delete: gone, update, create, images } = model.counts;
  return [replace, gone, update, create, images].map(String);
}

function row(cells: readonly string[]): string {
  return `|${cells.map((cell) => (cell === "" ? " |" : ` ${cell} |`)).join("")}`;
}
