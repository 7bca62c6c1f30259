import { skip } from "./skips.ts";

/** What the test command found out and got before it ran the tests. */
export interface TestFacts {
  /** Absolute paths by name. */
  readonly executables: Readonly<Record<string, string>>;
  readonly machine: {
    readonly docker: { readonly available: true } | { readonly available: false; readonly why: string };
    readonly baseImages: Record<string, string>;
  };
  /** Folder of the toolchain. */
  readonly home: string;
  /** What engine tests lack here: empty when they can run. */
  readonly lacking: readonly string[];
}

/** Variable in which the test command hands the facts on. */
export const TEST_FACTS = "MOORAGE_TEST_FACTS";

/** The facts, or `undefined` where nobody has got an engine for the tests. */
export function testFacts(): TestFacts | undefined {
  const text = process.env[TEST_FACTS];
  const facts = text === undefined ? undefined : (JSON.parse(text) as TestFacts);
  return facts?.lacking.length === 0 ? facts : undefined;
}

/** The facts, or a skip that names what is lacking. */
export function engineFacts(context: Mocha.Context): TestFacts {
  const facts = testFacts();
  if (facts !== undefined) return facts;
  const text = process.env[TEST_FACTS];
  if (text === undefined) return skip(context, "engine tests: `pnpm test` gets an engine and a cluster for them; mocha alone does not");
  return skip(context, `engine tests: ${(JSON.parse(text) as TestFacts).lacking.join("; ")}`);
}

/** Skips what needs images where none can be built. */
export function needsDocker(context: Mocha.Context, { machine }: TestFacts): void {
  if (!machine.docker.available) skip(context, `image tests: ${machine.docker.why}`);
}
