import { InputError, Problems, deepFrozen, dnsLabelProblem, namedLikeSecret } from "@moorage/core";
import type { Problem } from "@moorage/core";
import { hashOf } from "./canonical.ts";
import { schemaOfFields, unsaidProblems } from "./fields.ts";
import type { Fields, NoFields } from "./fields.ts";
import type { JsonSchema } from "./json-schema.ts";

/** What a stack promises to those who read its outputs. */
export interface OutputContract<V extends number = number, P extends Fields = Fields, S extends Fields = Fields> {
  /** Name of what is described, such as `board`. */
  readonly name: string;
  /** Major version: a breaking change has a new one. */
  readonly version: V;
  /** Schemas of the fields that everybody may read. */
  readonly public: Readonly<P>;
  /** Schemas of the fields that are secret as a whole. */
  readonly secrets: Readonly<S>;
  /** Both halves as JSON Schema. */
  readonly schemas: { readonly public: JsonSchema; readonly secrets: JsonSchema };
  /** SHA-256 of both halves' JSON Schema, whatever the order of their fields and their descriptions. */
  readonly schemaHash: string;
}

/** The two halves of a contract. */
export interface ContractFields<P extends Fields, S extends Fields> {
  /** Fields that everybody may read, by name. */
  readonly public: P;
  /** Fields that are secret, by name. @default none */
  readonly secrets?: S;
}

/** The output that says which contract a stack keeps. */
export const CONTRACT_OUTPUT = "contract";

/** The outputs of one major version. */
export function outputNames(version: number): { readonly public: string; readonly secrets: string } {
  return { public: `v${version}`, secrets: `v${version}Secrets` };
}

/**
 * Says what a stack's outputs are: fields that everybody may read, and secrets, each with its zod schema. Producer and consumer
 * share the contract: `exportOutputs` and `readOutputs` have their types from it.
 * @param name RFC 1123 label.
 * @param version Major version, from 1.
 * @param fields Schemas of the fields. Only what JSON Schema can say as well: no transforms, no rules of one's own.
 * @throws InputError when a name cannot be, a field is in both halves, or a schema says more than JSON Schema can
 * @example
 * ```ts
 * import { defineOutputs } from "@moorage/outputs";
 * import { z } from "zod";
 *
 * const boardV1 = defineOutputs("board", 1, {
 *   public: { url: z.url(), namespace: z.string() },
 *   secrets: { databaseUrl: z.string() },
 * });
 * ```
 */
export function defineOutputs<const V extends number, P extends Fields, S extends Fields = NoFields>(name: string, version: V, fields: ContractFields<P, S>): OutputContract<V, P, S> {
  const problems = contractProblems(name, version, fields);
  if (problems.length > 0) throw new InputError(problems);
  const secrets = (fields.secrets ?? {}) as S;
  const schemas = deepFrozen({ public: schemaOfFields(fields.public), secrets: schemaOfFields(secrets) });
  return Object.freeze({ name, version, public: Object.freeze({ ...fields.public }), secrets: Object.freeze({ ...secrets }), schemas, schemaHash: hashOf(schemas) });
}

/** Everything that is wrong with a contract. */
export function contractProblems(name: string, version: number, { public: open, secrets = {} }: ContractFields<Fields, Fields>): readonly Problem[] {
  const problems = new Problems(`Outputs ${name} v${version}`);
  problems.check("name", dnsLabelProblem(name));
  if (!Number.isSafeInteger(version) || version < 1) problems.add({ path: "version", problem: "is no major version", got: String(version), expected: "a whole number from 1" });
  for (const field of Object.keys(open)) {
    if (Object.hasOwn(secrets, field)) problems.add({ path: `public.${field}`, problem: "is among the secrets too", expected: "each field in one half", fix: `keep secrets.${field} alone if its value must not be seen` });
  }
  for (const [half, fields] of [["public", open], ["secrets", secrets]] as const) {
    for (const [field, schema] of Object.entries(fields)) {
      problems.check(`${half}.${field}`, fieldNameProblem(field) ?? (half === "public" ? openSecretProblem(field) : undefined));
      for (const problem of unsaidProblems(half, field, schema)) problems.add(problem);
    }
  }
  return problems.found;
}

function fieldNameProblem(field: string): Omit<Problem, "path"> | undefined {
  const got = JSON.stringify(field);
  const expected = "a name such as databaseUrl: letters and digits, the first a small letter, at most 63";
  if (!/^[a-z][A-Za-z0-9]{0,62}$/.test(field)) return { problem: "cannot be a field's name", got, expected };
  if (field === CONTRACT_OUTPUT || /^v\d+(Secrets)?$/.test(field)) return { problem: "is the name of an output that is made of contracts", got, expected: `another name than ${CONTRACT_OUTPUT}, v1, v1Secrets and the like` };
  if (field in {} || field === "then") return { problem: "has a meaning of its own in JavaScript", got, expected };
  return undefined;
}

/** Whether the field is a password, a token or the like, as its last words say: `tokenEndpoint` is none. Core knows the names of variables. */
function openSecretProblem(field: string): Omit<Problem, "path"> | undefined {
  const words = field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`).split("_");
  const last = words.at(-1) ?? "";
  if (!namedLikeSecret(last) && !(last === "key" && namedLikeSecret(words.slice(-2).join("_")))) return undefined;
  return { problem: "is named as secrets are named, and everybody could read it", fix: `move it to secrets.${field}, or name it for what it is` };
}
