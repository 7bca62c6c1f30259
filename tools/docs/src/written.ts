import ts from "typescript";

const printer = ts.createPrinter({ removeComments: true });
const LONG = 110;

/** Source text of a node on one line, without the comments in it. */
function written(node: ts.Node): string {
  return printer.printNode(ts.EmitHint.Unspecified, node, node.getSourceFile()).replace(/\s+/g, " ").replaceAll("; }", " }").trim();
}

/** A type as the source writes it. Inline object types that get rows of their own are cut short. */
export function writtenType(node: ts.TypeNode, cut: boolean): string {
  if (!cut) return written(node);
  return literals(node).reduce((text, literal) => text.replace(written(literal), "{ … }"), written(node));
}

/** The alternatives of a union as the source writes them; any other type is the only one. */
export function alternatives(node: ts.TypeNode): readonly string[] {
  return ts.isUnionTypeNode(node) ? node.types.map(written) : [written(node)];
}

/** The outermost inline object types of a type. */
function literals(node: ts.Node): readonly ts.Node[] {
  if (ts.isTypeLiteralNode(node)) return [node];
  const found: ts.Node[] = [];
  ts.forEachChild(node, (child) => void found.push(...literals(child)));
  return found;
}

/** What a declaration says of the type of what it declares; `undefined` where it leaves that to the compiler. */
export function typeNode(declaration: ts.Declaration | undefined): ts.TypeNode | undefined {
  if (declaration === undefined) return undefined;
  if (ts.isMethodSignature(declaration)) return undefined;
  return "type" in declaration ? (declaration.type as ts.TypeNode | undefined) : undefined;
}

/** A method's type, as a property of that type would write it. */
export function methodType(declaration: ts.MethodSignature): string {
  return `(${declaration.parameters.map(written).join(", ")}) => ${declaration.type === undefined ? "void" : written(declaration.type)}`;
}

/** The type parameters of a declaration, in their brackets. */
export function generics({ typeParameters }: ts.DeclarationWithTypeParameterChildren): string {
  return typeParameters === undefined ? "" : `<${typeParameters.map(written).join(", ")}>`;
}

/** A parameter as a signature shows it. */
export interface ShownParameter {
  readonly name: string;
  /** Its type where the declaration leaves it to the compiler. */
  readonly inferred: string;
}

/** What a declaration does not say by itself. */
export interface SignatureParts {
  /** What stands before the parenthesis, such as `new Workload`. */
  readonly head: string;
  readonly parameters: readonly ShownParameter[];
  /** The type of the result where the declaration leaves it to the compiler; `undefined` for a constructor. */
  readonly inferred: string | undefined;
}

/** A declaration without its body and with a name for every parameter, on as many lines as it needs. */
export function signature(declaration: ts.SignatureDeclaration, { head, parameters, inferred }: SignatureParts): string {
  const generic = generics(declaration);
  const shown = declaration.parameters.map((parameter, index) => {
    const optional = parameter.questionToken !== undefined || parameter.initializer !== undefined ? "?" : "";
    const type = parameter.type === undefined ? parameters[index]?.inferred : written(parameter.type);
    return `${parameter.dotDotDotToken === undefined ? "" : "..."}${parameters[index]?.name ?? ""}${optional}: ${type ?? "unknown"}`;
  });
  const result = inferred === undefined ? "" : `: ${declaration.type === undefined ? inferred : written(declaration.type)}`;
  const line = `${head}${generic}(${shown.join(", ")})${result}`;
  return line.length <= LONG ? line : `${head}${generic}(\n${shown.map((parameter) => `  ${parameter},\n`).join("")})${result}`;
}
