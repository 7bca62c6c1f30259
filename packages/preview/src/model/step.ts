import type { ResourceState } from "./event-schema.ts";

/** Properties of a resource, as the engine has them. */
export type Properties = Readonly<Record<string, unknown>>;

/** How the engine says a property changes. */
export interface PropertyDiff {
  /** `add`, `delete` or `update`, with `-replace` at the end where it cannot change in place. */
  readonly kind: string;
  /** Whether old inputs are compared, and not the old state. */
  readonly inputDiff: boolean;
}

/** All that is to happen to one resource, whichever way it was learnt. */
export interface Step {
  /** The engine's word; of a replacement always `replace`. */
  readonly op: string;
  /** Its name for the engine. */
  readonly urn: string;
  /** Its type for the engine. */
  readonly type: string;
  /** What there is. @default none: it is made */
  readonly old?: ResourceState;
  /** What is to be. @default none: it goes */
  readonly new?: ResourceState;
  /** Paths that cannot change in place. */
  readonly keys: readonly string[];
  /** Top-level properties that change. @default not said */
  readonly diffs?: readonly string[];
  /** Every property that changes. @default not said */
  readonly detailed?: Readonly<Record<string, PropertyDiff>>;
  /** Whether a replacement deletes before it makes. @default not said */
  readonly deletesFirst?: boolean;
}

/** What was said, before anything is masked. */
export interface Said {
  readonly severity: string;
  readonly message: string;
  readonly urn?: string;
}

/** What a policy pack found, before anything is masked. */
export interface Finding {
  readonly pack: string;
  readonly policy: string;
  readonly level: string;
  readonly message: string;
  readonly urn?: string;
}

/** All that was learnt of one stack's preview, before anything is masked. */
export interface Facts {
  /** Steps of the program, without what stays the same. */
  readonly steps: readonly Step[];
  /** Steps of a refresh that found something. @default nothing was refreshed, or not all of it */
  readonly refreshed?: readonly Step[];
  /** Every resource that was mentioned, the same ones too, with its inputs. */
  readonly known: ReadonlyMap<string, { readonly type: string; readonly inputs: Properties }>;
  readonly said: readonly Said[];
  readonly findings: readonly Finding[];
  readonly packs: readonly string[];
  /** Outputs of the stack, before and after. @default not said: a digest holds none, and a failed preview not all */
  readonly outputs?: { readonly before: Properties; readonly after: Properties };
  readonly failed: boolean;
  /** The name for the engine of anything at all: it holds the names of the project and the stack. @default nothing was mentioned */
  readonly anyUrn?: string;
}
