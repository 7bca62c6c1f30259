import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Application, Converter, ReflectionKind } from "typedoc";
import type { Context, DeclarationReflection } from "typedoc";
import ts from "typescript";
import type { ClassEntry, Entry, PackageApi } from "./api.ts";
import { callableOf } from "./callables.ts";
import { compilerOptions } from "./compiler-options.ts";
import { docOf } from "./doc.ts";
import { declarationOf, inlineMembers, propertiesOf } from "./properties.ts";
import { alternatives, generics, typeNode } from "./written.ts";

/** Names of interfaces that users fill in. */
const FILLED_IN = /(?:Args|Settings|Options)$/;

/** A package to read. */
export interface PackageFolder {
  /** Name of the folder, which its page has too. */
  readonly folder: string;
  /** Absolute path of the folder. */
  readonly path: string;
}

/** What TypeDoc knows, and the way from there to the sources. */
interface Reading {
  readonly context: Context;
  readonly modules: readonly DeclarationReflection[];
}

/** Reads what packages export and say of it, without running them. Packages that export nothing are left out. */
export async function readApi(root: string, packages: readonly PackageFolder[]): Promise<readonly PackageApi[]> {
  const { context, modules } = await reading(root, packages);
  return packages.flatMap(({ folder, path }) => {
    const module = modules.find(({ name }) => name === folder);
    const entries = (module?.children ?? []).flatMap((child) => entryOf(context, child));
    if (entries.length === 0) return [];
    const { name, description = "" } = JSON.parse(readFileSync(join(path, "package.json"), "utf8")) as { readonly name: string; readonly description?: string };
    return [{ folder, name, description, entries: entries.sort((a, b) => (a.name < b.name ? -1 : 1)) }];
  });
}

async function reading(root: string, packages: readonly PackageFolder[]): Promise<Reading> {
  const files = packages.map(({ folder, path }) => ({ folder, file: join(path, "src", "index.ts") })).filter(({ file }) => ts.sys.fileExists(file));
  const program = ts.createProgram(files.map(({ file }) => file), compilerOptions(root));
  // Without readers no file of the repository or of its user decides anything.
  const app = await Application.bootstrap({ alwaysCreateEntryPointModule: true, disableSources: true, disableGit: true, readme: "none", sort: ["source-order"], excludePrivate: true, jsDocCompatibility: { defaultTag: false, exampleTag: false } }, []);
  const contexts: Context[] = [];
  app.converter.on(Converter.EVENT_END, (context) => void contexts.push(context));
  const entryPoints = files.flatMap(({ folder, file }) => {
    const sourceFile = program.getSourceFile(file);
    return sourceFile === undefined ? [] : [{ displayName: folder, program, sourceFile }];
  });
  const project = app.converter.convert(entryPoints);
  const [context] = contexts;
  if (context === undefined) throw new Error("TypeDoc did not convert the packages");
  return { context, modules: project.children ?? [] };
}

function entryOf(context: Context, reflection: DeclarationReflection): readonly Entry[] {
  const { name, kind } = reflection;
  if (kind === ReflectionKind.Class) return [classOf(context, reflection)];
  if (kind === ReflectionKind.Function) return [{ kind: "function", ...callableOf(context, reflection, name) }];
  const doc = docOf(reflection.comment);
  if (kind === ReflectionKind.Variable) {
    const meanings = propertiesOf(context, inlineMembers(reflection.type)).filter((property) => property.doc.summary !== "").map((property) => [property.path, property.doc.summary]);
    return [{ kind: "constant", name, doc, meanings: Object.fromEntries(meanings) as Record<string, string> }];
  }
  if (kind === ReflectionKind.Interface) return [{ kind: "type", name, doc, definition: [], properties: propertiesOf(context, reflection.children ?? []) }];
  if (kind !== ReflectionKind.TypeAlias) return [];
  const members = inlineMembers(reflection.type);
  if (members.length > 0) return [{ kind: "type", name, doc, definition: [], properties: propertiesOf(context, members) }];
  const node = typeNode(declarationOf(context, reflection));
  return [{ kind: "type", name, doc, definition: node === undefined ? [String(reflection.type)] : alternatives(node), properties: [] }];
}

function classOf(context: Context, reflection: DeclarationReflection): ClassEntry {
  // What comes from other people's base classes is their documentation's part.
  const members = (reflection.children ?? []).filter((member) => declarationOf(context, member)?.getSourceFile().fileName.includes("/node_modules/") === false);
  const open = members.filter(({ flags }) => !flags.isProtected || reflection.flags.isAbstract);
  const construct = members.find(({ kind }) => kind === ReflectionKind.Constructor);
  const declaration = declarationOf(context, reflection);
  const head = `new ${reflection.name}${declaration !== undefined && ts.isClassDeclaration(declaration) ? generics(declaration) : ""}`;
  const construction = construct === undefined ? undefined : callableOf(context, construct, head);
  const types = (construct?.signatures?.[0]?.parameters ?? []).flatMap(({ type }) => (type?.type === "reference" ? [type.name] : []));
  return {
    kind: "class",
    name: reflection.name,
    doc: docOf(reflection.comment),
    construction: reflection.flags.isAbstract ? undefined : construction,
    args: types.find((type) => FILLED_IN.test(type)),
    fields: propertiesOf(context, open.filter(({ kind }) => kind === ReflectionKind.Property || kind === ReflectionKind.Accessor)),
    methods: open.filter(({ kind }) => kind === ReflectionKind.Method).map((method) => callableOf(context, method, method.flags.isStatic ? `${reflection.name}.${method.name}` : method.name)),
  };
}
