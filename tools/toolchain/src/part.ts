/** Where a part comes from, best first. */
export type SourceKind = "path" | "cache" | "download" | "go" | "debian";

/** What every part needs to know of the machine and the request. */
export interface PartContext {
  /** Folder of everything the toolchain keeps; `MOORAGE_HOME`. */
  readonly home: string;
  /** Nothing may be fetched: only PATH and the cache count. */
  readonly offline: boolean;
  /** Environment that tools are looked up in and run with. */
  readonly env: NodeJS.ProcessEnv;
  /** Aborted by Ctrl-C; whatever is half done is left so that the next run finds out. */
  readonly signal: AbortSignal;
}

/** What a part gives once it is there. */
export interface Obtained {
  /** Absolute paths by executable name. */
  readonly executables: Readonly<Record<string, string>>;
  /** Variables that programs using the part need, such as `DOCKER_HOST`. */
  readonly env?: Readonly<Record<string, string>>;
}

/** A way to get the part on this machine. Making an offer changes nothing. */
export interface Offer {
  readonly source: SourceKind;
  /** For people: the path, address or Go module it comes from. */
  readonly from: string;
  /** Expected seconds on two cores; 0 when it is already there. */
  readonly seconds: number;
  /** Gets it; `report` takes short lines of what happens now. */
  obtain(report: (line: string) => void): Promise<Obtained>;
}

/** Why the part cannot be had here, and what its user can do about it. */
export interface Refusal {
  readonly source: "none";
  readonly why: string;
  readonly remedy: string;
}

/** One thing the toolchain can get. */
export interface Part {
  readonly name: string;
  /** What it is for, in a few words. */
  readonly purpose: string;
  /** Names of the executables it gives. @default its own name alone */
  readonly gives?: readonly string[];
  offer(context: PartContext): Promise<Offer | Refusal>;
}
