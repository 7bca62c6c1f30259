/** What a doc comment says. */
export interface Doc {
  /** What stands before the first tag. */
  readonly summary: string;
  /** Text of `@default`; `undefined` without one. */
  readonly fallback: string | undefined;
  /** Text of every `@example`, fences included. */
  readonly examples: readonly string[];
  /** Text of every `@throws`. */
  readonly throws: readonly string[];
  /** Text of `@returns`; `undefined` without one. */
  readonly returns: string | undefined;
  /** Text of every `@see`. */
  readonly see: readonly string[];
}

/** A property, a field or a parameter. */
export interface Property {
  /** Its name; with those of the objects that it is in, as in `transform.service`. */
  readonly path: string;
  /** Its type as the source writes it. */
  readonly type: string;
  /** Whether it may be left out. */
  readonly optional: boolean;
  readonly doc: Doc;
}

/** A function or a method: one entry for all its overloads. */
export interface Callable {
  readonly name: string;
  /** What its declaration says up to its body, one for each overload. */
  readonly signatures: readonly string[];
  readonly parameters: readonly Property[];
  readonly doc: Doc;
}

/** An exported class. */
export interface ClassEntry {
  readonly kind: "class";
  readonly name: string;
  readonly doc: Doc;
  /** How it is made; `undefined` where only classes derived from it are made. */
  readonly construction: Callable | undefined;
  /** Name of the interface of its `args`; `undefined` without one. */
  readonly args: string | undefined;
  readonly fields: readonly Property[];
  readonly methods: readonly Callable[];
}

/** An exported function. */
export interface FunctionEntry extends Callable {
  readonly kind: "function";
}

/** An exported constant. */
export interface ConstantEntry {
  readonly kind: "constant";
  readonly name: string;
  readonly doc: Doc;
  /** What the doc comments in it say, by dotted path. */
  readonly meanings: Readonly<Record<string, string>>;
}

/** An exported interface or type. */
export interface TypeEntry {
  readonly kind: "type";
  readonly name: string;
  readonly doc: Doc;
  /** The definition of a type that is no interface, alternative by alternative; empty for an interface. */
  readonly definition: readonly string[];
  readonly properties: readonly Property[];
}

/** Anything that a package exports. */
export type Entry = ClassEntry | FunctionEntry | ConstantEntry | TypeEntry;

/** What a package says about itself. */
export interface PackageApi {
  /** Name of its folder, such as `network`. */
  readonly folder: string;
  /** Name to import it by. */
  readonly name: string;
  /** The sentence of its manifest. */
  readonly description: string;
  /** What it exports, in the order of names. */
  readonly entries: readonly Entry[];
}
