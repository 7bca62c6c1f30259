import { subscribe } from "node:diagnostics_channel";
import type { Server } from "node:http";

/** Milliseconds between two looks for connections that nobody uses any more. */
const SWEEP = 100;
/** Milliseconds that open requests are given to finish. */
const PATIENCE = 15_000;
/** What Next.js ends with after SIGTERM, however orderly. */
const ENDED_BY_SIGTERM = 143;

/** Ends with 0 after SIGTERM: at once as long as nothing is served, and when open requests are answered from then on. */
export function stopOnSigterm(): void {
  let server: Server | undefined;
  subscribe("http.server.request.start", (message) => {
    ({ server } = message as { server: Server });
  });
  process.on("exit", (code) => {
    if (code === ENDED_BY_SIGTERM) process.exitCode = 0;
  });
  // The first process of a container ignores this signal unless it answers it, and loading Next.js takes a while.
  process.once("SIGTERM", () => {
    if (process.listenerCount("SIGTERM") === 0) process.exit(0);
    // Next.js waits for every connection. One whose last request ends now is idle only afterwards, and open until its client goes.
    setInterval(() => server?.closeIdleConnections(), SWEEP);
    setTimeout(() => {
      console.error("not everything was answered in time");
      process.exit(1);
    }, PATIENCE);
  });
}
