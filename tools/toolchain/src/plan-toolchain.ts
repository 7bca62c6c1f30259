import { resolve } from "node:path";
import { toolchainHome } from "./home.ts";
import type { Offer, Part, PartContext, Refusal } from "./part.ts";
import { partsByName } from "./parts.ts";
import type { PartName } from "./parts.ts";
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
  /** Further parts wanted, such as a Docker engine. @default none */
  readonly parts?: readonly Part[];
}

/** A part and what can be done about it. */
export interface PlannedPart {
  readonly part: Part;
  readonly offer: Offer | Refusal;
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
  const parts = [...new Set(wanted)].map((name) => partsByName[name]);
  const planned = await Promise.all([...parts, ...(options.parts ?? [])].map(async (part) => ({ part, offer: await part.offer(context) })));
  const seconds = planned.flatMap(({ offer }) => (offer.source === "none" || offer.seconds === 0 ? [] : [offer.seconds]));
  return { parts: planned, seconds: seconds.length === 0 ? 0 : wallSeconds(seconds), context };
}

function contextOf({ home, pulumiHome, offline = false, env = process.env, signal = new AbortController().signal }: ToolchainOptions): PartContext {
  return {
    home: home === undefined ? toolchainHome(env) : resolve(home),
    offline,
    env: pulumiHome === undefined ? env : { ...env, PULUMI_HOME: resolve(pulumiHome) },
    signal,
  };
}
