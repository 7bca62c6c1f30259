import type { Problem } from "@moorage/core";
import { checkValues, typeOf } from "./checked-values.ts";
import { CONTRACT_OUTPUT, outputNames } from "./contract.ts";
import type { OutputContract } from "./contract.ts";
import { majorsOf, readRecord } from "./contract-record.ts";
import type { ContractRecord } from "./contract-record.ts";

/** Digits of a hash that tell schemas apart for a reader. */
const SHOWN = 8;

/** How `pulumi stack output --json` shows a secret. */
const HIDDEN = "[secret]";

/**
 * Whether an output stands for a secret that could not be decrypted: the engine gives `{}` for it, the command line `[secret]`.
 * No contract's secrets are exported as either.
 */
export function isUndecrypted(secrets: unknown): boolean {
  return secrets === HIDDEN || (typeOf(secrets) === "object" && Object.keys(secrets as object).length === 0);
}

/**
 * What keeps a consumer of `contract` from reading a deployed stack: all of it at once. Secrets that cannot be
 * decrypted are left alone.
 * @param producer Full name of the stack, such as `organization/moorage/prod`.
 * @param outputs What it put out, by name.
 * @example
 * ```ts
 * import { defineOutputs, deployedProblems } from "@moorage/outputs";
 * import { z } from "zod";
 *
 * const boardV1 = defineOutputs("board", 1, { public: { url: z.url() } });
 * const problems = deployedProblems(boardV1, "organization/moorage/prod", { url: "https://board.example.com" });
 * ```
 */
export function deployedProblems(contract: OutputContract, producer: string, outputs: Readonly<Record<string, unknown>>): readonly Problem[] {
  const record = readRecord(outputs[CONTRACT_OUTPUT]);
  return (record === undefined ? noContract(contract, producer, outputs) : recordedProblems(contract, producer, record, outputs)).map((problem) => ({ ...problem, path: `Stack ${producer}: ${problem.path}` }));
}

function noContract({ name, version }: OutputContract, producer: string, outputs: Readonly<Record<string, unknown>>): readonly Problem[] {
  const path = CONTRACT_OUTPUT;
  const expected = `the contract ${name} v${version}`;
  const names = Object.keys(outputs);
  if (names.length === 0) return [{ path, problem: "is missing: the stack has no outputs", expected, fix: `deploy the producer: pulumi up --stack ${producer}` }];
  const problem = names.includes(path) ? "is no record of a contract" : "is missing: the stack keeps no contract";
  return [{ path, problem, got: `the outputs ${names.join(", ")}`, expected, fix: `export exportOutputs(…) in the producer, then pulumi up --stack ${producer}` }];
}

function recordedProblems(contract: OutputContract, producer: string, record: ContractRecord, outputs: Readonly<Record<string, unknown>>): readonly Problem[] {
  const { name, version } = contract;
  if (record.name !== name) return [{ path: `${CONTRACT_OUTPUT}.name`, problem: "is another contract's", got: record.name, expected: name, fix: "name the stack that keeps this contract, or read this one with its own contract" }];
  const majors = majorsOf(record);
  const kept = majors.find((each) => each.version === version);
  if (kept === undefined) return [otherMajor(contract, producer, majors.map((each) => each.version))];
  const names = outputNames(version);
  const fix = remedy(contract, producer, kept.schemaHash);
  const halves = [
    { output: names.public, fields: contract.public },
    ...(Object.keys(contract.secrets).length === 0 || isUndecrypted(outputs[names.secrets]) ? [] : [{ output: names.secrets, fields: contract.secrets }]),
  ];
  return halves.flatMap(({ output, fields }) => checkValues(output, fields, outputs[output]).problems.map((problem): Problem => ({ ...problem, fix })));
}

function otherMajor({ name, version }: OutputContract, producer: string, majors: readonly number[]): Problem {
  const newer = majors.filter((each) => each > version);
  const closest = newer.length > 0 ? Math.min(...newer) : Math.max(...majors);
  const fix =
    newer.length > 0
      ? `upgrade this consumer to ${name} v${closest}, or have the producer export v${version} beside it (exportAll)`
      : `upgrade the producer to ${name} v${version} and run pulumi up --stack ${producer}, or read v${closest} here`;
  return { path: outputNames(version).public, problem: "is not exported", got: majors.map((each) => `v${each}`).join(", "), expected: `v${version}`, fix };
}

/** Within a major version fields are only added: what lacks one was deployed with an older schema. */
function remedy({ name, version, schemaHash }: OutputContract, producer: string, deployed: string): string {
  const label = `${name} v${version}`;
  if (deployed === schemaHash) return `the producer says that it keeps this very schema: deploy it again with exportOutputs, pulumi up --stack ${producer}`;
  const hashes = `schema ${deployed.slice(0, SHOWN)} there, ${schemaHash.slice(0, SHOWN)} here`;
  return `the producer was deployed with another schema of ${label} (${hashes}): upgrade the producer and run pulumi up --stack ${producer}, or read the older schema here`;
}
