import { run } from "../kit/run.ts";
import { address, common, readSettings } from "../kit/settings.ts";
import { pageRoutes } from "./routes.ts";
import { Tours } from "./tours.ts";

const settings = readSettings({ ...common, TOUR_URL: address("http", "https").default("http://tour:3000") });

await run({ port: settings.PORT, routes: (server) => pageRoutes(server, new Tours(settings.TOUR_URL)) });
