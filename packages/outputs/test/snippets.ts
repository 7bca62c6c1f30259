import { join } from "node:path";
import ts from "typescript";

const FOLDER = import.meta.dirname;
const BASE = join(FOLDER, "..", "..", "..", "tsconfig.base.json");

/** What the compiler says of each snippet, by its title: `TS2322: …`, one line for each error. */
export function diagnosticsOf(preamble: string, snippets: Readonly<Record<string, string>>): ReadonlyMap<string, readonly string[]> {
  const files = new Map(Object.entries(snippets).map(([title, code], index) => [join(FOLDER, `snippet-${index}.ts`), { title, text: `${preamble}\n${code}\nexport {};\n` }]));
  const options: ts.CompilerOptions = { ...strictOptions(), noEmit: true, noUnusedLocals: false };
  const program = ts.createProgram([...files.keys()], options, hostWith(options, files));
  return new Map([...files].map(([file, { title }]) => [title, errorsIn(program, file)]));
}

function strictOptions(): ts.CompilerOptions {
  const { config } = ts.readConfigFile(BASE, (path) => ts.sys.readFile(path)) as { readonly config: { readonly compilerOptions: Readonly<Record<string, unknown>> } };
  const { composite, declaration, emitDeclarationOnly, rewriteRelativeImportExtensions, ...kept } = config.compilerOptions;
  const { options, errors } = ts.convertCompilerOptionsFromJson(kept, FOLDER);
  if (errors.length > 0) throw new Error(errors.map(text).join("\n"));
  return options;
}

function hostWith(options: ts.CompilerOptions, files: ReadonlyMap<string, { readonly text: string }>): ts.CompilerHost {
  const disk = ts.createCompilerHost(options);
  return {
    ...disk,
    fileExists: (file) => files.has(file) || disk.fileExists(file),
    readFile: (file) => files.get(file)?.text ?? disk.readFile(file),
    getSourceFile: (file, version, ...others) => {
      const found = files.get(file);
      return found === undefined ? disk.getSourceFile(file, version, ...others) : ts.createSourceFile(file, found.text, version);
    },
  };
}

function errorsIn(program: ts.Program, file: string): readonly string[] {
  const source = program.getSourceFile(file);
  if (source === undefined) throw new Error(`${file} is not there`);
  return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)].map(text);
}

function text({ code, messageText }: ts.Diagnostic): string {
  return `TS${code}: ${ts.flattenDiagnosticMessageText(messageText, " ")}`;
}
