import { join } from "node:path";
import ts from "typescript";

/**
 * The repository's strict options for a program that is only looked at.
 * @throws Error when tsconfig.base.json cannot be read
 */
export function compilerOptions(root: string): ts.CompilerOptions {
  const path = join(root, "tsconfig.base.json");
  const { config, error } = ts.readConfigFile(path, (file) => ts.sys.readFile(file)) as { readonly config?: { readonly compilerOptions?: object }; readonly error?: ts.Diagnostic };
  // A file that cannot be read comes as an empty configuration with an error beside it.
  if (error !== undefined) throw new Error(`${path}: ${ts.flattenDiagnosticMessageText(error.messageText, " ")}`);
  const looking = { composite: false, declaration: false, emitDeclarationOnly: false, rewriteRelativeImportExtensions: false, noEmit: true, typeRoots: [join(root, "node_modules", "@types")] };
  const { options, errors } = ts.convertCompilerOptionsFromJson({ ...config?.compilerOptions, ...looking }, root);
  const [wrong] = errors;
  if (wrong !== undefined) throw new Error(`${path}: ${ts.flattenDiagnosticMessageText(wrong.messageText, " ")}`);
  return options;
}
