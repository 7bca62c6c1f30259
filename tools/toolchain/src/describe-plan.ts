import type { SourceKind } from "./part.ts";
import type { ToolchainPlan } from "./plan-toolchain.ts";

const words: Readonly<Record<SourceKind, string>> = { path: "from", cache: "from", download: "downloaded from", go: "built from", debian: "from" };

/** The plan for people: a line for each part that is not there yet, and the time all of it takes. Empty when all is there. */
export function describePlan({ parts, seconds }: Pick<ToolchainPlan, "parts" | "seconds">): readonly string[] {
  const absent = parts.filter(({ offer }) => offer.source === "none" || offer.seconds > 0);
  const width = Math.max(0, ...absent.map(({ part }) => part.name.length));
  const lines = absent.map(({ part, offer }) => {
    const name = part.name.padEnd(width);
    if (offer.source === "none") return `${name}  cannot be had: ${offer.why}. To get it: ${offer.remedy}`;
    return `${name}  ${part.purpose}: ${words[offer.source]} ${offer.from}, about ${duration(offer.seconds)}`;
  });
  return seconds > 0 ? [...lines, `all together about ${duration(seconds)}, this once`] : lines;
}

/** Seconds as people say them. */
export function duration(seconds: number): string {
  return seconds < 90 ? `${Math.ceil(seconds)} s` : `${Math.round(seconds / 60)} min`;
}
