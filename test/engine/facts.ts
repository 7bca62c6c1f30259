import { skip } from "../skips.ts";

/** What the test command found out and got before it ran the tests. */
export interface TestFacts {
  /** Absolute paths by name. */
  readonly executables: Readonly<Record<string, string>>;
  readonly machine: { readonly docker: { readonly available: boolean; readonly why?: string }; readonly baseImages: Readonly<Record<string, string>> };
  /** Folder of the toolchain. */
  readonly home: string;
  /** What engine tests lack here: empty when they can run. */
  readonly lacking: readonly string[];
}

/** The facts, or a skip that names what is lacking. */
export function engineFacts(context: Mocha.Context): TestFacts {
  const text = process.env["MOORAGE_TEST_FACTS"];
  if (text === undefined) return skip(context, "engine tests: `pnpm test` gets an engine and a cluster for them; mocha alone does not");
  const facts = JSON.parse(text) as TestFacts;
  if (facts.lacking.length > 0) skip(context, `engine tests: ${facts.lacking.join("; ")}`);
  return facts;
}

/** Skips what needs images where none can be built. */
export function needsDocker(context: Mocha.Context, { machine }: TestFacts): void {
  if (!machine.docker.available) skip(context, `image tests: ${machine.docker.why ?? "no Docker engine"}`);
}
