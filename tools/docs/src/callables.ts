import type { Context, DeclarationReflection, ParameterReflection, SignatureReflection } from "typedoc";
import ts from "typescript";
import type { Callable, Property } from "./api.ts";
import { docOf, mergedDoc } from "./doc.ts";
import { signature, typeNode, writtenType } from "./written.ts";
import type { ShownParameter } from "./written.ts";

/** What TypeDoc calls a parameter that is taken apart where it is declared. */
const UNNAMED = /^__namedParameters/;
const READABLE = 80;

/** A function, a method or a constructor with all its overloads; `head` is what its signatures begin with. */
export function callableOf(context: Context, reflection: DeclarationReflection, head: string): Callable {
  const declarations = signaturesOf(context.getSymbolFromReflection(reflection)?.declarations ?? []);
  const known = reflection.signatures ?? [];
  const shown = known.map((one, index) => shownSignature(declarations[index], one, head));
  const parameters = known.flatMap((one, index) => parametersOf(declarations[index], one));
  // Overloads share parameters; the first word about one is the one that counts.
  const once = parameters.filter(({ path }, index) => parameters.findIndex((other) => other.path === path) === index);
  return { name: reflection.name, signatures: shown, parameters: once, doc: mergedDoc([reflection, ...known].map(({ comment }) => docOf(comment))) };
}

/** The declarations that callers see: the overloads where there are any, else the one with a body. */
function signaturesOf(declarations: readonly ts.Declaration[]): readonly ts.SignatureDeclaration[] {
  const callable = declarations.flatMap((declaration) => {
    if (ts.isVariableDeclaration(declaration)) {
      const { initializer } = declaration;
      return initializer !== undefined && (ts.isArrowFunction(initializer) || ts.isFunctionExpression(initializer)) ? [initializer] : [];
    }
    if (ts.isClassDeclaration(declaration)) return declaration.members.filter((member) => ts.isConstructorDeclaration(member));
    return ts.isFunctionLike(declaration) ? [declaration] : [];
  });
  const overloads = callable.filter((declaration) => !("body" in declaration) || declaration.body === undefined);
  return overloads.length > 0 ? overloads : callable;
}

function shownSignature(declaration: ts.SignatureDeclaration | undefined, known: SignatureReflection, head: string): string {
  const constructs = head.startsWith("new ");
  const inferred = constructs ? undefined : brief(String(known.type ?? "void"));
  const parameters = namedParameters(declaration, known);
  if (declaration !== undefined) return signature(declaration, { head, parameters, inferred });
  const list = parameters.map((parameter) => `${parameter.name}: ${parameter.inferred}`).join(", ");
  return `${head}(${list})${inferred === undefined ? "" : `: ${inferred}`}`;
}

/** A type that the compiler found out can be longer than anybody reads. */
function brief(type: string): string {
  return type.length <= READABLE ? type : "{ … }";
}

function namedParameters(declaration: ts.SignatureDeclaration | undefined, known: SignatureReflection): readonly ShownParameter[] {
  return (known.parameters ?? []).map((parameter, index) => ({ name: nameOf(parameter, declaration?.parameters[index]), inferred: String(parameter.type ?? "unknown") }));
}

/** A parameter's own name; for one that is taken apart, the last word of its type: `args` for `WorkloadArgs`. */
function nameOf({ name }: ParameterReflection, declaration: ts.ParameterDeclaration | undefined): string {
  if (!UNNAMED.test(name)) return name;
  const type = declaration?.type;
  if (type === undefined || !ts.isTypeReferenceNode(type)) return "options";
  return (/[A-Z][a-z]*$/.exec(type.typeName.getText())?.[0] ?? "options").toLowerCase();
}

function parametersOf(declaration: ts.SignatureDeclaration | undefined, known: SignatureReflection): readonly Property[] {
  return (known.parameters ?? []).map((parameter, index) => {
    const source = declaration?.parameters[index];
    const path = nameOf(parameter, source);
    const node = typeNode(source);
    const type = node === undefined ? String(parameter.type ?? "unknown") : writtenType(node, false);
    return { path, type, optional: parameter.flags.isOptional || parameter.defaultValue !== undefined, doc: docOf(parameter.comment) };
  });
}
