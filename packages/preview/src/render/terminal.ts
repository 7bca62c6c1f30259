import pc from "picocolors";
import type { Diagnostic, OutputChange, PreviewModel, ResourceChange } from "../model/model.ts";
import { SHORT, counted, propertyDiff, resourceDiff } from "./diff-lines.ts";
import type { DiffLine } from "./diff-lines.ts";
import { labelled } from "./options.ts";
import type { Labelled, RenderOptions } from "./options.ts";
import { bySeverity, severityOf } from "./severity.ts";
import type { Severity } from "./severity.ts";
import { piece, printed } from "./terminal-lines.ts";
import type { Colours, Line } from "./terminal-lines.ts";
import { linesOf, oneLine } from "./visible-text.ts";
import { SIGNS, isQuiet, resourceTitle, sorted, subject } from "./wording.ts";

/** How previews are shown on a terminal. */
export interface TerminalOptions extends RenderOptions {
  /** Whether colours are wanted: a pipe gets none. */
  readonly colour: boolean;
  /**
   * Characters of a line; what is longer is cut off.
   * @default lines are as long as they are
   */
  readonly width?: number;
}

/**
 * The previews for somebody at a terminal, or for a pipe: what is destructive first.
 * @example
 * ```ts
 * import { failedPreview, renderTerminal } from "@moorage/preview";
 *
 * const preview = failedPreview("no stack named dev", { project: "board", stack: "dev" });
 * console.log(renderTerminal([preview], { title: "board", colour: false }));
 * ```
 */
export function renderTerminal(models: readonly PreviewModel[], options: TerminalOptions): string {
  const colours = pc.createColors(options.colour);
  const head: Line = [piece(oneLine(options.title), colours.bold), piece(` · ${subject(models, options, (sha) => oneLine(sha))}`)];
  const parts = bySeverity(labelled(models, options)).map((preview) => part(preview, colours));
  return printed([head, ...parts.flatMap((lines) => [[], ...lines])], options.width ?? Infinity);
}

const LOOKS: Readonly<Record<Severity, "red" | "yellow" | "green" | "dim">> = { failed: "red", destructive: "red", changes: "yellow", creates: "green", none: "dim" };

function part({ label, model }: Labelled, colours: Colours): readonly Line[] {
  const { destructive, others } = sorted(model);
  const indented = [
    ...destructive.flatMap((change) => resource(change, colours)),
    ...diagnostics(model.diagnostics, "error", colours),
    ...policies(model, colours),
    ...outputs(model.outputs, colours),
    ...others.flatMap((change) => resource(change, colours)),
    ...model.imagesBuilt.map(({ name }): Line => [piece("* ", colours.cyan), piece(`image ${oneLine(name)} is built`)]),
    ...diagnostics(model.diagnostics, "warning", colours),
  ];
  const look = colours[LOOKS[severityOf(model)]];
  return [[piece(oneLine(label), colours.bold), piece("  "), piece(summary(model), look)], ...indented.map((line): Line => [piece("  "), ...line])];
}

function summary(model: PreviewModel): string {
  if (model.failed) return "failed";
  if (isQuiet(model)) return model.about === "drift" ? "no drift" : "no changes";
  const { replace, delete: gone, update, create, images } = model.counts;
  const counts = [
    [replace, `${SIGNS.replace} ${replace} to replace`],
    [gone, `${SIGNS.delete} ${gone} to delete`],
    [update, `${SIGNS.update} ${update} to update`],
    [create, `${SIGNS.create} ${create} to create`],
    [images, `${counted(images, "image")} to build`],
    [model.outputs.length, `${counted(model.outputs.length, "output")} to change`],
  ] as const;
  const told = counts.filter(([count]) => count > 0).map(([, text]) => text);
  return told.length === 0 ? counted(model.changes.length, "change") : told.join(", ");
}

function resource(change: ResourceChange, colours: Colours): readonly Line[] {
  const { op, destructive, consequences } = change;
  const look = destructive ? colours.red : op === "create" || op === "import" ? colours.green : colours.yellow;
  const fate = consequences.map(oneLine).join(" ");
  return [
    [piece(`${SIGNS[op]} `, look), piece(oneLine(resourceTitle(change)), destructive ? (text) => colours.bold(colours.red(text)) : colours.bold), ...(fate === "" ? [] : [piece(`: ${fate}`, destructive ? colours.red : undefined)])],
    ...resourceDiff(change, SHORT).map((line) => diff(line, colours)),
  ];
}

function diff({ sign, text }: DiffLine, colours: Colours): Line {
  const look = { "+": colours.green, "-": colours.red, "!": colours.yellow, " ": colours.dim }[sign];
  return [piece(`    ${sign} ${text}`, look)];
}

function policies({ policies: { violations } }: PreviewModel, colours: Colours): readonly Line[] {
  const ordered = [...violations.filter(({ mandatory }) => mandatory), ...violations.filter(({ mandatory }) => !mandatory)];
  return ordered.flatMap(({ policy, mandatory, resource: about, message }) => {
    const [first = "", ...rest] = linesOf(message);
    const head: Line = [piece(mandatory ? "mandatory " : "advisory ", mandatory ? colours.red : colours.yellow), piece(`${oneLine(policy)}: ${about === undefined ? "" : `${oneLine(about)}: `}${first}`)];
    return [head, ...rest.map((line): Line => [piece(`    ${line}`)])];
  });
}

function outputs(all: readonly OutputChange[], colours: Colours): readonly Line[] {
  if (all.length === 0) return [];
  const ordered = [...all.filter(({ exposed }) => exposed), ...all.filter(({ exposed, breaking }) => breaking && !exposed), ...all.filter(({ exposed, breaking }) => !breaking && !exposed)];
  return [[piece("outputs", colours.bold)], ...ordered.flatMap((output) => propertyDiff(output, SHORT, [...(output.exposed ? ["a secret becomes readable"] : []), ...(output.breaking ? ["breaking"] : [])]).map((line) => diff(line, colours)))];
}

function diagnostics(all: readonly Diagnostic[], severity: Diagnostic["severity"], colours: Colours): readonly Line[] {
  return all
    .filter((diagnostic) => diagnostic.severity === severity)
    .flatMap(({ message, resource: about }) => {
      const [first = "", ...rest] = linesOf(message);
      const head: Line = [piece(`${severity}: `, severity === "error" ? colours.red : colours.yellow), piece(`${about === undefined ? "" : `${oneLine(about)}: `}${first}`)];
      return [head, ...rest.map((line): Line => [piece(`    ${line}`)])];
    });
}
