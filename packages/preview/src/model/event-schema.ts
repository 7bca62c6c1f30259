import { z } from "zod";

const object = z.record(z.string(), z.unknown());

/** State of a resource before or after a step. */
export const stateSchema = z.object({
  custom: z.boolean().optional(),
  parent: z.string().optional(),
  external: z.boolean().optional(),
  delete: z.boolean().optional(),
  retainOnDelete: z.boolean().optional(),
  initErrors: z.array(z.string()).nullish(),
  inputs: object.nullish(),
  outputs: object.nullish(),
});

/** A step of the engine, as events hold it. */
const metadataSchema = z.object({
  op: z.string(),
  urn: z.string(),
  type: z.string(),
  old: stateSchema.nullish(),
  new: stateSchema.nullish(),
  keys: z.array(z.string()).nullish(),
  diffs: z.array(z.string()).nullish(),
  detailedDiff: z.record(z.string(), z.object({ diffKind: z.string(), inputDiff: z.boolean().optional() })).nullish(),
});

const stepSchema = z.object({ metadata: metadataSchema });

/**
 * The events that a preview is made of; others are passed over.
 * @see https://github.com/pulumi/pulumi/blob/master/sdk/go/common/apitype/events.go
 */
export const eventSchema = z.object({
  preludeEvent: object.optional(),
  resourcePreEvent: stepSchema.optional(),
  resOutputsEvent: stepSchema.optional(),
  diagnosticEvent: z.object({ urn: z.string().optional(), message: z.string(), severity: z.string(), ephemeral: z.boolean().optional() }).optional(),
  policyEvent: z.object({ resourceUrn: z.string().optional(), message: z.string(), policyName: z.string(), policyPackName: z.string(), enforcementLevel: z.string() }).optional(),
  errorEvent: z.object({ error: z.string() }).optional(),
  summaryEvent: z.object({ result: z.string().optional(), PolicyPacks: z.record(z.string(), z.string()).nullish() }).optional(),
});

/** What `pulumi preview --json` prints when it does not stream. */
export const digestSchema = z.object({
  steps: z.array(z.object({
    op: z.string(),
    urn: z.string(),
    oldState: stateSchema.extend({ type: z.string().optional() }).nullish(),
    newState: stateSchema.extend({ type: z.string().optional() }).nullish(),
    diffReasons: z.array(z.string()).nullish(),
    replaceReasons: z.array(z.string()).nullish(),
    detailedDiff: z.record(z.string(), z.object({ kind: z.string(), inputDiff: z.boolean().optional() })).nullish(),
  })).nullish(),
  diagnostics: z.array(z.object({ urn: z.string().optional(), message: z.string().optional(), severity: z.string().optional() })).nullish(),
  changeSummary: z.record(z.string(), z.number()).nullish(),
});

/** One event of the engine, as far as it matters here. */
export type EngineEvent = z.infer<typeof eventSchema>;
/** A step of the engine, as events hold it. */
export type StepMetadata = z.infer<typeof metadataSchema>;
/** State of a resource before or after a step. */
export type ResourceState = z.infer<typeof stateSchema>;
