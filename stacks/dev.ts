import { localPlatform, localPlatformProblems } from "@moorage/platform";
import { ROOT, STATE, environment } from "./environment.ts";
import { devSettings } from "./settings.ts";

/** board on this machine's cluster, its database beside it. */
export const dev = environment({
  kind: "local",
  settings: devSettings,
  problems: (stack) => localPlatformProblems(stack, { stateDir: STATE }),
  platform: () => localPlatform({ stateDir: STATE }),
  program: async ({ databasePassword, host, logLevel, replicas }, platform, previous) =>
    (await import("./board.ts")).board({ root: ROOT, environment: "dev", platform, previous, settings: { host, logLevel, replicas }, database: { password: databasePassword, username: "postgres" } }),
});
