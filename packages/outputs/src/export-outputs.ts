import * as pulumi from "@pulumi/pulumi";
import { InputError, Problems } from "@moorage/core";
import type { Problem } from "@moorage/core";
import { checkValues, typeOf } from "./checked-values.ts";
import { CONTRACT_OUTPUT, outputNames } from "./contract.ts";
import type { OutputContract } from "./contract.ts";
import type { Fields } from "./fields.ts";
import type { ContractExports, OutputValues } from "./output-types.ts";

/**
 * What stands in secrets of which none has a value: an engine that cannot decrypt another stack's secret gives `{}` for it, so that
 * no producer may mean anything by that.
 */
const NO_VALUES = Object.freeze({ $empty: true });

type Values = Readonly<Record<string, unknown>>;

/**
 * A stack's outputs by a contract: `v1`, `v1Secrets` as one secret, and `contract`. Plain values are checked at once, all together;
 * what is in Outputs is checked once it is known.
 * @throws InputError when a plain value is missing, is not in the contract or breaks its rules; paths and rules, never values
 * @example
 * ```ts
 * import * as pulumi from "@pulumi/pulumi";
 * import { defineOutputs, exportOutputs } from "@moorage/outputs";
 * import { z } from "zod";
 *
 * const boardV1 = defineOutputs("board", 1, { public: { url: z.url(), namespace: z.string() }, secrets: { databaseUrl: z.string() } });
 * const outputs = exportOutputs(boardV1, {
 *   public: { url: "https://board.example.com", namespace: namespace.name },
 *   secrets: { databaseUrl: pulumi.interpolate`postgres://board:${password}@db.example.com/board` },
 * });
 * ```
 */
export function exportOutputs<V extends number, P extends Fields, S extends Fields>(contract: OutputContract<V, P, S>, values: OutputValues<P, S>): ContractExports<V, P, S> {
  const { name, version, schemaHash } = contract;
  const names = outputNames(version);
  const subject = `Outputs ${name} v${version}`;
  const halves = { public: withoutUndefined(values.public), secrets: withoutUndefined(values.secrets ?? {}) };
  const problems = new Problems(subject);
  for (const problem of plainProblems(names.public, contract.public, halves.public)) problems.add(problem);
  for (const problem of plainProblems(names.secrets, contract.secrets, halves.secrets)) problems.add(problem);
  problems.throwIfAny();
  const exported = {
    [names.public]: Object.fromEntries(Object.entries(halves.public).map(([field, value]) => [field, publicField(subject, names.public, contract.public, field, value)])),
    ...(Object.keys(contract.secrets).length === 0 ? {} : { [names.secrets]: secretHalf(subject, names.secrets, contract.secrets, halves.secrets) }),
    [CONTRACT_OUTPUT]: { name, version, schemaHash },
  };
  return exported as ContractExports<V, P, S>;
}

/** What can be said before any Output is known: which fields are there, and whether the plain ones fit. */
function plainProblems(output: string, fields: Fields, values: Values): readonly Problem[] {
  const extra = Object.keys(values).filter((field) => !Object.hasOwn(fields, field));
  const known = Object.keys(fields);
  const plain = Object.fromEntries(Object.entries(fields).filter(([field]) => isPlain(values[field])));
  return [
    ...extra.map((field): Problem => ({ path: `${output}.${field}`, problem: "is not in the contract", expected: known.length === 0 ? "no fields" : `one of ${known.join(", ")}`, fix: "leave it out, or add it to the contract" })),
    ...checkValues(output, plain, values).problems,
  ];
}

function publicField(subject: string, output: string, fields: Fields, field: string, value: unknown): pulumi.Output<unknown> {
  const whole = pulumi.output<unknown>(value) as pulumi.Output<unknown>;
  // The field alone: what is known of it shows in a preview even where other fields are unknown.
  const checked = whole.apply((known) => checkedOrThrow(subject, output, pick(fields, field), { [field]: known })[field]);
  // Whether it is a secret is known even where its value is not.
  return pulumi.output(pulumi.isSecret(whole)).apply((secret) => {
    if (secret) throw new InputError([{ path: `${subject}: ${output}.${field}`, problem: "is a secret, and everybody could read it", fix: "move it to the contract's secrets; if it is none, use pulumi.unsecret" }]);
    return checked;
  });
}

function secretHalf(subject: string, output: string, fields: Fields, values: Values): pulumi.Output<unknown> {
  const whole = pulumi.secret<unknown>(values) as pulumi.Output<unknown>;
  return whole.apply((known): Values => {
    const checked = checkedOrThrow(subject, output, fields, known);
    return Object.keys(checked).length === 0 ? NO_VALUES : checked;
  });
}

function checkedOrThrow(subject: string, output: string, fields: Fields, known: unknown): Values {
  const { values, problems } = checkValues(output, fields, withoutUndefined(known));
  if (values === undefined) throw new InputError(problems.map((problem) => ({ ...problem, path: `${subject}: ${problem.path}` })));
  return withoutUndefined(values);
}

function pick(fields: Fields, field: string): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => name === field));
}

function withoutUndefined(values: unknown): Values {
  if (typeOf(values) !== "object") return {};
  return Object.fromEntries(Object.entries(values as Values).filter(([, value]) => value !== undefined));
}

/** Whether nothing in it is known only later. */
function isPlain(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return true;
  if (pulumi.Output.isInstance(value) || value instanceof Promise || pulumi.Resource.isInstance(value)) return false;
  return Object.values(value).every(isPlain);
}
