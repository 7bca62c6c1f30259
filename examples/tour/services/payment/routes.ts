import type { FastifyInstance } from "fastify";
import { mayTouch } from "../kit/identity.ts";
import type { Door } from "../kit/identity.ts";
import { idOf, pageQuery, read } from "../kit/input.ts";
import { newId } from "../kit/mongo.ts";
import { missing, Refusal } from "../kit/refusal.ts";
import { newPaymentInput, paymentEvent, paymentView } from "./payments.ts";
import type { Bookings, Payment, Payments } from "./payments.ts";
import type { Provider } from "./provider.ts";

/** Users pay for their own bookings, and see what they paid. */
export function paymentRoutes(api: FastifyInstance, payments: Payments, bookings: Bookings, provider: Provider, door: Door): void {
  api.post("/payments", async (request, reply) => {
    const { id: userId } = await door.user(request);
    const { bookingId } = read(newPaymentInput, request.body);
    const booking = await bookings.get(bookingId);
    if (booking === undefined || booking.userId !== userId) throw missing("booking");
    if (booking.status === "cancelled") throw new Refusal(409, "the booking is cancelled");
    const charge = { id: newId(), amount: booking.amount, currency: booking.currency };
    const created: Payment = { ...charge, version: 1, bookingId, userId, receipt: provider.charge(charge), createdAt: new Date().toISOString() };
    if (!(await payments.insert(created, paymentEvent(created)))) throw new Refusal(409, "the booking is paid already");
    return reply.code(201).send(paymentView(created));
  });

  api.get("/payments", async (request) => {
    const { id: userId } = await door.user(request);
    const { items, next } = await payments.list({ userId }, read(pageQuery, request.query));
    return { items: items.map(paymentView), next };
  });

  api.get("/payments/:id", async (request) => {
    const who = await door.user(request);
    const payment = await payments.get(idOf(request));
    if (payment === undefined || !mayTouch(who, payment.userId)) throw missing("payment");
    return paymentView(payment);
  });
}
