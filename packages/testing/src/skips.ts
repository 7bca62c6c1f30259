const KEY = Symbol.for("moorage.skips");

type Registry = Map<string, number>;

/** One for the process: the reporter may be loaded by another loader than the tests. */
function registry(): Registry {
  const holder = globalThis as { [KEY]?: Registry | undefined };
  return (holder[KEY] ??= new Map<string, number>());
}

/** Skips the test or the whole suite whose hook this is, and says why in the closing lines. */
export function skip(context: Mocha.Context, why: string): never {
  registry().set(why, (registry().get(why) ?? 0) + 1);
  context.skip();
}

/** Every reason that was given. */
export function skipReasons(): readonly string[] {
  return [...registry().keys()];
}
