import type { PreviewModel, RenderOptions } from "@moorage/preview";

/** How previews may be shown. */
export const FORMATS = ["markdown", "terminal", "json", "html"] as const;
/** One of them. */
export type Format = (typeof FORMATS)[number];

/** A terminal that a text is made for. */
export interface Screen {
  readonly colour: boolean;
  /** Characters in a line. @default it is no terminal */
  readonly width?: number;
}

/** The terminal that is this process's standard output. */
export function standardScreen(isTerminal: boolean, env: NodeJS.ProcessEnv): Screen {
  const { columns } = process.stdout as { readonly columns?: number };
  return { colour: isTerminal && (env["NO_COLOR"] ?? "") === "", ...(isTerminal && columns !== undefined ? { width: columns } : {}) };
}

/** The previews in one format, whole. */
export async function rendered(format: Format, models: readonly PreviewModel[], options: RenderOptions, screen: Screen): Promise<string> {
  const { renderHtml, renderJson, renderMarkdown, renderTerminal } = await import("@moorage/preview");
  const text = { markdown: () => renderMarkdown(models, options).body, terminal: () => renderTerminal(models, { ...options, ...screen }), json: () => renderJson(models, options), html: () => renderHtml(models, options) }[format]();
  return text.endsWith("\n") ? text : `${text}\n`;
}
