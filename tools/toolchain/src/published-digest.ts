import { z } from "zod";

const SHA256 = /^(?:sha256:)?([0-9a-f]{64})$/;

const releaseSchema = z.object({ assets: z.array(z.object({ name: z.string(), digest: z.string().nullish() })) });

/**
 * The SHA-256 that a publisher's text gives a file, in hexadecimal.
 * @param text the digest alone, lines of digest and file name, or the description of a GitHub release
 * @returns `undefined` when there is none; a SHA-1 is none
 */
export function digestIn(text: string, file: string): string | undefined {
  const entries = text.trimStart().startsWith("{") ? assets(text) : lines(text);
  const named = entries.find(({ name }) => name === file);
  const only = entries.length === 1 && entries[0]?.name === "" ? entries[0] : undefined;
  return SHA256.exec((named ?? only)?.digest ?? "")?.[1];
}

interface Entry {
  readonly name: string;
  readonly digest: string;
}

function assets(text: string): readonly Entry[] {
  const { data } = releaseSchema.safeParse(JSON.parse(text));
  return (data?.assets ?? []).map(({ name, digest }) => ({ name, digest: digest ?? "" }));
}

function lines(text: string): readonly Entry[] {
  const words = text.trim().split("\n").map((line) => line.trim().split(/\s+/));
  return words.map(([digest = "", name = ""]) => ({ digest: digest.toLowerCase(), name: name.replace(/^\*?(?:.*\/)?/, "") }));
}
