import type { Diagnostic, Policies, PreviewModel } from "../model/model.ts";
import { counted } from "./diff-lines.ts";
import { destructiveChanges, otherChanges, outputChanges } from "./html-changes.ts";
import { html } from "./html-text.ts";
import type { Markup } from "./html-text.ts";
import type { Labelled } from "./options.ts";
import { severityOf } from "./severity.ts";
import { SIGNS, isQuiet, sorted } from "./wording.ts";

/** A preview in the list of all, which leads to its section if it has one. */
export function listEntry({ label, model }: Labelled, id: string | undefined): Markup {
  // A count and its word stay together.
  const told = chips(model).map(([text]) => text.replaceAll(" ", "\u00a0"));
  const entry = html`<b class="${severityOf(model)}"><span class="dot"></span><span class="label">${label}</span></b> <span class="state">${[stateOf(model), ...told].join(" · ")}</span>`;
  return html`<li>${id === undefined ? html`<div>${entry}</div>` : html`<a href="#${id}">${entry}</a>`}</li>\n`;
}

/** All that is known of a preview. */
export function section({ label, model }: Labelled, id: string): Markup {
  const { destructive, others } = sorted(model);
  const told = chips(model);
  return html`<section id="${id}">
<header><h2 class="${severityOf(model)}"><span class="dot"></span>${label}</h2><span class="state">${stateOf(model)}</span></header>
${told.length === 0 ? "" : html`<ul class="chips">${told.map(([text, look]) => html`<li class="${look}">${text}</li>`)}</ul>\n`}${[
    ...destructiveChanges(destructive),
    ...diagnostics(model.diagnostics, "error"),
    ...policies(model.policies),
    ...outputChanges(model.outputs),
    ...otherChanges(others),
    ...images(model),
    ...diagnostics(model.diagnostics, "warning"),
  ]}</section>\n`;
}

function stateOf(model: PreviewModel): string {
  if (model.failed) return "failed";
  if (isQuiet(model)) return model.about === "drift" ? "no drift" : "no changes";
  if (sorted(model).destructive.length > 0) return "destructive changes";
  return model.outputs.some(({ breaking, exposed }) => breaking || exposed) ? "outputs at risk" : "changes";
}

type Look = "bad" | "mind" | "good" | "";

function chips({ counts, policies: { packs, violations }, outputs }: PreviewModel): readonly (readonly [string, Look])[] {
  const mandatory = violations.filter((violation) => violation.mandatory).length;
  const all: readonly (readonly [number, string, Look])[] = [
    [counts.replace, `${SIGNS.replace} ${counts.replace} replace`, "bad"],
    [counts.delete, `${SIGNS.delete} ${counts.delete} delete`, "bad"],
    [counts.update, `${SIGNS.update} ${counts.update} update`, "mind"],
    [counts.create, `${SIGNS.create} ${counts.create} create`, "good"],
    [counts.images, `${counted(counts.images, "image")} to build`, ""],
    [mandatory, `${mandatory} mandatory policy`, "bad"],
    [violations.length - mandatory, `${violations.length - mandatory} advisory policy`, "mind"],
    [violations.length === 0 ? packs.length : 0, "policies kept", "good"],
    [outputs.length, `${counted(outputs.length, "output")} changed`, outputs.some(({ breaking, exposed }) => breaking || exposed) ? "bad" : ""],
  ];
  return all.filter(([count]) => count > 0).map(([, text, look]) => [text, look]);
}

function policies({ violations }: Policies): readonly Markup[] {
  if (violations.length === 0) return [];
  const ordered = [...violations.filter(({ mandatory }) => mandatory), ...violations.filter(({ mandatory }) => !mandatory)];
  return [
    html`<h3>Policies <small>${violations.length}</small></h3>\n`,
    ...ordered.map(({ policy, mandatory, resource, message }) => html`<div class="card ${mandatory ? "bad" : "mind"}"><p>${resource === undefined ? "" : html`<span class="name">${resource}</span> `}${message}<br><code>${policy}</code> · ${mandatory ? "mandatory: stops the update" : "advisory"}</p></div>\n`),
  ];
}

function images({ imagesBuilt }: PreviewModel): readonly Markup[] {
  if (imagesBuilt.length === 0) return [];
  return [html`<h3>Images to build <small>${imagesBuilt.length}, at the cost of a build each</small></h3>\n<div class="card"><ul class="head">${imagesBuilt.map(({ name }) => html`<li><code>${name}</code></li>`)}</ul></div>\n`];
}

function diagnostics(all: readonly Diagnostic[], severity: Diagnostic["severity"]): readonly Markup[] {
  const said = all.filter((diagnostic) => diagnostic.severity === severity);
  if (said.length === 0) return [];
  return [
    html`<h3>${severity === "error" ? "Errors" : "Warnings"} <small>${said.length}</small></h3>\n`,
    ...said.map(({ message, resource }) => html`<div class="card ${severity === "error" ? "bad" : "mind"}">${resource === undefined ? "" : html`<p><span class="name">${resource}</span></p>`}<pre><span>${message}</span></pre></div>\n`),
  ];
}
