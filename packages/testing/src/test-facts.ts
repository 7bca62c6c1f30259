import { skip } from "./skips.ts";

/** What the test command found out and got before it ran the tests. */
export interface TestFacts {
  /** Absolute paths by name. */
  readonly executables: Readonly<Record<string, string>>;
  readonly machine: {
    readonly docker: { readonly available: true } | { readonly available: false; readonly why: string };
    readonly baseImages: Record<string, string>;
    readonly lackingBases?: Record<string, string>;
  };
  /** Folder of the toolchain. */
  readonly home: string;
  /** Why executables that only some tests take are not there, by their names. @default all are there */
  readonly absent?: Readonly<Record<string, string>>;
  /** What engine tests lack here: empty when they can run. */
  readonly lacking: readonly string[];
}

/** Variable in which the test command hands the facts on. */
export const TEST_FACTS = "MOORAGE_TEST_FACTS";

/** What was handed on, whether or not it is enough for an engine. */
function handedOn(): TestFacts | undefined {
  const text = process.env[TEST_FACTS];
  return text === undefined ? undefined : (JSON.parse(text) as TestFacts);
}

/** The facts, or `undefined` where nobody has got an engine for the tests. */
export function testFacts(): TestFacts | undefined {
  const facts = handedOn();
  return facts?.lacking.length === 0 ? facts : undefined;
}

/** The facts, or a skip that names what is lacking. */
export function engineFacts(context: Mocha.Context): TestFacts {
  const facts = testFacts();
  if (facts !== undefined) return facts;
  const found = handedOn();
  if (found === undefined) return skip(context, "engine tests: `pnpm test` gets an engine and a cluster for them; mocha alone does not");
  return skip(context, `engine tests: ${found.lacking.join("; ")}`);
}

/** Skips what needs images where none can be built. */
export function needsDocker(context: Mocha.Context, { machine }: TestFacts): void {
  if (!machine.docker.available) skip(context, `image tests: ${machine.docker.why}`);
}

/** Skips what needs images upon a base that cannot be had. */
export function needsBaseImages(context: Mocha.Context, { machine: { lackingBases = {} } }: TestFacts, wanted: readonly string[]): void {
  for (const image of wanted) if (lackingBases[image] !== undefined) skip(context, `image tests: ${lackingBases[image]}`);
}

/** Absolute path of a program that was got for the tests, engine or not; a skip that says why there is none. */
export function needsExecutable(context: Mocha.Context, name: string): string {
  const facts = handedOn();
  if (facts === undefined) return skip(context, "tests on real parts: `pnpm test` gets registry, database and checks for them; mocha alone does not");
  const path = facts.executables[name];
  if (path !== undefined) return path;
  return skip(context, `tests on real parts: ${facts.absent?.[name] ?? `nobody has got ${name}`}`);
}

/** The same of several programs, by their names. */
export function needsExecutables<Name extends string>(context: Mocha.Context, names: readonly Name[]): Readonly<Record<Name, string>> {
  const paths = Object.fromEntries(names.map((name) => [name, needsExecutable(context, name)]));
  return paths as Record<Name, string>;
}
