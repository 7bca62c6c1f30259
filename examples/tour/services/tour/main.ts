import { Documents } from "../kit/documents.ts";
import { Events } from "../kit/events.ts";
import { Door } from "../kit/identity.ts";
import { Mongo } from "../kit/mongo.ts";
import { Outbox } from "../kit/outbox.ts";
import { run } from "../kit/run.ts";
import { common, documents, identity, messaging, readSettings } from "../kit/settings.ts";
import { tourRoutes } from "./routes.ts";
import { tour } from "./tours.ts";

const settings = readSettings({ ...common, ...documents, ...messaging, ...identity });
const mongo = new Mongo(settings.MONGO_URI);
const events = new Events("tour", settings);
const outbox = new Outbox(events);
const tours = new Documents(mongo, "tours", tour, { outbox });
const door = new Door(settings.JWT_ACCESS_SECRET);

await run({
  port: settings.PORT,
  parts: [mongo, events, outbox],
  routes: (server) => void server.register(async (api) => tourRoutes(api, tours, door), { prefix: "/api/v1" }),
});
