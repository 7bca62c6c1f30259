import { html } from "./html.ts";
import type { Html } from "./html.ts";
import type { Tour, TourPage } from "./tours.ts";

export const STYLE = "body{max-width:44rem;margin:2rem auto;padding:0 1rem;font:1rem/1.6 system-ui,sans-serif}a{color:#0b5}header{border-bottom:1px solid #ccc}dt{font-weight:bold}";

/** A whole page. */
function page(title: string, body: Html): string {
  return html`<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title><link rel="stylesheet" href="/style.css"></head>
<body><header><a href="/">Tours</a></header><main><h1>${title}</h1>
${body}
</main></body>
</html>
`.text;
}

export function listPage({ items, next }: TourPage): string {
  const entries = items.map(({ id, title, days, ...price }) => html`<li><a href="/tours/${id}">${title}</a>, ${duration(days)}, ${priceOf(price)}</li>\n`);
  const more = next === null ? [] : [html`<p><a href="/?before=${next}">Older tours</a></p>`];
  return page("Tours", items.length === 0 ? html`<p>There are no tours yet.</p>` : html`<ul>\n${entries}</ul>${more}`);
}

export function tourPage({ title, summary, days, ...price }: Tour): string {
  return page(title, html`<p>${summary}</p><dl><dt>Length</dt><dd>${duration(days)}</dd><dt>Price for one</dt><dd>${priceOf(price)}</dd></dl>`);
}

export function messagePage(title: string, message: string): string {
  return page(title, html`<p>${message}</p>`);
}

function duration(days: number): string {
  return days === 1 ? "1 day" : `${days} days`;
}

/** Prices are kept in the smallest unit, and currencies differ in how many of them make a whole. */
function priceOf({ price, currency }: { readonly price: number; readonly currency: string }): string {
  const format = new Intl.NumberFormat("en", { style: "currency", currency });
  return format.format(price / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 0));
}
