import ts from "typescript";
import { compilerOptions } from "./compiler-options.ts";
import type { WrittenExample } from "./example-project.ts";
import { placeOf } from "./examples.ts";

/** What the compiler says about an example. */
export interface CompiledExample extends WrittenExample {
  /** One line for each error, with file and line of the place that the example is in. */
  readonly errors: readonly string[];
  /** Whether it makes a Pulumi resource. */
  readonly makesResources: boolean;
}

/** Messages about names that nobody uses: an example shows how a value is made and need not use it. */
const UNUSED = new Set([6133, 6192, 6196, 6198]);

/** Checks the types of every example in one program, with the repository's own strict options. */
export function compileExamples(root: string, examples: readonly WrittenExample[]): readonly CompiledExample[] {
  const program = ts.createProgram(examples.map(({ file }) => file), compilerOptions(root));
  const checker = program.getTypeChecker();
  return examples.map((example) => {
    const source = program.getSourceFile(example.file);
    if (source === undefined) throw new Error(`${example.file} is not there`);
    const found = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
    return { ...example, errors: found.flatMap((one) => errorLine(example, source, one)), makesResources: makesResources(source, checker) };
  });
}

function errorLine({ example, module }: WrittenExample, source: ts.SourceFile, { start = 0, code, messageText }: ts.Diagnostic): readonly string[] {
  const { line } = source.getLineAndCharacterOfPosition(start);
  // An import that nothing needs misleads whoever copies it.
  if (UNUSED.has(code) && line >= module.imports) return [];
  const [place, ...others] = example.places;
  const at = placeOf({ ...place, line: place.line + (module.lines[line] ?? 0) });
  const also = others.length === 0 ? "" : ` (also in ${others.map(placeOf).join(", ")})`;
  return [`${at}: TS${code}: ${ts.flattenDiagnosticMessageText(messageText, " ")}${also}`];
}

/** Every Pulumi resource has a URN, and nothing else that one makes with `new` does. */
function makesResources(node: ts.Node, checker: ts.TypeChecker): boolean {
  if (ts.isNewExpression(node) && checker.getTypeAtLocation(node).getProperty("urn") !== undefined) return true;
  return ts.forEachChild(node, (child) => makesResources(child, checker)) ?? false;
}
