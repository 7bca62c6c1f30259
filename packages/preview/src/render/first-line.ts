import { labelled, shortSha } from "./options.ts";
import type { RenderOptions } from "./options.ts";
import { HIDDEN, wellFormed } from "./visible-text.ts";
import type { PreviewModel } from "../model/model.ts";

const OPENING = "<!-- moorage-preview ";
const FIRST_LINE = /^\s*(?:<!doctype html>\s*)?<!-- moorage-preview (\{[^\r\n]*?\}) -->/;

/** What finds the sticky comment again: the beginning of its first line. It does not depend on what is found. */
export function markerOf(models: readonly PreviewModel[], options: RenderOptions): string {
  return `${OPENING}{"stack":${inComment(labelled(models, options)[0]?.label ?? "")}`;
}

/** The first line of a comment, which readers do not see. */
export function firstLine(models: readonly PreviewModel[], options: RenderOptions): string {
  const sha = shortSha(options);
  const more = Object.entries({ ...(sha === undefined ? {} : { sha }), ...(options.diffHash === undefined ? {} : { diffHash: options.diffHash }) });
  return `${markerOf(models, options)}${more.map(([key, value]) => `,${JSON.stringify(key)}:${inComment(value)}`).join("")}} -->`;
}

/**
 * Reads the `diffHash` back out of a comment, a page or JSON. `undefined` where there is none.
 * @example
 * ```ts
 * import { diffHashOf } from "@moorage/preview";
 *
 * console.log(diffHashOf('<!-- moorage-preview {"stack":"prod","diffHash":"9c1d"} -->')); // 9c1d
 * ```
 */
export function diffHashOf(text: string): string | undefined {
  const json = FIRST_LINE.exec(text)?.[1] ?? (text.trimStart().startsWith("{") ? text : undefined);
  if (json === undefined) return undefined;
  try {
    const { diffHash } = JSON.parse(json) as { readonly diffHash?: unknown };
    return typeof diffHash === "string" && diffHash !== "" ? diffHash : undefined;
  } catch {
    return undefined;
  }
}

/** A JSON text in one line that ends no HTML comment. */
function inComment(text: string): string {
  return JSON.stringify(wellFormed(text)).replaceAll("--", "\\u002d\\u002d").replaceAll(">", "\\u003e").replaceAll(HIDDEN, escaped);
}

function escaped(character: string): string {
  return Array.from({ length: character.length }, (_, index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, "0")}`).join("");
}
