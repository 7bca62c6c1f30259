import assert from "node:assert/strict";
import { it } from "node:test";
import { cancelled, expired, newBooking, newBookingInput, paid } from "./bookings.ts";

const tour = { id: "t", version: 1, title: "Seoul on foot", price: 250_000, currency: "KRW", withdrawn: false };
const pending = newBooking("b", "u", tour, { people: 3, date: "2099-01-01" });

it("a booking costs the price of the tour for each of its people", () => assert.equal(pending.amount, 750_000));

it("a payment, a deadline and a cancellation each change what is pending", () => {
  assert.deepEqual(paid(pending, "p"), { status: "paid", paymentId: "p" });
  assert.deepEqual(expired(pending), { status: "cancelled", reason: "not paid in time" });
  assert.deepEqual(cancelled(pending, "by its owner"), { status: "cancelled", reason: "by its owner" });
});

it("what happens twice or too late changes nothing more, but that a payment is noted", () => {
  const done = { ...pending, status: "paid", paymentId: "p" } as const;
  const gone = { ...pending, status: "cancelled" } as const;
  assert.deepEqual([paid(done, "p"), expired(done), expired(gone), cancelled(gone, "by its owner")], [undefined, undefined, undefined, undefined]);
  assert.deepEqual(paid(gone, "p"), { paymentId: "p" });
  assert.throws(() => cancelled(done, "by its owner"), { status: 409 });
});

it("days that are past cannot be booked", () => {
  assert.equal(newBookingInput.safeParse({ people: 1, date: "2020-01-01" }).success, false);
  assert.equal(newBookingInput.safeParse({ people: 1, date: "2099-02-30" }).success, false);
  assert.equal(newBookingInput.safeParse({ people: 1, date: "2099-02-28" }).success, true);
});
