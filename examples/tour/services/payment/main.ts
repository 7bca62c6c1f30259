import { Documents } from "../kit/documents.ts";
import { bookingState } from "../kit/event-types.ts";
import { Events } from "../kit/events.ts";
import { Door } from "../kit/identity.ts";
import { Mongo } from "../kit/mongo.ts";
import { Outbox } from "../kit/outbox.ts";
import { run } from "../kit/run.ts";
import { common, documents, identity, messaging, readSettings, signingSecret, text } from "../kit/settings.ts";
import { payment, paymentIndexes } from "./payments.ts";
import { Provider } from "./provider.ts";
import { paymentRoutes } from "./routes.ts";

const settings = readSettings({ ...common, ...documents, ...messaging, ...identity, PAYMENT_SECRET_KEY: signingSecret, PAYMENT_STORE_ID: text("not empty", (value) => value !== "") });
const mongo = new Mongo(settings.MONGO_URI);
const events = new Events("payment", settings);
const outbox = new Outbox(events);
const payments = new Documents(mongo, "payments", payment, { indexes: paymentIndexes, outbox });
const bookings = new Documents(mongo, "bookings", bookingState);
const provider = new Provider(settings.PAYMENT_STORE_ID, settings.PAYMENT_SECRET_KEY);
const door = new Door(settings.JWT_ACCESS_SECRET);

events.on("booking.created", async (booking) => bookings.keep(booking));
events.on("booking.cancelled", async (booking) => bookings.keep(booking));
await run({
  port: settings.PORT,
  parts: [mongo, events, outbox],
  routes: (server) => void server.register(async (api) => paymentRoutes(api, payments, bookings, provider, door), { prefix: "/api/v1" }),
});
