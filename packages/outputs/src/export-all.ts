import { InputError } from "@moorage/core";
import { CONTRACT_OUTPUT } from "./contract.ts";
import type { MajorRecord } from "./contract-record.ts";
import { majorsOf } from "./contract-record.ts";
import type { RecordedContract } from "./output-types.ts";

/** All of several types at once. */
export type AllOf<E extends readonly unknown[]> = E extends readonly [infer First, ...infer Rest] ? First & AllOf<Rest> : unknown;

/**
 * The outputs of several major versions of one contract, side by side: consumers move when they can.
 * @throws InputError when they are not of one contract, or a major version is there twice
 * @example
 * ```ts
 * import { defineOutputs, exportAll, exportOutputs } from "@moorage/outputs";
 * import { z } from "zod";
 *
 * const boardV1 = defineOutputs("board", 1, { public: { url: z.url() } });
 * const boardV2 = defineOutputs("board", 2, { public: { urls: z.array(z.url()) } });
 * const outputs = exportAll(
 *   exportOutputs(boardV1, { public: { url: "https://board.example.com" } }),
 *   exportOutputs(boardV2, { public: { urls: ["https://board.example.com"] } }),
 * );
 * ```
 */
export function exportAll<const E extends readonly [RecordedContract, ...RecordedContract[]]>(...exported: E): AllOf<E> {
  const records = exported.map(({ contract }) => contract);
  const names = [...new Set(records.map(({ name }) => name))];
  const majors = records.flatMap(majorsOf).sort((one, other) => other.version - one.version);
  const twice = majors.filter(({ version }, index) => majors[index - 1]?.version === version);
  const problems = [
    ...(names.length === 1 ? [] : [{ path: "Outputs", problem: "are of several contracts", got: names.join(", "), expected: "major versions of one contract" }]),
    ...twice.map(({ version }) => ({ path: `Outputs ${names[0] ?? ""}`, problem: `have the major version ${version} twice`, fix: "export each once" })),
  ];
  if (problems.length > 0) throw new InputError(problems);
  const [newest, ...alongside] = majors as [MajorRecord, ...MajorRecord[]];
  const contract = { name: names[0], ...newest, ...(alongside.length === 0 ? {} : { alongside }) };
  return { ...(Object.assign({}, ...exported) as object), [CONTRACT_OUTPUT]: contract } as AllOf<E>;
}
