import { setMaxListeners } from "node:events";
import { resolve } from "node:path";
import { toolchainHome } from "./home.ts";
import type { Offer, Part, PartContext, Refusal } from "./part.ts";
import { dispensablePurposes, partsByName, partsFor } from "./parts.ts";
import type { PartName, PartPurpose } from "./parts.ts";
import { wallSeconds } from "./schedule.ts";

/** What the toolchain goes by. */
export interface ToolchainOptions {
  /** Folder of everything it keeps. @default `MOORAGE_HOME`, else `$XDG_CACHE_HOME/moorage`, else `~/.cache/moorage` */
  readonly home?: string;
  /** Where Pulumi keeps its programs and plug-ins. @default `PULUMI_HOME`, else `~/.pulumi` */
  readonly pulumiHome?: string;
  /** Fetch nothing: only PATH and the cache count. @default false */
  readonly offline?: boolean;
  /** Environment that tools are looked up in and run with. @default the one of this process */
  readonly env?: NodeJS.ProcessEnv;
  /** Aborted by Ctrl-C. @default never */
  readonly signal?: AbortSignal;
  /**
   * What else is to be done: all parts of these purposes are wanted as well. Those for `test` alone are dispensable:
   * one that cannot be got is absent, which is no failure. @default nothing
   */
  readonly purposes?: readonly PartPurpose[];
  /** Further parts wanted, such as a Docker engine. @default none */
  readonly parts?: readonly Part[];
}

/** A part and what can be done about it. */
export interface PlannedPart {
  readonly part: Part;
  readonly offer: Offer | Refusal;
  /** Whether the rest is of use without it. @default false */
  readonly dispensable?: boolean;
}

/** What will be got, from where, and how long that takes. */
export interface ToolchainPlan {
  readonly parts: readonly PlannedPart[];
  /** Expected seconds of everything together on this machine; 0 when all is there. */
  readonly seconds: number;
  readonly context: PartContext;
}

/** Finds the best source of each part. Changes nothing, and a part that cannot be had is a refusal, not an error. */
export async function planToolchain(wanted: readonly PartName[], options: ToolchainOptions = {}): Promise<ToolchainPlan> {
  const context = contextOf(options);
  const parts = wantedParts(wanted, options);
  const planned = await Promise.all(parts.map(async (one) => ({ ...one, offer: await one.part.offer(context) })));
  const seconds = planned.flatMap(({ offer }) => (offer.source === "none" || offer.seconds === 0 ? [] : [offer.seconds]));
  return { parts: planned, seconds: seconds.length === 0 ? 0 : wallSeconds(seconds), context };
}

/** Each part once; a part that is needed is not dispensable, whatever else it serves. */
function wantedParts(wanted: readonly PartName[], { purposes = [], parts = [] }: ToolchainOptions): readonly Omit<PlannedPart, "offer">[] {
  const partsOf = (dispensable: boolean): readonly PartName[] =>
    purposes.filter((purpose) => dispensablePurposes.includes(purpose) === dispensable).flatMap((purpose) => partsFor[purpose]);
  const needed = new Set([...wanted, ...partsOf(false)]);
  const dispensable = new Set(partsOf(true).filter((name) => !needed.has(name)));
  return [
    ...[...[...needed].map((name) => partsByName[name]), ...parts].map((part) => ({ part })),
    ...[...dispensable].map((name) => ({ part: partsByName[name], dispensable: true })),
  ];
}

function contextOf({ home, pulumiHome, offline = false, env = process.env, signal = new AbortController().signal }: ToolchainOptions): PartContext {
  // Every part listens to it, and there are more of them than Node thinks usual.
  setMaxListeners(0, signal);
  return {
    home: home === undefined ? toolchainHome(env) : resolve(home),
    offline,
    env: pulumiHome === undefined ? env : { ...env, PULUMI_HOME: resolve(pulumiHome) },
    signal,
  };
}
