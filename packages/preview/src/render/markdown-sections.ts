import type { BuiltImage, Diagnostic, OutputChange, Policies } from "../model/model.ts";
import { SHORT, counted, propertyDiff } from "./diff-lines.ts";
import type { DiffLine } from "./diff-lines.ts";
import { diffBlock } from "./markdown-changes.ts";
import { code, details, plain } from "./markdown-text.ts";
import { isContract } from "./wording.ts";
import { clipped, linesOf, oneLine } from "./visible-text.ts";

/** How much of what is no resource is told. */
export interface Room {
  /** Errors, policies, outputs and images, of each as many. */
  readonly entries: number;
  /** Lines of one message. */
  readonly lines: number;
}

const MESSAGE = 600;

/** Why a preview failed. */
export function failure(label: string, diagnostics: readonly Diagnostic[], room: Room): readonly string[] {
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  const lines = errors.slice(0, room.entries).flatMap((error) => diagnosticLines(error, room));
  return [`**❌ The preview of ${code(label)} failed.**`, ...(lines.length === 0 ? [] : [[diffBlock(lines), ...more(errors.length, room)].join("\n")])];
}

/** Rules that stop the update, then what is only advised: that alone stays out where it is counted `aside`. */
export function policySection({ violations }: Policies, aside: boolean, room: Room): readonly string[] {
  const mandatory = violations.filter((violation) => violation.mandatory);
  if (violations.length === 0 || (mandatory.length === 0 && aside)) return [];
  const all = [...mandatory, ...violations.filter((violation) => !violation.mandatory)];
  const lines = all.slice(0, room.entries).map(({ policy, mandatory: stops, resource, message }) => `- ${stops ? "🔴" : "⚠️"} ${resource === undefined ? "" : `**${plain(resource)}:** `}${plain(clipped(oneLine(message), MESSAGE))} (${code(policy)})`);
  return [[mandatory.length === 0 ? "**Policies advise:**" : "**Policies stop this update.**", "", ...lines, ...more(all.length, room)].join("\n")];
}

/** Outputs: secrets that everybody can read first, then what breaks who reads them. Fields of contracts may be counted `aside`. */
export function outputSections(outputs: readonly OutputChange[], aside: boolean, room: Room): readonly string[] {
  const exposed = outputs.filter((output) => output.exposed);
  const told = outputs.filter(({ path, exposed: alarming }) => !alarming && !(aside && isContract(path)));
  const breaking = told.filter((output) => output.breaking);
  const ordered = [...breaking, ...told.filter((output) => !output.breaking)];
  const alarm = exposed.slice(0, room.entries).map(({ path }) => `> - **Output ${code(path)}: a secret becomes readable for everybody who reads outputs.**`);
  const summary = ["Outputs", ...(breaking.length === 0 ? [] : [`${breaking.length} breaking`]), ...(told.length === breaking.length ? [] : [`${told.length - breaking.length} changed`])].join(" · ");
  const lines = ordered.slice(0, room.entries).flatMap((output) => propertyDiff(output, SHORT, output.breaking ? ["breaking"] : []));
  return [
    ...(alarm.length === 0 ? [] : [["> [!CAUTION]", ...alarm].join("\n")]),
    ...(ordered.length === 0 ? [] : [details(summary, [diffBlock(lines), ...more(ordered.length, room)].join("\n"), breaking.length > 0)]),
  ];
}

/** Images that are built: each costs the time of a build. */
export function imageSection(images: readonly BuiltImage[], { entries }: Room): readonly string[] {
  if (images.length === 0) return [];
  const names = images.slice(0, entries).map(({ name }) => code(name));
  return [`**${counted(images.length, "image")} to build**, at the cost of a build${images.length === 1 ? "" : " each"}: ${names.join(", ")}${images.length > entries ? ", …" : ""}`];
}

/** What else was said. Errors of a preview that failed are told before. */
export function diagnosticsSection(diagnostics: readonly Diagnostic[], failed: boolean, room: Room): readonly string[] {
  const said = diagnostics.filter(({ severity }) => !failed || severity === "warning");
  if (said.length === 0) return [];
  const errors = said.filter(({ severity }) => severity === "error").length;
  const summary = [...(errors === 0 ? [] : [counted(errors, "error")]), ...(errors === said.length ? [] : [counted(said.length - errors, "warning")])].join(" · ");
  return [details(`⚠️ ${summary}`, [diffBlock(said.slice(0, room.entries).flatMap((each) => diagnosticLines(each, room))), ...more(said.length, room)].join("\n"))];
}

function diagnosticLines({ severity, message, resource }: Diagnostic, room: Room): readonly DiffLine[] {
  const sign = severity === "error" ? "-" : "!";
  const [first = "", ...rest] = linesOf(message);
  const cut = rest.length > room.lines ? [...rest.slice(0, room.lines), `… ${counted(rest.length - room.lines, "more line")}`] : rest;
  return [`${resource === undefined ? "" : `${oneLine(resource)}: `}${first}`, ...cut.map((line) => `  ${line}`)].map((text) => ({ sign, text: clipped(text, MESSAGE) }));
}

function more(count: number, { entries }: Room): readonly string[] {
  return count > entries ? ["", `… and ${count - entries} more.`] : [];
}
