import { Reflection } from "typedoc";
import type { Comment, CommentDisplayPart, DeclarationReflection } from "typedoc";
import ts from "typescript";
import type { Doc } from "./api.ts";

/** What a doc comment consists of, whoever parsed it. */
interface Parsed {
  readonly summary: string;
  readonly tags: readonly { readonly name: string; readonly text: string }[];
}

/** A doc comment in the form that pages are made from; empty where there is none. */
export function docOf(comment: Comment | undefined): Doc {
  return inForm({ summary: textOf(comment?.summary ?? []), tags: (comment?.blockTags ?? []).map(({ tag, content }) => ({ name: tag.slice(1), text: textOf(content) })) });
}

/** The doc comment of a property, a field or an accessor. */
export function memberDoc({ comment, signatures, getSignature }: DeclarationReflection, declaration: ts.Declaration | undefined): Doc {
  const known = comment ?? signatures?.[0]?.comment ?? getSignature?.comment;
  return known === undefined && declaration !== undefined ? inForm(sameLine(declaration)) : docOf(known);
}

/** The comment between a member and the brace that is on its line, which is nobody's to the compiler. */
function sameLine(declaration: ts.Declaration): Parsed {
  const source = declaration.getSourceFile().text;
  const last = ts.getTrailingCommentRanges(source, declaration.pos)?.at(-1);
  const beside = last !== undefined && !source.slice(last.end, declaration.getStart()).includes("\n");
  const comment = !beside ? "" : (/^\/\*\*([\s\S]*)\*\/$/.exec(source.slice(last.pos, last.end))?.[1] ?? "");
  const [summary = "", ...tags] = comment.split(/(?:^|\s)@(?=[a-z]+\s)/);
  return { summary, tags: tags.map((tag) => ({ name: tag.split(/\s/, 1)[0] ?? "", text: tag.replace(/^\S+/, "") })) };
}

/** What several doc comments say of the same thing, as overloads have them; each sentence once. */
export function mergedDoc(docs: readonly Doc[]): Doc {
  const every = <T>(read: (doc: Doc) => readonly T[]): readonly T[] => [...new Set(docs.flatMap(read))];
  return {
    summary: every(({ summary }) => (summary === "" ? [] : [summary])).join("\n\n"),
    fallback: every(({ fallback }) => (fallback === undefined ? [] : [fallback]))[0],
    examples: every(({ examples }) => examples),
    throws: every(({ throws }) => throws),
    returns: every(({ returns }) => (returns === undefined ? [] : [returns]))[0],
    see: every(({ see }) => see),
  };
}

function inForm({ summary, tags }: Parsed): Doc {
  const all = (wanted: string): readonly string[] => tags.filter(({ name }) => name === wanted).map(({ text }) => text.trim());
  return { summary: summary.trim(), fallback: all("default")[0], examples: all("example"), throws: all("throws"), returns: all("returns")[0], see: all("see") };
}

/** Text with links as `{@link Name|words}`, or as Markdown where they lead out of the repository. */
function textOf(parts: readonly CommentDisplayPart[]): string {
  return parts
    .map((part) => {
      if (part.kind !== "inline-tag") return part.text;
      if (typeof part.target === "string") return `[${part.text}](${part.target})`;
      return part.target instanceof Reflection ? `{@link ${part.target.name}|${part.text}}` : `{@link ${part.text}}`;
    })
    .join("");
}
