import { Documents } from "../kit/documents.ts";
import { tourState, userState } from "../kit/event-types.ts";
import { Events } from "../kit/events.ts";
import { Door } from "../kit/identity.ts";
import { Mongo } from "../kit/mongo.ts";
import { run } from "../kit/run.ts";
import { common, documents, identity, messaging, readSettings } from "../kit/settings.ts";
import { review, reviewIndexes } from "./reviews.ts";
import { reviewRoutes } from "./routes.ts";

const settings = readSettings({ ...common, ...documents, ...messaging, ...identity });
const mongo = new Mongo(settings.MONGO_URI);
const events = new Events("review", settings);
const reviews = new Documents(mongo, "reviews", review, { indexes: reviewIndexes });
const tours = new Documents(mongo, "tours", tourState);
const users = new Documents(mongo, "users", userState);
const door = new Door(settings.JWT_ACCESS_SECRET);

events.on("tour.created", async (tour) => tours.keep(tour));
events.on("tour.updated", async (tour) => tours.keep(tour));
events.on("user.created", async (user) => users.keep(user));
events.on("user.updated", async (user) => users.keep(user));
await run({
  port: settings.PORT,
  parts: [mongo, events],
  routes: (server) => void server.register(async (api) => reviewRoutes(api, { reviews, tours, users }, door), { prefix: "/api/v1" }),
});
