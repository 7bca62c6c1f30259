import ts from "typescript";
import { PLACEHOLDER, WORLD } from "./example-world.ts";

/** An example as a module that can be compiled and run. */
export interface ExampleModule {
  readonly text: string;
  /** For each line of the text the line of the example it is, from 0; `undefined` for what is added. */
  readonly lines: readonly (number | undefined)[];
  /** How many lines of imports of its own it begins with. */
  readonly imports: number;
}

/** What a module needs from around it. */
export interface ModulePlace {
  /** What the module imports the type of the free names from. */
  readonly world: string;
  /** Folder that takes the place of `/path/to`. */
  readonly folder: string;
}

/**
 * Wraps an example into a function of the world, its imports first. In a block of its own, so that it may give its
 * values the same names. What it makes comes out, so that somebody can look at it.
 */
export function exampleModule(code: string, { world, folder }: ModulePlace): ExampleModule {
  const source = ts.createSourceFile("example.ts", code, ts.ScriptTarget.Latest, true);
  const imported = new Set(source.statements.filter(ts.isImportDeclaration).flatMap((statement) => linesOf(source, statement)));
  const lines = withoutExports(source).split("\n").map((text, number) => ({ text: text.replaceAll(`"${PLACEHOLDER}/`, `"${folder}/`), number }));
  const head = lines.filter(({ number }) => imported.has(number));
  const body = lines.filter(({ number }) => !imported.has(number));
  const all: readonly { readonly text: string; readonly number?: number }[] = [
    ...head,
    { text: `import type { World } from ${JSON.stringify(world)};` },
    { text: `export async function example({ ${WORLD.join(", ")} }: World) {{` },
    ...body,
    { text: `return { ${made(source).join(", ")} };` },
    { text: "}}" },
  ];
  return { text: `${all.map(({ text }) => text).join("\n")}\n`, lines: all.map(({ number }) => number), imports: head.length };
}

/** The text with blanks where a statement is exported: what a program exports, a function makes. */
function withoutExports(source: ts.SourceFile): string {
  const modifiers = source.statements.flatMap((statement) => (ts.canHaveModifiers(statement) ? (ts.getModifiers(statement) ?? []) : []));
  const exporting = modifiers.filter(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
  return exporting.reduce((text, word) => `${text.slice(0, word.getStart())}${" ".repeat("export".length)}${text.slice(word.end)}`, source.text);
}

/** The names of the values that an example makes. */
function made(source: ts.SourceFile): readonly string[] {
  const names = (name: ts.BindingName): readonly string[] =>
    ts.isIdentifier(name) ? [name.text] : name.elements.flatMap((element) => (ts.isOmittedExpression(element) ? [] : names(element.name)));
  return source.statements.filter(ts.isVariableStatement).flatMap(({ declarationList }) => declarationList.declarations.flatMap(({ name }) => names(name)));
}

function linesOf(source: ts.SourceFile, node: ts.Node): readonly number[] {
  const first = source.getLineAndCharacterOfPosition(node.getStart()).line;
  const last = source.getLineAndCharacterOfPosition(node.end).line;
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}
