import type { PreviewModel } from "../model/model.ts";
import { firstLine } from "./first-line.ts";
import { listEntry, section } from "./html-preview.ts";
import { STYLE } from "./html-style.ts";
import { html, trusted } from "./html-text.ts";
import { labelled } from "./options.ts";
import type { RenderOptions } from "./options.ts";
import { bySeverity, gravest } from "./severity.ts";
import { isSilent, subject } from "./wording.ts";

/** Nothing is fetched and nothing runs, whatever is in the page. */
const RULES = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

/**
 * The previews as one page that needs nothing else: no script, no request, for phones and desks, by day and by night.
 * @example
 * ```ts
 * import { failedPreview, renderHtml } from "@moorage/preview";
 *
 * const preview = failedPreview("no stack named dev", { project: "board", stack: "dev" });
 * console.log(renderHtml([preview], { title: "board" }));
 * ```
 */
export function renderHtml(models: readonly PreviewModel[], options: RenderOptions): string {
  const previews = bySeverity(labelled(models, options)).map((preview, index) => ({ preview, id: `preview-${index + 1}` }));
  // The list says all there is to say of a preview with nothing in it.
  const told = previews.filter(({ preview }) => previews.length === 1 || !isSilent(preview.model));
  const about = subject(models, options, (sha) => sha);
  const contents = previews.length < 2 ? "" : html`<nav aria-label="Previews"><ul class="stacks">\n${previews.map((entry) => listEntry(entry.preview, told.includes(entry) ? entry.id : undefined))}</ul></nav>\n`;
  return html`<!doctype html>
${trusted(firstLine(models, options))}
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${RULES}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,">
<title>${options.title} · ${about}</title>
<style>${trusted(STYLE)}</style>
</head>
<body>
<header>
<h1 class="${gravest(models)}"><span class="dot"></span>${options.title}</h1>
<p class="about">${about}</p>
</header>
<main>
${contents}${told.map(({ preview, id }) => section(preview, id))}</main>
</body>
</html>
`.html;
}
