/** The numbers of a version, such as `[3, 250, 0]`. */
export type Version = readonly [major: number, minor: number, patch: number];

/** The first version in a program's own words, such as `v3.250.0` or `go version go1.26 linux/amd64`. */
export function versionIn(text: string): Version | undefined {
  const found = /(?<![\d.])v?(?:go)?(\d+)\.(\d+)(?:\.(\d+))?/.exec(text);
  return found === null ? undefined : [Number(found[1]), Number(found[2]), Number(found[3] ?? 0)];
}

/** Whether `version` is `least` or newer. */
export function atLeast(version: Version, least: Version): boolean {
  for (const place of [0, 1, 2] as const) {
    if (version[place] !== least[place]) return version[place] > least[place];
  }
  return true;
}
