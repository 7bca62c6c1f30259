import { closestMatch } from "leven";

const TYPOS = 3;

/** The known word that `word` is most likely a slip of, if it is near enough to be one. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  return closestMatch(word, [...known], { maxDistance: Math.min(TYPOS, Math.ceil(word.length / 2)) });
}
