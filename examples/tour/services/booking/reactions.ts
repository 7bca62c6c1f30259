import type { Events } from "../kit/events.ts";
import { log } from "../kit/log.ts";
import { bookingEvent, expired, paid } from "./bookings.ts";
import type { Bookings, Tours } from "./bookings.ts";

/** What happens to bookings elsewhere. Each event changes something once, however often it comes. */
export function listen(events: Events, bookings: Bookings, tours: Tours): void {
  events.on("tour.created", async (tour) => tours.keep(tour));
  events.on("tour.updated", async (tour) => tours.keep(tour));

  events.on("expiration.complete", async ({ bookingId }) => {
    await bookings.change(bookingId, expired, (booking) => bookingEvent("booking.cancelled", booking));
  });

  events.on("payment.created", async ({ id, bookingId }) => {
    const booking = await bookings.change(bookingId, (now) => paid(now, id));
    if (booking?.status === "cancelled") log.warn({ booking: bookingId, payment: id }, "paid after it was cancelled; the payment is to be given back");
  });
}
