import { Documents } from "../kit/documents.ts";
import { Events } from "../kit/events.ts";
import { Door } from "../kit/identity.ts";
import { Mongo } from "../kit/mongo.ts";
import { Outbox } from "../kit/outbox.ts";
import { run } from "../kit/run.ts";
import { common, documents, identity, messaging, readSettings, signingSecret } from "../kit/settings.ts";
import { oauthSettings, Provider } from "./oauth.ts";
import { oauthRoutes } from "./oauth-routes.ts";
import { Sessions } from "./sessions.ts";
import { signRoutes } from "./sign-routes.ts";
import { userRoutes } from "./user-routes.ts";
import { user, userIndexes } from "./users.ts";

const settings = readSettings({ ...common, ...documents, ...messaging, ...identity, JWT_REFRESH_SECRET: signingSecret, ...oauthSettings });
const mongo = new Mongo(settings.MONGO_URI);
const events = new Events("auth", settings);
const outbox = new Outbox(events);
const users = new Documents(mongo, "users", user, { indexes: userIndexes, outbox });
const door = new Door(settings.JWT_ACCESS_SECRET);
const sessions = new Sessions(mongo, door, settings.JWT_REFRESH_SECRET);

await run({
  port: settings.PORT,
  parts: [mongo, events, outbox],
  routes: (server) => {
    void server.register(async (api) => {
      signRoutes(api, users, sessions, door);
      userRoutes(api, users, door);
      await oauthRoutes(api, users, sessions, new Provider(settings));
    }, { prefix: "/api/v1" });
  },
});
