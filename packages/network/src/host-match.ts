/** Whether a rule for `pattern` is for requests to `host`: a star stands for exactly one label, no pattern for every host. */
export function hostMatches(pattern: string | undefined, host: string): boolean {
  if (pattern === undefined) return true;
  const name = host.toLowerCase();
  if (!pattern.startsWith("*.")) return pattern === name;
  const dot = name.indexOf(".");
  return dot > 0 && name.slice(dot) === pattern.slice(1);
}

/** Whether some request is for both; a star may stand for more than one label here, because to some controllers it does. */
export function hostsOverlap(one: string | undefined, other: string | undefined): boolean {
  if (one === undefined || other === undefined || one === other) return true;
  return [[one, other], [other, one]].some(([pattern = "", host = ""]) => pattern.startsWith("*.") && host.replace(/^\*/, "x").endsWith(pattern.slice(1)));
}

/** How special a pattern is, the most special first: a name, a star, every host. */
export function hostRank(pattern: string | undefined): number {
  if (pattern === undefined) return 2;
  return pattern.startsWith("*.") ? 1 : 0;
}
