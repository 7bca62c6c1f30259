import type { ClassEntry, ConstantEntry, Doc, Entry, FunctionEntry, PackageApi, Property, TypeEntry } from "../src/api.ts";

/** A doc comment that says this and nothing else. */
export function doc(summary: string, more: Partial<Doc> = {}): Doc {
  return { summary, fallback: undefined, examples: [], throws: [], returns: undefined, see: [], ...more };
}

/** A property or a parameter. */
export function property(path: string, type: string, more: Partial<Property> = {}): Property {
  return { path, type, optional: false, doc: doc(""), ...more };
}

/** A class without anything in it. */
export function classEntry(name: string, more: Partial<ClassEntry> = {}): ClassEntry {
  return { kind: "class", name, doc: doc(`${name} is a class.`), construction: undefined, args: undefined, fields: [], methods: [], ...more };
}

/** A function that takes nothing and gives nothing. */
export function functionEntry(name: string, more: Partial<FunctionEntry> = {}): FunctionEntry {
  return { kind: "function", name, signatures: [`${name}(): void`], parameters: [], doc: doc(`${name} is a function.`), ...more };
}

/** A constant. */
export function constantEntry(name: string, more: Partial<ConstantEntry> = {}): ConstantEntry {
  return { kind: "constant", name, doc: doc(`${name} is a constant.`), meanings: {}, ...more };
}

/** An interface without properties. */
export function typeEntry(name: string, more: Partial<TypeEntry> = {}): TypeEntry {
  return { kind: "type", name, doc: doc(`${name} is a type.`), definition: [], properties: [], ...more };
}

/** A package that exports these. */
export function api(folder: string, ...entries: readonly Entry[]): PackageApi {
  return { folder, name: `@fixtures/${folder}`, description: `The package ${folder}.`, entries };
}
