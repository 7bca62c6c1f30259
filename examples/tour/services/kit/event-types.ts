import { z } from "zod";

/** What others know of a user. */
export const userState = z.object({ id: z.string(), version: z.int(), name: z.string() });
/** What others know of a tour. */
export const tourState = z.object({ id: z.string(), version: z.int(), title: z.string(), price: z.int(), currency: z.string(), withdrawn: z.boolean() });
/** What others know of a booking. */
export const bookingState = z.object({
  id: z.string(),
  version: z.int(),
  userId: z.string(),
  amount: z.int(),
  currency: z.string(),
  status: z.enum(["pending", "paid", "cancelled"]),
  createdAt: z.iso.datetime(),
});

export type UserState = z.output<typeof userState>;
export type TourState = z.output<typeof tourState>;
export type BookingState = z.output<typeof bookingState>;

/**
 * What each event carries: the state of its subject, with a version. Whoever keeps a copy takes what is newer, so that
 * events may come twice and in any order.
 */
export interface EventData {
  readonly "user.created": UserState;
  readonly "user.updated": UserState;
  readonly "tour.created": TourState;
  readonly "tour.updated": TourState;
  readonly "booking.created": BookingState;
  readonly "booking.cancelled": BookingState;
  readonly "expiration.complete": { readonly bookingId: string };
  readonly "payment.created": { readonly id: string; readonly bookingId: string };
}

export type EventName = keyof EventData;

/** What is taken from an event; a sender of a later version may say more. */
export const eventData: { readonly [N in EventName]: z.ZodType<EventData[N]> } = {
  "user.created": userState,
  "user.updated": userState,
  "tour.created": tourState,
  "tour.updated": tourState,
  "booking.created": bookingState,
  "booking.cancelled": bookingState,
  "expiration.complete": z.object({ bookingId: z.string() }),
  "payment.created": z.object({ id: z.string(), bookingId: z.string() }),
};

/** An event on its way. Its id says what happened: the same event sent twice has the same one. */
export interface Event {
  readonly id: string;
  readonly name: EventName;
  readonly data: EventData[EventName];
}

/** An event about a subject in one version. */
export function eventOf<N extends EventName>(name: N, data: EventData[N], subject: string): Event {
  return { id: `${name}:${subject}`, name, data };
}

/** What is read of a message before it is known which event it is. */
export const envelope = z.object({ id: z.string(), name: z.string(), data: z.unknown() });
