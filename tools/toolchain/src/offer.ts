import type { Offer } from "./part.ts";

/** An offer part of whose work, such as fetching, can be done ahead while others use the processors. */
export interface PreparableOffer extends Offer {
  /** Does that work; fails silently, as `obtain` does it again and tells. */
  prepare(signal: AbortSignal): Promise<void>;
}

/** Whether an offer can be prepared. */
export function isPreparable(offer: Offer): offer is PreparableOffer {
  return "prepare" in offer;
}

const WAITING = ": waiting for it";

/** What a part reports when another run is at it. */
export function waitingLine(doing: string): string {
  return `another run is ${doing}${WAITING}`;
}

/** Whether a reported line says that. */
export function isWaiting(line: string): boolean {
  return line.endsWith(WAITING);
}
