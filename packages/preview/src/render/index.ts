export { diffHashOf } from "./first-line.ts";
export { renderHtml } from "./html.ts";
export { renderJson } from "./json.ts";
export type { JsonPreview, JsonReport } from "./json.ts";
export { renderMarkdown } from "./markdown.ts";
export type { CommentHost, RenderOptions } from "./options.ts";
export { renderTerminal } from "./terminal.ts";
export type { TerminalOptions } from "./terminal.ts";
