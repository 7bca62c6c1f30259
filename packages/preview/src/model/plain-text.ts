/** Colours as the engine and as terminals write them. */
const COLOURS = /<\{%[^%]*%\}>|\p{Cc}\[[0-9;]*[A-Za-z]/gu;
/** Where in a program something was thrown; what was thrown is said before. */
const FRAME = /^\s+at\s.*(:\d+:\d+\)?|\(<anonymous>\)|\(native\)|\(index \d+\))\s*,?\s*\{?$/;
const NODE = /^\s*(node:internal\/|Node\.js v\d)/;

/** Where the program lies on the machine that ran it; what went wrong comes after it. */
const RAN = /^Running program '.*' failed with an unhandled exception:$/;

/** The text without colours, stack traces and the empty lines around it. */
export function plainText(text: string): string {
  const lines = text.replaceAll(COLOURS, "").replaceAll("\r\n", "\n").split("\n").map((line) => line.trimEnd());
  const told = lines.filter((line) => !FRAME.test(line) && !NODE.test(line));
  const [first = "", ...rest] = told;
  return (RAN.test(first) && rest.some((line) => line !== "") ? rest : told).join("\n").replaceAll(/\n{3,}/g, "\n\n").replace(/^\n+|\n+$/g, "");
}
