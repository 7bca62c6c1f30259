import { z } from "zod";
import type { Documents } from "../kit/documents.ts";
import { eventOf } from "../kit/event-types.ts";
import type { Event } from "../kit/event-types.ts";

const MOST_EXPENSIVE = 1_000_000_000;

const described = {
  title: z.string().trim().min(1).max(120),
  summary: z.string().trim().max(2000),
  days: z.int().min(1).max(365),
  /** In the smallest unit of the currency. */
  price: z.int().min(0).max(MOST_EXPENSIVE),
  currency: z.string().regex(/^[A-Z]{3}$/, "must be three capital letters, as in KRW"),
};

/** A tour as it is kept. */
export const tour = z.object({
  id: z.string(),
  version: z.int(),
  ...described,
  ownerId: z.string(),
  createdAt: z.string(),
  /** It cannot be booked any more; what was booked still tells of it. */
  withdrawn: z.boolean(),
});

export type Tour = z.output<typeof tour>;
export type Tours = Documents<Tour>;

export const newTourInput = z.strictObject({ ...described, summary: described.summary.default("") });

/** Some of what describes a tour; the rest stays. */
export const changedTourInput = z.strictObject(described).partial().refine((change) => Object.keys(change).length > 0, "says nothing that is to be changed").transform(given);

/** What everybody is told. */
export function tourView({ version: _version, withdrawn: _withdrawn, ...view }: Tour): Omit<Tour, "version" | "withdrawn"> {
  return view;
}

/** What other services are told. */
export function tourEvent(name: "tour.created" | "tour.updated", { id, version, title, price, currency, withdrawn }: Tour): Event {
  return eventOf(name, { id, version, title, price, currency, withdrawn }, `${id}:${version}`);
}

/** The same without what is not there, which would otherwise be written as nothing. */
function given<T extends object>(value: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined)) as { [K in keyof T]?: Exclude<T[K], undefined> };
}
