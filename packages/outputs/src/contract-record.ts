import { z } from "zod";

/** One major version as a stack says that it keeps it. */
export interface MajorRecord {
  /** Major version. */
  readonly version: number;
  /** SHA-256 of its JSON Schema. */
  readonly schemaHash: string;
}

/** The output `contract`: which contract a stack keeps. */
export interface ContractRecord extends MajorRecord {
  /** Name of the contract. */
  readonly name: string;
  /** Other major versions that are exported beside this one, which is the newest. @default none */
  readonly alongside?: readonly MajorRecord[];
}

const major = z.object({ version: z.number(), schemaHash: z.string() });
const contractRecord = major.extend({ name: z.string(), alongside: z.array(major).optional() });

/** Reads the output `contract` of whatever stack; `undefined` when it is none. */
export function readRecord(output: unknown): ContractRecord | undefined {
  const parsed = contractRecord.safeParse(output);
  if (!parsed.success) return undefined;
  const { alongside, ...newest } = parsed.data;
  return alongside === undefined ? newest : { ...newest, alongside };
}

/** Every major version of a record, the newest first. */
export function majorsOf({ version, schemaHash, alongside = [] }: ContractRecord): readonly MajorRecord[] {
  return [{ version, schemaHash }, ...alongside];
}
