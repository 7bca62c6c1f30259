/** What one pattern of a `.dockerignore` is made of; a place where nothing of this fits is malformed. */
const TOKEN = /(?<folders>\*\*\/?)|(?<some>\*)|(?<one>\?)|\\(?<escaped>.)|\[(?<not>\^|(?!\^))(?<members>(?:(?:\\.|[^\\\]-])(?:-(?:\\.|[^\\\]-]))?)+)\]|(?<plain>[^\\[])/suy;
/** What means more than itself in a regular expression. */
const SYNTAX = /[\\^$.*+?()[\]{}|/]/gu;
/** `**` that is no folder of its own, before a plain text: what ends in that text. */
const PLAIN_SUFFIX = /^\*\*(?!\/)[^*?[\]\\]+$/u;

/**
 * A pattern of a `.dockerignore` as a regular expression over whole paths; nothing when it is malformed.
 * @see https://github.com/moby/patternmatcher, whose reading of patterns this is
 */
export function ignorePattern(pattern: string): RegExp | undefined {
  if (PLAIN_SUFFIX.test(pattern)) return new RegExp(`${escaped(pattern.slice(2))}$`, "su");
  const token = new RegExp(TOKEN);
  let source = "";
  while (token.lastIndex < pattern.length) {
    const groups = token.exec(pattern)?.groups;
    if (groups === undefined) return undefined;
    source += sourceOf(groups, token.lastIndex === pattern.length);
  }
  try {
    return new RegExp(`^${source}$`, "su");
  } catch {
    // A range from a later letter to an earlier one.
    return undefined;
  }
}

function sourceOf({ folders, some, one, escaped: literal, not, members, plain }: Readonly<Record<string, string | undefined>>, last: boolean): string {
  if (folders !== undefined) return last ? ".*" : "(?:.*/)?";
  if (some !== undefined) return "[^/]*";
  if (one !== undefined) return "[^/]";
  if (members !== undefined) return `[${not ?? ""}${members.replace(/\\(.)/gsu, (_, char: string) => (char === "-" ? "\\-" : escaped(char)))}]`;
  return escaped(literal ?? plain ?? "");
}

function escaped(text: string): string {
  return text.replace(SYNTAX, "\\$&");
}
