import { z } from "zod";
import type { Documents } from "../kit/documents.ts";
import { eventOf } from "../kit/event-types.ts";
import type { BookingState, Event } from "../kit/event-types.ts";
import type { Index } from "../kit/mongo.ts";

/** A payment as it is kept. */
export const payment = z.object({
  id: z.string(),
  version: z.int(),
  bookingId: z.string(),
  userId: z.string(),
  amount: z.int(),
  currency: z.string(),
  /** What the provider gave for it. */
  receipt: z.string(),
  createdAt: z.string(),
});

export type Payment = z.output<typeof payment>;
export type Payments = Documents<Payment>;
export type Bookings = Documents<BookingState>;

/** A booking is paid once, whoever asks at the same time. */
export const paymentIndexes: readonly Index[] = [{ keys: { bookingId: 1 }, unique: true }, { keys: { userId: 1, _id: -1 } }];

export const newPaymentInput = z.strictObject({ bookingId: z.string().min(1).max(64) });

/** What who paid is told. */
export function paymentView({ version: _version, userId: _userId, ...view }: Payment): Omit<Payment, "version" | "userId"> {
  return view;
}

/** What other services are told. */
export function paymentEvent({ id, bookingId }: Payment): Event {
  return eventOf("payment.created", { id, bookingId }, id);
}
