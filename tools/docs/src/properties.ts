import type { Context, DeclarationReflection, SomeType } from "typedoc";
import ts from "typescript";
import type { Property } from "./api.ts";
import { memberDoc } from "./doc.ts";
import { methodType, typeNode, writtenType } from "./written.ts";

/** What leads from a property to the inline object type in it, as its rows write it. */
interface Inner {
  readonly suffix: string;
  readonly members: readonly DeclarationReflection[];
}

/** The properties of an interface: required ones first, inline object types right behind the property that has them. */
export function propertiesOf(context: Context, members: readonly DeclarationReflection[], prefix = ""): readonly Property[] {
  const required = members.filter(({ flags }) => !flags.isOptional);
  const optional = members.filter(({ flags }) => flags.isOptional);
  return [...required, ...optional].flatMap((member) => {
    const path = `${prefix}${member.name}`;
    const inner = innerObject(member.type);
    const type = memberType(context, member, inner !== undefined);
    const own: Property = { path, type, optional: member.flags.isOptional, doc: memberDoc(member, declarationOf(context, member)) };
    return [own, ...(inner === undefined ? [] : propertiesOf(context, inner.members, `${path}${inner.suffix}.`))];
  });
}

/** The declaration that a reflection was made from; the first where there are several. */
export function declarationOf(context: Context, reflection: DeclarationReflection): ts.Declaration | undefined {
  return context.getSymbolFromReflection(reflection)?.declarations?.[0];
}

function memberType(context: Context, member: DeclarationReflection, cut: boolean): string {
  const declaration = declarationOf(context, member);
  if (declaration !== undefined && ts.isMethodSignature(declaration)) return methodType(declaration);
  const node = typeNode(declaration);
  return node === undefined ? String(member.type ?? member.getSignature?.type ?? "unknown") : writtenType(node, cut);
}

/** The properties of the one inline object type that a type is, if it is one. */
export function inlineMembers(type: SomeType | undefined): readonly DeclarationReflection[] {
  const inner = innerObject(type);
  return inner?.suffix === "" ? inner.members : [];
}

/** The one inline object type in a type, be it in a list or a record; unions of several are shown as they are written. */
function innerObject(type: SomeType | undefined): Inner | undefined {
  switch (type?.type) {
    case "reflection":
      return type.declaration.children === undefined || type.declaration.signatures !== undefined ? undefined : { suffix: "", members: type.declaration.children };
    case "typeOperator":
      return innerObject(type.target);
    case "array":
      return within("[]", innerObject(type.elementType));
    case "union": {
      const present = type.types.filter((one) => !(one.type === "intrinsic" && one.name === "undefined"));
      return present.length === 1 ? innerObject(present[0]) : undefined;
    }
    case "reference":
      if (type.name === "Readonly" || type.name === "Partial") return innerObject(type.typeArguments?.[0]);
      if (type.name === "ReadonlyArray" || type.name === "Array") return within("[]", innerObject(type.typeArguments?.[0]));
      return type.name === "Record" ? within(".<key>", innerObject(type.typeArguments?.[1])) : undefined;
    default:
      return undefined;
  }
}

function within(suffix: string, inner: Inner | undefined): Inner | undefined {
  return inner === undefined ? undefined : { suffix: `${suffix}${inner.suffix}`, members: inner.members };
}
