import { z } from "zod";
import type { Documents } from "../kit/documents.ts";
import { bookingState, eventOf } from "../kit/event-types.ts";
import type { Event, TourState } from "../kit/event-types.ts";
import type { Index } from "../kit/mongo.ts";
import { Refusal } from "../kit/refusal.ts";

const DAY = 24 * 3600 * 1000;

/** A booking as it is kept. */
export const booking = bookingState.extend({
  tourId: z.string(),
  title: z.string(),
  people: z.int(),
  date: z.string(),
  /** Why it was cancelled. */
  reason: z.enum(["by its owner", "by an administrator", "not paid in time"]).nullable(),
  /** On a cancelled booking: paid too late, and to be given back. */
  paymentId: z.string().nullable(),
});

export type Booking = z.output<typeof booking>;
export type Bookings = Documents<Booking>;
export type Tours = Documents<TourState>;

export const bookingIndexes: readonly Index[] = [{ keys: { userId: 1, _id: -1 } }];

export const newBookingInput = z.strictObject({
  people: z.int().min(1).max(50),
  // A day lasts longer than 24 hours around the globe.
  date: z.iso.date().refine((date) => Date.parse(date) > Date.now() - 2 * DAY, "is past"),
});

/** A booking of a tour, to be paid. */
export function newBooking(id: string, userId: string, { id: tourId, title, price, currency }: TourState, { people, date }: z.output<typeof newBookingInput>): Booking {
  return { id, version: 1, userId, tourId, title, people, date, amount: price * people, currency, status: "pending", createdAt: new Date().toISOString(), reason: null, paymentId: null };
}

/**
 * What cancelling changes; nothing when it is cancelled already.
 * @throws Refusal 409 when it is paid: giving money back is not for this service to decide
 */
export function cancelled({ status }: Booking, reason: NonNullable<Booking["reason"]>): Partial<Booking> | undefined {
  if (status === "paid") throw new Refusal(409, "a booking that is paid cannot be cancelled here");
  return status === "pending" ? { status: "cancelled", reason } : undefined;
}

/** What its deadline changes. */
export function expired({ status }: Booking): Partial<Booking> | undefined {
  return status === "pending" ? { status: "cancelled", reason: "not paid in time" } : undefined;
}

/** What a payment changes; one that comes too late is noted. */
export function paid({ status, paymentId: known }: Booking, paymentId: string): Partial<Booking> | undefined {
  if (known !== null) return undefined;
  return status === "pending" ? { status: "paid", paymentId } : { paymentId };
}

/** What its owner is told. */
export function bookingView({ version: _version, userId: _userId, ...view }: Booking): Omit<Booking, "version" | "userId"> {
  return view;
}

/** What other services are told. */
export function bookingEvent(name: "booking.created" | "booking.cancelled", { id, version, userId, amount, currency, status, createdAt }: Booking): Event {
  return eventOf(name, { id, version, userId, amount, currency, status, createdAt }, `${id}:${version}`);
}
