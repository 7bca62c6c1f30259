import { Documents } from "../kit/documents.ts";
import { tourState } from "../kit/event-types.ts";
import { Events } from "../kit/events.ts";
import { Door } from "../kit/identity.ts";
import { Mongo } from "../kit/mongo.ts";
import { Outbox } from "../kit/outbox.ts";
import { run } from "../kit/run.ts";
import { common, documents, identity, messaging, readSettings } from "../kit/settings.ts";
import { booking, bookingIndexes } from "./bookings.ts";
import { listen } from "./reactions.ts";
import { bookingRoutes } from "./routes.ts";

const settings = readSettings({ ...common, ...documents, ...messaging, ...identity });
const mongo = new Mongo(settings.MONGO_URI);
const events = new Events("booking", settings);
const outbox = new Outbox(events);
const bookings = new Documents(mongo, "bookings", booking, { indexes: bookingIndexes, outbox });
const tours = new Documents(mongo, "tours", tourState);
const door = new Door(settings.JWT_ACCESS_SECRET);

listen(events, bookings, tours);
await run({
  port: settings.PORT,
  parts: [mongo, events, outbox],
  routes: (server) => void server.register(async (api) => bookingRoutes(api, bookings, tours, door), { prefix: "/api/v1" }),
});
