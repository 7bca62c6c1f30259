import { pulumiHome } from "./home.ts";
import { isPreparable, isWaiting } from "./offer.ts";
import type { Obtained, Offer, Part, Refusal } from "./part.ts";
import type { PlannedPart, ToolchainPlan } from "./plan-toolchain.ts";
import { lanesFor, longestFirst } from "./schedule.ts";
import { ToolchainError, diskFull, isDiskFull } from "./toolchain-error.ts";

const TICK_MS = 1_000;
const UNKNOWN_MEGABYTES = 2_000;

/** What happens to a part that takes time. Parts that are there already are not heard of. */
export type ToolchainEvent = { readonly part: Part } & (
  | { readonly type: "started"; readonly offer: Offer }
  /** One line of what happens now. */
  | { readonly type: "line"; readonly line: string }
  /** Another run is at it, and this one waits. */
  | { readonly type: "waiting"; readonly line: string }
  /** Comes every second. */
  | { readonly type: "progress"; readonly elapsedSeconds: number; readonly expectedSeconds: number }
  | { readonly type: "done"; readonly seconds: number }
  | { readonly type: "failed"; readonly error: ToolchainError }
);

/** Hears those events, in order. */
export type ToolchainListener = (event: ToolchainEvent) => void;

/** All that was got. */
export interface Toolchain {
  /** Absolute paths by executable name. */
  readonly executables: Readonly<Record<string, string>>;
  /** Variables that programs using them need. */
  readonly env: Readonly<Record<string, string>>;
  /** Parts that cannot be had here, without the dispensable ones. */
  readonly missing: readonly { readonly part: Part; readonly refusal: Refusal }[];
  /** Why dispensable executables are not there, by their names. */
  readonly absent: Readonly<Record<string, string>>;
}

interface Job {
  readonly part: Part;
  readonly offer: Offer;
  readonly dispensable: boolean;
}

/**
 * Gets every part of a plan that can be had, the longest first, a few side by side. One that fails does not keep the
 * others from being got, unless it was interrupted or the disk is full.
 * @throws ToolchainError the failure, or several in one line each; that of a dispensable part only when it is of that kind
 */
export async function acquireToolchain(plan: ToolchainPlan, listener: ToolchainListener = () => undefined): Promise<Toolchain> {
  const jobs = plan.parts.flatMap(({ part, offer, dispensable = false }) => (offer.source === "none" ? [] : [{ part, offer, dispensable }]));
  const queue = [...longestFirst(jobs, ({ offer }) => offer.seconds)];
  const got = new Map<Part, Obtained>();
  const failures: ToolchainError[] = [];
  const passedOver = new Map<Part, ToolchainError>();
  const ahead = new AbortController();
  const preparing = prepareAll(queue, AbortSignal.any([plan.context.signal, ahead.signal]));
  const lane = async (): Promise<void> => {
    for (let job = queue.shift(); job !== undefined && !failures.some(isFinal); job = queue.shift()) {
      try {
        got.set(job.part, await obtained(job, listener));
      } catch (error) {
        const failure = explained(job.part, error, plan.context.home);
        listener({ type: "failed", part: job.part, error: failure });
        if (job.dispensable && !isFinal(failure)) passedOver.set(job.part, failure);
        else failures.push(failure);
      }
    }
  };
  await Promise.all(Array.from({ length: lanesFor() }, lane));
  ahead.abort();
  await preparing;
  if (failures.length > 0) throw joined(failures);
  return collected(plan, got, passedOver);
}

function collected({ parts, context }: ToolchainPlan, got: ReadonlyMap<Part, Obtained>, passedOver: ReadonlyMap<Part, ToolchainError>): Toolchain {
  const executables: Record<string, string> = {};
  const env: Record<string, string> = { PULUMI_HOME: pulumiHome(context.env) };
  for (const { part } of parts) {
    Object.assign(executables, got.get(part)?.executables);
    Object.assign(env, got.get(part)?.env);
  }
  const missing = parts.flatMap(({ part, offer, dispensable = false }) => (offer.source === "none" && !dispensable ? [{ part, refusal: offer }] : []));
  return { executables, env, missing, absent: absences(parts.filter(({ dispensable = false }) => dispensable), passedOver) };
}

function absences(parts: readonly PlannedPart[], passedOver: ReadonlyMap<Part, ToolchainError>): Toolchain["absent"] {
  const whyNot = ({ part, offer }: PlannedPart): string | undefined =>
    offer.source === "none" ? `${part.name} cannot be had: ${offer.why}; ${offer.remedy}` : passedOver.get(part)?.message;
  const absent = parts.flatMap((planned) => {
    const why = whyNot(planned);
    const { name, gives = [name] } = planned.part;
    return why === undefined ? [] : gives.map((executable): [string, string] => [executable, why]);
  });
  return Object.fromEntries(absent);
}

async function obtained({ part, offer }: Job, listener: ToolchainListener): Promise<Obtained> {
  if (offer.seconds === 0) return offer.obtain(() => undefined);
  const begun = Date.now();
  const elapsed = (): number => (Date.now() - begun) / 1_000;
  listener({ type: "started", part, offer });
  const ticking = setInterval(() => listener({ type: "progress", part, elapsedSeconds: elapsed(), expectedSeconds: offer.seconds }), TICK_MS);
  try {
    const result = await offer.obtain((line) => listener({ type: isWaiting(line) ? "waiting" : "line", part, line }));
    listener({ type: "done", part, seconds: elapsed() });
    return result;
  } finally {
    clearInterval(ticking);
  }
}

/** One after the other: they share one network, and the builds that come first need theirs first. */
async function prepareAll(queue: readonly Job[], signal: AbortSignal): Promise<void> {
  for (const { offer } of [...queue]) {
    if (signal.aborted) return;
    if (isPreparable(offer)) await offer.prepare(signal);
  }
}

function isFinal({ code }: ToolchainError): boolean {
  return code === "INTERRUPTED" || code === "DISK_FULL";
}

function explained({ name }: Part, error: unknown, home: string): ToolchainError {
  if (error instanceof ToolchainError) return error;
  if (isDiskFull(error)) return diskFull(home, UNKNOWN_MEGABYTES, { cause: error });
  const text = error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error);
  return new ToolchainError("BUILD_FAILED", `getting ${name} failed: ${text}`, { cause: error });
}

function joined(failures: readonly ToolchainError[]): ToolchainError {
  const first = failures.find(isFinal) ?? failures[0];
  if (first === undefined || failures.length === 1 || isFinal(first)) return first ?? new ToolchainError("BUILD_FAILED", "nothing was got");
  return new ToolchainError(first.code, failures.map(({ message }) => message).join("\n"), { cause: failures });
}
