import type { ClassEntry, ConstantEntry, Entry, FunctionEntry, PackageApi, TypeEntry } from "./api.ts";
import { slug } from "./markdown.ts";

/** A class and the interface of its arguments, which is explained right below it. */
export interface ArrangedClass {
  readonly entry: ClassEntry;
  /** `undefined` where there is none, or where another class explains it. */
  readonly args: TypeEntry | undefined;
}

/** What a package exports, in the order of its page. */
export interface Arrangement {
  readonly classes: readonly ArrangedClass[];
  readonly functions: readonly FunctionEntry[];
  readonly constants: readonly ConstantEntry[];
  readonly types: readonly TypeEntry[];
}

/** Puts what a package exports in the order of its page: what one makes first, what one fills in beside it. */
export function arranged({ entries }: PackageApi): Arrangement {
  const isKind = <K extends Entry["kind"]>(kind: K) => (entry: Entry): entry is Extract<Entry, { readonly kind: K }> => entry.kind === kind;
  const types = entries.filter(isKind("type"));
  const taken = new Set<string>();
  const classes = entries.filter(isKind("class")).map((entry) => {
    const args = types.find(({ name }) => name === entry.args && !taken.has(name));
    if (args !== undefined) taken.add(args.name);
    return { entry, args };
  });
  return { classes, functions: entries.filter(isKind("function")), constants: entries.filter(isKind("constant")), types: types.filter(({ name }) => !taken.has(name)) };
}

/** The id of each name's heading on the page. Names that differ in nothing but case are told apart by a number, as renderers do. */
export function anchors(api: PackageApi): ReadonlyMap<string, string> {
  const { classes, functions, constants, types } = arranged(api);
  const headings = [...classes.flatMap(({ entry, args }) => [entry, ...(args === undefined ? [] : [args])]), ...functions, ...constants, ...types];
  const counts = new Map<string, number>();
  return new Map(
    headings.map(({ name }) => {
      const id = slug(name);
      const before = counts.get(id) ?? 0;
      counts.set(id, before + 1);
      return [name, before === 0 ? id : `${id}-${before}`];
    }),
  );
}
