import { cpus, totalmem } from "node:os";

/** Linking the largest program takes 5 GB. */
const BYTES_PER_LANE = 6_000_000_000;

/** A build uses every processor for much of its time: more than this many side by side only get in each other's way. */
const MOST_LANES = 3;

const MEASURED_CORES = 2;

/** How many parts are got side by side on a machine. */
export function lanesFor(cores = cpus().length, memory = totalmem()): number {
  return Math.max(1, Math.min(cores, MOST_LANES, Math.floor(memory / BYTES_PER_LANE)));
}

/** The longest first, so that no long one is left for the end. */
export function longestFirst<T>(items: readonly T[], secondsOf: (item: T) => number): readonly T[] {
  return [...items].sort((a, b) => secondsOf(b) - secondsOf(a));
}

/**
 * Seconds until the last of several pieces of work ends, when each lane takes the longest one left.
 * @param seconds what each takes on two cores with another beside it
 */
export function wallSeconds(seconds: readonly number[], cores = cpus().length, lanes = lanesFor()): number {
  const ends = Array.from({ length: lanes }, () => 0);
  for (const piece of longestFirst(seconds, (one) => one)) {
    const free = ends.indexOf(Math.min(...ends));
    ends[free] = (ends[free] ?? 0) + piece;
  }
  // With one lane a piece has the machine for itself, and with more lanes than two less of it.
  const share = (Math.min(lanes, seconds.length || 1) * MEASURED_CORES) / (2 * Math.max(1, cores));
  return Math.ceil(Math.max(...ends) * share);
}
