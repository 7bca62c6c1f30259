import * as pulumi from "@pulumi/pulumi";
import { InputError } from "@moorage/core";
import type { Problem } from "@moorage/core";
import { checkValues } from "./checked-values.ts";
import { outputNames } from "./contract.ts";
import type { OutputContract } from "./contract.ts";
import { deployedProblems, isUndecrypted } from "./deployed.ts";
import type { Fields } from "./fields.ts";
import type { ReadOutputs } from "./output-types.ts";

/** The stack that a contract is read from. */
export interface Producer {
  /** Name of its project. */
  readonly project: string;
  /** Name of the stack. */
  readonly stack: string;
  /** Organization that it belongs to. @default the consumer's own; a backend of files has one, `organization` */
  readonly organization?: string;
  /** Logical name of the StackReference; another one where a program reads the same contract of the same stack twice. @default `<project>-<stack>-<contract>-v<version>` */
  readonly name?: string;
  /** A StackReference that is there already, or what stands for one in tests. @default a new one */
  readonly reference?: StackOutputs;
}

/** What is asked of a StackReference. */
export interface StackOutputs {
  /** Every output by name. */
  readonly outputs: pulumi.Output<Record<string, unknown>>;
  /** One output, secret if it is one there; `undefined` where there is none. */
  getOutput(name: string): pulumi.Output<unknown>;
}

type Values = Readonly<Record<string, unknown>>;

/**
 * The outputs of another stack by its contract: one Output for each field. The stack is checked in the consumer's own preview, and
 * everything that is wrong is said at once: paths and rules, never values. Without the passphrase or key of the producer's secrets
 * its public fields can be read, and a secret field says what to do when it is used.
 * @throws InputError when the producer's names cannot be
 * @example
 * ```ts no-run
 * import * as pulumi from "@pulumi/pulumi";
 * import { defineOutputs, readOutputs } from "@moorage/outputs";
 * import { z } from "zod";
 *
 * const boardV1 = defineOutputs("board", 1, { public: { url: z.url() }, secrets: { databaseUrl: z.string() } });
 * const board = readOutputs(boardV1, { project: "moorage", stack: "prod" });
 * const health = pulumi.interpolate`${board.url}/healthz`;
 * ```
 */
export function readOutputs<V extends number, P extends Fields, S extends Fields>(contract: OutputContract<V, P, S>, producer: Producer): ReadOutputs<P, S> {
  const problems = producerProblems(contract, producer);
  if (problems.length > 0) throw new InputError(problems);
  const full = fullName(producer);
  const reference = producer.reference ?? new pulumi.StackReference(producer.name ?? `${producer.project}-${producer.stack}-${contract.name}-v${contract.version}`, { name: full });
  const names = outputNames(contract.version);
  const checked = checkedOutputs(contract, full, reference);
  const field = (output: string, fields: Fields, name: string): pulumi.Output<unknown> =>
    pulumi.all([checked, reference.getOutput(output)]).apply(([, values]) => known(contract, full, output, fields, values)[name]);
  const read: object = {};
  for (const name of Object.keys(contract.public)) lazily(read, name, () => field(names.public, contract.public, name));
  for (const name of Object.keys(contract.secrets)) lazily(read, name, () => pulumi.secret(field(names.secrets, contract.secrets, name)));
  return Object.freeze(read) as ReadOutputs<P, S>;
}

/** What the engine knows the stack by. A reference that is there already need not be of the consumer's own organization. */
function fullName({ project, stack, organization, reference }: Producer): string {
  const owner = organization ?? (reference === undefined ? pulumi.getOrganization() : undefined);
  return [...(owner === undefined ? [] : [owner]), project, stack].join("/");
}

/** Everything wrong with where a contract is said to be kept. */
function producerProblems({ name, version }: OutputContract, { project, stack, organization, name: logicalName }: Producer): readonly Problem[] {
  const given = Object.entries({ project, stack, organization, name: logicalName }).flatMap(([key, value]) => (value === undefined ? [] : [{ key, value }]));
  return given.flatMap(({ key, value }): readonly Problem[] => {
    const path = `Outputs ${name} v${version}: ${key}`;
    if (value === "") return [{ path, problem: "is empty" }];
    if (key !== "name" && value.includes("/")) return [{ path, problem: "has a / in it", got: JSON.stringify(value), expected: "a name alone", fix: "give organization, project and stack one by one" }];
    return [];
  });
}

/** Fails with all that is wrong. It is no secret itself: what it sees of the secrets never leaves it. */
function checkedOutputs(contract: OutputContract, producer: string, reference: StackOutputs): pulumi.Output<void> {
  const { secrets } = outputNames(contract.version);
  const problems = pulumi.all([reference.outputs, pulumi.isSecret(reference.getOutput(secrets))]).apply(([all, secret]) => {
    const outputs: Values = all;
    const found = deployedProblems(contract, producer, outputs);
    if (found.length === 0 && outputs[secrets] !== undefined && !secret) {
      void pulumi.log.warn(`Stack ${producer}: ${secrets} is in plain text there, though its contract calls it secret: export it with exportOutputs, then change what was in it`);
    }
    return found;
  });
  return pulumi.unsecret(problems).apply((found) => {
    if (found.length > 0) throw new InputError(found);
  });
}

function known(contract: OutputContract, producer: string, output: string, fields: Fields, values: unknown): Values {
  if (output === outputNames(contract.version).secrets && isUndecrypted(values)) throw new InputError([undecrypted(producer, output)]);
  const checked = checkValues(output, fields, values);
  if (checked.values === undefined) throw new InputError(checked.problems.map((problem) => ({ ...problem, path: `Stack ${producer}: ${problem.path}` })));
  return checked.values;
}

function undecrypted(producer: string, output: string): Problem {
  return {
    path: `Stack ${producer}: ${output}`,
    problem: "cannot be decrypted here",
    expected: `the passphrase, or the key, that ${producer} is encrypted with`,
    fix: "give this stack the same passphrase with pulumi stack change-secrets-provider passphrase, or both one key service; or read the public fields alone",
  };
}

/** A field is made when it is asked for: whoever reads no secret needs no passphrase. */
function lazily(read: object, name: string, make: () => pulumi.Output<unknown>): void {
  let made: pulumi.Output<unknown> | undefined;
  Object.defineProperty(read, name, { enumerable: true, get: () => (made ??= make()) });
}
