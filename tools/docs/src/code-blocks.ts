/** A fenced block of TypeScript in prose. */
export interface CodeBlock {
  /** Path of the file, relative to the repository's root. */
  readonly file: string;
  /** Line of the file that its first line of code is on, from 1. */
  readonly line: number;
  /** Whether it is run; one that says `no-run` behind `ts` is only compiled. */
  readonly run: boolean;
  readonly code: string;
}

/** A line of prose and where it is. */
interface Line {
  readonly text: string;
  readonly number: number;
}

const FENCE = /^\s*(`{3,}|~{3,})\s*(.*?)\s*$/;

/** Every block that is fenced with `ts`, or `ts no-run`, in a page of Markdown. Blocks of other languages are left alone. */
export function codeBlocks(file: string, markdown: string): readonly CodeBlock[] {
  return blocksIn(file, markdown.split("\n").map((text, index) => ({ text, number: index + 1 })));
}

/** Every such block under an `@example` of a TypeScript source. */
export function exampleBlocks(file: string, source: string): readonly CodeBlock[] {
  return [...source.matchAll(/\/\*\*[\s\S]*?\*\//g)].flatMap(({ 0: comment, index }) => {
    const first = source.slice(0, index).split("\n").length;
    const lines = comment.split("\n").map((text, offset) => ({ text: text.replace(/^\s*\*(?!\/) ?/, ""), number: first + offset }));
    return blocksIn(file, examplesOnly(lines));
  });
}

/** The lines under `@example`, up to the next tag. Within a fence an @ begins no tag. */
function examplesOnly(lines: readonly Line[]): readonly Line[] {
  const kept: Line[] = [];
  let inExample = false;
  let fence: string | undefined;
  for (const line of lines) {
    const tag = fence === undefined ? /^\s*(?:\/\*\*\s*)?@(\w+)/.exec(line.text)?.[1] : undefined;
    if (tag !== undefined) inExample = tag === "example";
    else if (inExample) kept.push(line);
    fence = fenceAfter(line.text, fence);
  }
  return kept;
}

function blocksIn(file: string, lines: readonly Line[]): readonly CodeBlock[] {
  const blocks: CodeBlock[] = [];
  let fence: string | undefined;
  let info = "";
  let body: Line[] = [];
  for (const line of lines) {
    const after = fenceAfter(line.text, fence);
    if (fence === undefined && after !== undefined) [info, body] = [FENCE.exec(line.text)?.[2] ?? "", []];
    else if (fence !== undefined && after === undefined) blocks.push(...block(file, info, body));
    else if (fence !== undefined) body.push(line);
    fence = after;
  }
  return blocks;
}

/** The fence that is open after a line. */
function fenceAfter(text: string, open: string | undefined): string | undefined {
  const [, run, info] = FENCE.exec(text) ?? [];
  if (run === undefined) return open;
  if (open === undefined) return run;
  return info === "" && run.startsWith(open) ? undefined : open;
}

function block(file: string, info: string, body: readonly Line[]): readonly CodeBlock[] {
  const [language, ...rest] = info.split(/\s+/);
  const [first] = body;
  if (language !== "ts" || first === undefined) return [];
  return [{ file, line: first.number, run: !rest.includes("no-run"), code: body.map(({ text }) => text).join("\n") }];
}
