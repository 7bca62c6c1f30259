import { visible } from "./visible-text.ts";

/** Text that is safe in HTML. */
export interface Markup {
  /** What is written into the page. */
  readonly html: string;
}

type Content = string | number | Markup | readonly Content[];

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** A template of HTML: every text that is put in is escaped, only other templates are not. */
export function html(strings: TemplateStringsArray, ...contents: readonly Content[]): Markup {
  return { html: strings.map((text, index) => text + written(contents[index] ?? "")).join("") };
}

/** Markup that stands in a program, such as a style sheet. Never anything from outside. */
export function trusted(text: string): Markup {
  return { html: text };
}


function written(content: Content): string {
  if (typeof content === "string" || typeof content === "number") return visible(String(content)).replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? "");
  return "html" in content ? content.html : content.map(written).join("");
}
