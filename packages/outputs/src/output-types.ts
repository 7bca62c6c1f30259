import type * as pulumi from "@pulumi/pulumi";
import type { z } from "zod";
import type { ContractRecord } from "./contract-record.ts";
import type { Fields, NoFields } from "./fields.ts";

/** A value, parts of which may be Outputs. */
export type DeepInput<T> = pulumi.Input<T extends object ? DeepInputs<T> : T>;

/** The parts of a value, each of which may be an Output. */
export type DeepInputs<T> = { readonly [K in keyof T]: DeepInput<T[K]> };

/** What the fields of one half are given: each of its schema's type, optional ones may be left out. */
export type FieldValues<F extends Fields> = DeepInputs<z.input<z.ZodObject<F>>>;

/** What a contract's producer gives: exactly its fields. */
export type OutputValues<P extends Fields, S extends Fields> = {
  /** Values of the public fields; none of them is a secret. */
  readonly public: FieldValues<P>;
} & (S extends NoFields
  ? {
      /** Values of the secret fields. @default none */
      readonly secrets?: FieldValues<S>;
    }
  : {
      /** Values of the secret fields; they need not be secrets yet. */
      readonly secrets: FieldValues<S>;
    });

/** The public half as it is exported: one Output for each field, so that what is known shows in previews. */
export type PublicOutputs<P extends Fields> = { readonly [K in keyof P]: pulumi.Output<z.output<P[K]>> };

/** The outputs that keep one major version of a contract: `v1`, `v1Secrets` where it has secrets, and `contract`. */
export type ContractExports<V extends number = number, P extends Fields = Fields, S extends Fields = Fields> = { readonly [K in `v${V}`]: PublicOutputs<P> } & (S extends NoFields
  ? unknown
  : { readonly [K in `v${V}Secrets`]: pulumi.Output<z.output<z.ZodObject<S>>> }) &
  RecordedContract;

/** What says which contract is kept. */
export interface RecordedContract {
  /** Name, newest major version and its schema. */
  readonly contract: ContractRecord;
}

/** What a consumer reads: one Output for each field; secret fields are secret Outputs. */
export type ReadOutputs<P extends Fields, S extends Fields> = { readonly [K in keyof P]: pulumi.Output<z.output<P[K]>> } &
  (S extends NoFields ? unknown : { readonly [K in keyof S]: pulumi.Output<z.output<S[K]>> });
