import { format, stripVTControlCharacters } from "node:util";

const LEVELS = { debug: "debug", log: "info", info: "info", warn: "warn", error: "error" } as const;

/** Makes one line of JSON on stdout of each thing that is told, by whomever: Next.js tells everything to the console. */
export function logLines(): void {
  for (const [method, level] of Object.entries(LEVELS) as [keyof typeof LEVELS, string][]) {
    console[method] = (...told: unknown[]) => {
      const message = stripVTControlCharacters(format(...told)).trim();
      if (message !== "") process.stdout.write(`${JSON.stringify({ time: new Date().toISOString(), level, message })}\n`);
    };
  }
}
