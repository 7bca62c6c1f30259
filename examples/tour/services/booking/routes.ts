import type { FastifyInstance } from "fastify";
import { mayTouch } from "../kit/identity.ts";
import type { Door, Identity } from "../kit/identity.ts";
import { idOf, pageQuery, read } from "../kit/input.ts";
import { newId } from "../kit/mongo.ts";
import { missing } from "../kit/refusal.ts";
import { bookingEvent, bookingView, cancelled, newBooking, newBookingInput } from "./bookings.ts";
import type { Booking, Bookings, Tours } from "./bookings.ts";

/** Users book, look at and cancel their own; administrators see all and cancel any that is not paid. */
export function bookingRoutes(api: FastifyInstance, bookings: Bookings, tours: Tours, door: Door): void {
  api.post("/tours/:id/bookings", async (request, reply) => {
    const { id: userId } = await door.user(request);
    const input = read(newBookingInput, request.body);
    const tour = await tours.get(idOf(request));
    if (tour === undefined || tour.withdrawn) throw missing("tour");
    const created = newBooking(newId(), userId, tour, input);
    await bookings.insert(created, bookingEvent("booking.created", created));
    return reply.code(201).send(bookingView(created));
  });

  api.get("/bookings", async (request) => {
    const { id: userId } = await door.user(request);
    const { items, next } = await bookings.list({ userId }, read(pageQuery, request.query));
    return { items: items.map(bookingView), next };
  });

  api.get("/bookings/:id", async (request) => {
    const who = await door.user(request);
    return bookingView(seen(await bookings.get(idOf(request)), who));
  });

  api.delete("/bookings/:id", async (request) => {
    const who = await door.user(request);
    const changed = await bookings.change(
      idOf(request),
      (now) => cancelled(seen(now, who), now.userId === who.id ? "by its owner" : "by an administrator"),
      (booking) => bookingEvent("booking.cancelled", booking),
    );
    return bookingView(seen(changed, who));
  });

  api.get("/admin/bookings", async (request) => {
    await door.admin(request);
    return bookings.list({}, read(pageQuery, request.query));
  });
}

function seen(booking: Booking | undefined, who: Identity): Booking {
  if (booking === undefined || !mayTouch(who, booking.userId)) throw missing("booking");
  return booking;
}
