import { localPlatform, localPlatformProblems } from "@moorage/platform";
import { board } from "./board.ts";
import { ROOT, STATE, environment } from "./environment.ts";
import { devSettings } from "./settings.ts";

/** board on this machine's cluster, its database beside it. */
export const dev = environment({
  kind: "local",
  settings: devSettings,
  problems: (stack) => localPlatformProblems(stack, { stateDir: STATE }),
  platform: () => localPlatform({ stateDir: STATE }),
  program: ({ databasePassword, host, logLevel, replicas }, platform, previous) =>
    board({ root: ROOT, environment: "dev", platform, previous, settings: { host, logLevel, replicas }, database: { password: databasePassword, username: "postgres" } }),
});
