import { Events } from "../kit/events.ts";
import { run } from "../kit/run.ts";
import { address, common, messaging, readSettings, wholeNumber } from "../kit/settings.ts";
import { Clock } from "./clock.ts";
import { Deadlines } from "./deadlines.ts";

const settings = readSettings({
  ...common,
  ...messaging,
  REDIS_URL: address("redis", "rediss"),
  EXPIRATION_SECONDS: wholeNumber(1, 30 * 24 * 3600).default(900),
});
const deadlines = new Deadlines(settings.REDIS_URL);
const events = new Events("expiration", settings);

events.on("booking.created", async ({ id, createdAt }) => deadlines.keep(id, Date.parse(createdAt) + settings.EXPIRATION_SECONDS * 1000));
await run({ port: settings.PORT, parts: [deadlines, events, new Clock(deadlines, events)] });
