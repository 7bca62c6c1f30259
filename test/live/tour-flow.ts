import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import type { Answer, Question } from "../fixtures/real-node.ts";
import { eventually } from "../fixtures/eventually.ts";

type Fields = Readonly<Record<string, unknown>>;
type Ask = (path: string, question?: Question) => Promise<Answer>;

const PASSWORD = "a password of nobody";
/** A month from now. */
const DATE = new Date(Date.now() + 30 * 24 * 3600 * 1000).toISOString().slice(0, 10);

/** What travellers do, over every service of tour: each request may reach another replica, and news travel by events. */
export function tourFlow(ask: Ask): void {
  const api = async (method: string, path: string, expected: number, token?: string, json?: unknown): Promise<Fields> => {
    const answer = await ask(`/api/v1${path}`, { method, ...(token === undefined ? {} : { headers: { authorization: `Bearer ${token}` } }), ...(json === undefined ? {} : { json }) });
    assert.equal(answer.status, expected, `${method} ${path}: ${answer.body}`);
    return (answer.body === "" ? {} : JSON.parse(answer.body)) as Fields;
  };
  const signedUp = async (): Promise<{ readonly email: string; readonly token: string }> => {
    const email = `${randomBytes(6).toString("hex")}@example.com`;
    return { email, token: String((await api("POST", "/auth/signup", 201, undefined, { email, name: "Ada", password: PASSWORD }))["accessToken"]) };
  };
  const newTour = async (token: string): Promise<string> =>
    String((await api("POST", "/tours", 201, token, { title: "Seoul on foot", summary: "Palaces and markets", days: 2, price: 250_000, currency: "KRW" }))["id"]);

  it("signs a user up and in, and knows who asks", async () => {
    const { email } = await signedUp();
    const again = await api("POST", "/auth/signin", 200, undefined, { email, password: PASSWORD });
    assert.equal((await api("GET", "/auth/me", 200, String(again["accessToken"])))["email"], email);
    await api("POST", "/auth/signin", 401, undefined, { email, password: "another password" });
    await api("POST", "/tours", 401);
  });

  it("books a tour, takes a payment for it, and the booking knows that it is paid", async () => {
    const { token } = await signedUp();
    const tour = await newTour(token);
    const booking = await eventually(async () => api("POST", `/tours/${tour}/bookings`, 201, token, { people: 2, date: DATE }));
    assert.deepEqual([booking["amount"], booking["status"]], [500_000, "pending"]);
    const payment = await eventually(async () => api("POST", "/payments", 201, token, { bookingId: booking["id"] }));
    await eventually(async () => {
      const { status, paymentId } = await api("GET", `/bookings/${String(booking["id"])}`, 200, token);
      assert.deepEqual([status, paymentId], ["paid", payment["id"]]);
    });
  });

  it("takes a review of a tour, and shows who wrote it", async () => {
    const { token } = await signedUp();
    const path = `/tours/${await newTour(token)}/reviews`;
    await eventually(async () => api("POST", path, 201, token, { rating: 5, text: "Worth every step" }));
    await eventually(async () => {
      const { items } = (await api("GET", path, 200)) as { readonly items: readonly Fields[] };
      assert.deepEqual(items.map(({ rating, author }) => [rating, author]), [[5, "Ada"]]);
    });
  });

  it("shows its tours in pages, and leads what nobody else answers to them", async () => {
    const id = await newTour((await signedUp()).token);
    const list = await ask("/");
    assert.equal(list.status, 200);
    assert.ok(list.body.includes(`<a href="/tours/${id}">Seoul on foot</a>`), list.body);
    assert.equal((await ask("/anything/below")).status, 404);
  });
}
