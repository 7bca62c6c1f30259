import { canonicalText } from "./canonical.ts";
import { compareSchemas } from "./compare-schemas.ts";
import { outputNames } from "./contract.ts";
import { consumersOf, halvesOf } from "./contract-file.ts";
import type { Consumer, ContractDocument } from "./contract-file.ts";
import type { DifferenceKind } from "./difference.ts";
import { effectOf, whatConsumersSee } from "./effects.ts";
import type { Effect, FindingKind } from "./effects.ts";
import type { JsonSchema } from "./json-schema.ts";

/** One difference between two states of a contract. */
export interface Finding {
  /** Where, by the names of the earlier state: `v1.url`, `v1Secrets.databaseUrl`, `v1.hosts[].port`. */
  readonly path: string;
  /** What was done. */
  readonly kind: FindingKind;
  /** Whether consumers notice; an alarm is a matter of security. */
  readonly effect: Effect;
  /** What differs, in words of the schemas. */
  readonly detail: string;
  /** What a consumer of the earlier state sees. */
  readonly sees: string;
  /** Major version that the contract needs for it. */
  readonly version: number;
  /** Consumers that need what it is about, as `project/stack`; none where no consumer notices. */
  readonly consumers: readonly string[];
}

/** What came of a comparison. */
export interface Comparison {
  /** Every difference: alarms, then what breaks, then what does not. */
  readonly findings: readonly Finding[];
  /** The least major version that all of it needs. */
  readonly version: number;
  /** Whether the later state has that version. Alarms stand whatever version it has. */
  readonly sufficient: boolean;
}

interface Change {
  readonly field: string | undefined;
  readonly path: string;
  readonly kind: FindingKind;
  readonly detail: string;
}

const ORDER: readonly Effect[] = ["alarm", "breaking", "compatible"];

/**
 * What changes between two states of a contract for those who read it by the earlier one.
 * @param before As it is published.
 * @param after As it is to be. `undefined`: the major version is to go.
 * @example
 * ```ts
 * import { compareContracts, defineOutputs, toJsonSchema } from "@moorage/outputs";
 * import { z } from "zod";
 *
 * const before = toJsonSchema(defineOutputs("board", 1, { public: { url: z.url() } }));
 * const after = toJsonSchema(defineOutputs("board", 1, { public: { url: z.url().optional() } }));
 * const { findings, version, sufficient } = compareContracts(before, after); // breaking: version 2, and this is 1
 * ```
 */
export function compareContracts(before: ContractDocument, after: ContractDocument | undefined): Comparison {
  const { version } = before.contract;
  const consumers = consumersOf(after?.consumers === undefined ? before : after);
  const changes = after === undefined ? [withdrawn(before)] : changesOf(before, after);
  const findings = changes.map((change) => finding(change, version, consumers)).sort((one, other) => ORDER.indexOf(one.effect) - ORDER.indexOf(other.effect));
  const needed = Math.max(version, ...findings.map((each) => each.version));
  // A major version that nobody reads any more may go.
  return { findings, version: needed, sufficient: after === undefined ? consumers.length === 0 : after.contract.version >= needed };
}

function withdrawn({ contract: { name, version } }: ContractDocument): Change {
  return { field: undefined, path: outputNames(version).public, kind: "removed", detail: `${name} v${version} as a whole` };
}

function changesOf(before: ContractDocument, after: ContractDocument): readonly Change[] {
  const names = outputNames(before.contract.version);
  const [old, now] = [halvesOf(before), halvesOf(after)];
  const hidden = moved(old.public, now.secrets);
  const shown = moved(old.secrets, now.public);
  return [
    ...(before.contract.name === after.contract.name ? [] : [{ field: undefined, path: "contract.name", kind: "renamed", detail: `${before.contract.name} → ${after.contract.name}` } as const]),
    ...shown.flatMap((field) => movedField(field, "secret-to-plain", names.secrets, old.secrets, now.public)),
    ...hidden.flatMap((field) => movedField(field, "plain-to-secret", names.public, old.public, now.secrets)),
    ...halfChanges(names.public, without(old.public, hidden), without(now.public, shown)),
    ...halfChanges(names.secrets, without(old.secrets, shown), without(now.secrets, hidden)),
  ];
}

/** Fields that one half had and the other has. */
function moved(from: JsonSchema, to: JsonSchema): readonly string[] {
  return Object.keys(from.properties ?? {}).filter((field) => Object.hasOwn(to.properties ?? {}, field));
}

function movedField(field: string, kind: FindingKind, output: string, from: JsonSchema, to: JsonSchema): readonly Change[] {
  const detail = kind === "plain-to-secret" ? "public → secret" : "secret → public";
  return [{ field, path: `${output}.${field}`, kind, detail }, ...halfChanges(output, only(from, field), only(to, field))];
}

function halfChanges(output: string, before: JsonSchema, after: JsonSchema): readonly Change[] {
  if (canonicalText(before) === canonicalText(after)) return [];
  return compareSchemas(before, after, "").map(({ path, kind, detail }: { readonly path: string; readonly kind: DifferenceKind; readonly detail: string }) => ({ field: /^\w+/.exec(path)?.[0], path: `${output}.${path}`, kind, detail }));
}

function without(half: JsonSchema, fields: readonly string[]): JsonSchema {
  return keeping(half, (field) => !fields.includes(field));
}

function only(half: JsonSchema, name: string): JsonSchema {
  return keeping(half, (field) => field === name);
}

function keeping({ properties = {}, required = [] }: JsonSchema, wanted: (field: string) => boolean): JsonSchema {
  return { type: "object", properties: Object.fromEntries(Object.entries(properties).filter(([field]) => wanted(field))), required: required.filter(wanted) };
}

function finding({ field, path, kind, detail }: Change, version: number, consumers: readonly Consumer[]): Finding {
  const effect = effectOf(kind);
  const needs = ({ fields }: Consumer): boolean => fields === undefined || field === undefined || fields.includes(field);
  const affected = effect === "compatible" ? [] : consumers.filter(needs).map(({ project, stack }) => `${project}/${stack}`);
  return { path, kind, effect, detail, sees: whatConsumersSee(kind, detail), version: effect === "compatible" ? version : version + 1, consumers: affected };
}
