import type { Problem } from "@moorage/core";

/** What keeps `zone` from being the name of a time zone, as the controllers of a cluster take it: they mind upper and lower case. */
export function timeZoneProblem(zone: string): Omit<Problem, "path"> | undefined {
  const expected = 'a name of the time zone database, such as "Europe/Berlin" or "Etc/UTC"';
  const got = JSON.stringify(zone);
  const known = /^[A-Za-z]/.test(zone) ? canonical(zone) : undefined;
  if (known === undefined) return { problem: "is no time zone", got, expected };
  const likely = [known, "Etc/UTC", ...Intl.supportedValuesOf("timeZone")].find((each) => each.toLowerCase() === zone.toLowerCase());
  return likely === undefined || likely === zone ? undefined : { problem: "is no time zone", got, expected, fix: `did you mean ${JSON.stringify(likely)}?` };
}

function canonical(zone: string): string | undefined {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: zone }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
}
