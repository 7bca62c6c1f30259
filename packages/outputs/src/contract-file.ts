import { z } from "zod";
import { Problems } from "@moorage/core";
import { hashOf } from "./canonical.ts";
import { outputNames } from "./contract.ts";
import type { OutputContract } from "./contract.ts";
import type { MajorRecord } from "./contract-record.ts";
import { jsonSchema } from "./json-schema.ts";
import type { JsonSchema } from "./json-schema.ts";

/** A stack that reads outputs by a contract. */
export interface Consumer {
  /** Name of its project. */
  readonly project: string;
  /** Name of the stack. */
  readonly stack: string;
  /** Names of the fields that it needs, of both halves. @default all */
  readonly fields?: readonly string[];
}

/**
 * A contract as it is published: the JSON Schema of the outputs of a stack that keeps it, with which contract it is and who reads it.
 */
export interface ContractDocument {
  /** The contract and the hash of its two halves. */
  readonly contract: MajorRecord & { readonly name: string };
  /** Stacks that read it, as far as anybody has noted them. @default none is known */
  readonly consumers?: readonly Consumer[];
  /** Outputs are an object. */
  readonly type: "object";
  /** JSON Schemas of `v1` and, where there are secrets, `v1Secrets`. */
  readonly properties: Readonly<Record<string, JsonSchema>>;
  /** The outputs that are always there. */
  readonly required: readonly string[];
}

/** Who is known to read a contract. */
export interface PublishOptions {
  /** Stacks that read it. @default none is known */
  readonly consumers?: readonly Consumer[];
}

const SCHEMA = "https://json-schema.org/draft/2020-12/schema";
const consumer = z.strictObject({ project: z.string().min(1), stack: z.string().min(1), fields: z.array(z.string()).optional() });
const file = z.object({
  contract: z.strictObject({ name: z.string(), version: z.int().min(1), schemaHash: z.string() }),
  consumers: z.array(consumer).optional(),
  type: z.literal("object"),
  properties: z.record(z.string(), jsonSchema),
  required: z.array(z.string()),
});

/**
 * The published form of a contract: a JSON Schema for `pulumi stack output --json --show-secrets`, in any language.
 * @example
 * ```ts
 * import { contractFileText, defineOutputs, toJsonSchema } from "@moorage/outputs";
 * import { z } from "zod";
 *
 * const boardV1 = defineOutputs("board", 1, { public: { url: z.url() } });
 * const text = contractFileText(toJsonSchema(boardV1, { consumers: [{ project: "shop", stack: "prod", fields: ["url"] }] }));
 * ```
 */
export function toJsonSchema({ name, version, schemas, schemaHash, secrets }: OutputContract, { consumers }: PublishOptions = {}): ContractDocument {
  const names = outputNames(version);
  const properties = { [names.public]: schemas.public, ...(Object.keys(secrets).length === 0 ? {} : { [names.secrets]: schemas.secrets }) };
  return { contract: { name, version, schemaHash }, ...(consumers === undefined ? {} : { consumers }), type: "object", properties, required: Object.keys(properties) };
}

/**
 * Name of the file that a contract is published in: one for each major version.
 * @example
 * ```ts
 * import { contractFileName, defineOutputs, toJsonSchema } from "@moorage/outputs";
 * import { z } from "zod";
 *
 * const boardV1 = defineOutputs("board", 1, { public: { url: z.url() } });
 * const name = contractFileName(toJsonSchema(boardV1)); // board-v1.json
 * ```
 */
export function contractFileName({ contract: { name, version } }: Pick<ContractDocument, "contract">): string {
  return `${name}-v${version}.json`;
}

/**
 * The text of that file, the same for every order in which fields were written.
 * @example
 * ```ts
 * import { contractFileText, defineOutputs, toJsonSchema } from "@moorage/outputs";
 * import { z } from "zod";
 *
 * const boardV1 = defineOutputs("board", 1, { public: { url: z.url() } });
 * const text = contractFileText(toJsonSchema(boardV1));
 * ```
 */
export function contractFileText(document: ContractDocument): string {
  return `${JSON.stringify(ordered({ $schema: SCHEMA, ...document }), null, 2)}\n`;
}

/**
 * Reads the text of such a file.
 * @param name What messages call the file.
 * @throws InputError when it is no such file, or its schemas are not those that its hash was made from
 * @default name the contract's file
 * @example
 * ```ts
 * import { contractFileText, defineOutputs, readContractFile, toJsonSchema } from "@moorage/outputs";
 * import { z } from "zod";
 *
 * const boardV1 = defineOutputs("board", 1, { public: { url: z.url() } });
 * const text = contractFileText(toJsonSchema(boardV1));
 * const { contract } = readContractFile(text, "contracts/board-v1.json");
 * ```
 */
export function readContractFile(json: string, name = "the contract's file"): ContractDocument {
  const problems = new Problems(name);
  const parsed = file.safeParse(parsedJson(json, problems));
  problems.throwIfAny();
  for (const { path, message } of parsed.error?.issues ?? []) problems.add({ path: path.map(String).join("."), problem: "breaks the form of a contract's file", expected: message });
  if (parsed.data !== undefined) checkHash(parsed.data, problems);
  problems.throwIfAny();
  return parsed.data as ContractDocument;
}

/**
 * The stacks that are known to read a contract.
 * @example
 * ```ts
 * import { consumersOf, defineOutputs, toJsonSchema } from "@moorage/outputs";
 * import { z } from "zod";
 *
 * const boardV1 = defineOutputs("board", 1, { public: { url: z.url() } });
 * const document = toJsonSchema(boardV1, { consumers: [{ project: "shop", stack: "prod" }] });
 * const names = consumersOf(document).map(({ project, stack }) => `${project}/${stack}`);
 * ```
 */
export function consumersOf({ consumers = [] }: ContractDocument): readonly Consumer[] {
  return consumers;
}

/** Both halves of a published contract; secrets without fields where it has none. */
export function halvesOf({ contract, properties }: Pick<ContractDocument, "contract" | "properties">): { readonly public: JsonSchema; readonly secrets: JsonSchema } {
  const names = outputNames(contract.version);
  const none: JsonSchema = { type: "object", properties: {} };
  return { public: properties[names.public] ?? none, secrets: properties[names.secrets] ?? none };
}

function parsedJson(json: string, problems: Problems): unknown {
  try {
    return JSON.parse(json);
  } catch {
    problems.add({ path: "", problem: "is not JSON", fix: "write it again from the contract (contractFileText)" });
    return undefined;
  }
}

/** A hand that changes a schema forgets the hash; so does a merge of two branches. */
function checkHash(document: Pick<ContractDocument, "contract" | "properties">, problems: Problems): void {
  if (hashOf(halvesOf(document)) === document.contract.schemaHash) return;
  problems.add({ path: "contract.schemaHash", problem: "is not the hash of the schemas in the file", fix: "write it again from the contract (contractFileText)" });
}

/** Keys by code unit, and the names of required fields too: their order says nothing. */
function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value as Readonly<Record<string, unknown>>).sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, key === "required" && Array.isArray(inner) ? [...(inner as readonly string[])].sort() : ordered(inner)]));
}
