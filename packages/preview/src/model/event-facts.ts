import { asObject } from "./json.ts";
import { eventSchema } from "./event-schema.ts";
import type { EngineEvent, StepMetadata } from "./event-schema.ts";
import type { Facts, Finding, Properties, Said } from "./step.ts";
import { joinedSteps } from "./steps.ts";
import type { RawStep } from "./steps.ts";
import { isStack } from "./urn.ts";

/** Whether a line of JSON is one of the engine's events: each has a number and a time. */
export function isEvent(value: unknown): boolean {
  const object = asObject(value);
  return object !== undefined && (("sequence" in object && "timestamp" in object) || Object.keys(object).some((key) => key in eventSchema.shape));
}

/** What the engine's events tell. The last one is a summary: without it the stream was cut off, and the preview failed. */
export function eventFacts(events: readonly unknown[]): Facts {
  const reader = new EventReader();
  for (const event of events) reader.read(event);
  return reader.facts();
}

class EventReader {
  readonly #raw: RawStep[] = [];
  readonly #refreshed: RawStep[] = [];
  readonly #refreshing = new Set<string>();
  readonly #known = new Map<string, { readonly type: string; readonly inputs: Properties }>();
  readonly #said: Said[] = [];
  readonly #findings: Finding[] = [];
  readonly #packs = new Set<string>();
  #outputs: { readonly before: Properties; readonly after: Properties } | undefined;
  #anyUrn: string | undefined;
  #refreshes = 0;
  #ended = false;
  #failed = false;

  read(event: unknown): void {
    const parsed = eventSchema.safeParse(event);
    if (!parsed.success) this.#fail("the engine said something that cannot be read: what is shown may not be all");
    else this.#take(parsed.data);
  }

  facts(): Facts {
    if (!this.#ended && !this.#failed) this.#fail("the preview ended before it was complete");
    const failed = this.#failed;
    return {
      steps: joinedSteps(this.#raw),
      ...(this.#isRefreshed() ? { refreshed: this.#refreshed } : {}),
      known: this.#known,
      said: this.#said,
      findings: this.#findings,
      packs: [...this.#packs],
      ...(this.#outputs === undefined || failed ? {} : { outputs: this.#outputs }),
      failed,
      ...(this.#anyUrn === undefined ? {} : { anyUrn: this.#anyUrn }),
    };
  }

  /** A program begins once everything is refreshed; a refresh by itself ends well. */
  #isRefreshed(): boolean {
    return this.#refreshes > 0 && this.#refreshing.size === 0 && (this.#raw.length > 0 || !this.#failed);
  }

  #take({ resourcePreEvent: before, resOutputsEvent: after, diagnosticEvent: said, policyEvent: finding, errorEvent: error, summaryEvent: summary }: EngineEvent): void {
    if (before !== undefined) this.#begin(before.metadata);
    if (after !== undefined) this.#end(after.metadata);
    if (said !== undefined && said.ephemeral !== true) this.#say({ severity: said.severity, message: said.message, ...(said.urn === undefined ? {} : { urn: said.urn }) });
    if (error !== undefined) this.#fail(error.error);
    if (finding !== undefined) {
      const { policyPackName: pack, policyName: policy, enforcementLevel: level, message, resourceUrn: urn } = finding;
      this.#findings.push({ pack, policy, level, message, ...(urn === undefined ? {} : { urn }) });
      if (level === "mandatory") this.#failed = true;
    }
    if (summary === undefined) return;
    this.#ended = true;
    if (summary.result !== undefined && summary.result !== "succeeded") this.#failed = true;
    for (const pack of Object.keys(summary.PolicyPacks ?? {})) this.#packs.add(pack);
  }

  #begin(metadata: StepMetadata): void {
    this.#note(metadata);
    if (metadata.op === "refresh") {
      this.#refreshes += 1;
      this.#refreshing.add(metadata.urn);
    } else this.#raw.push(rawStep(metadata));
  }

  /** What comes out of a step: of a refresh what was found, of the stack what it gives to others. */
  #end(metadata: StepMetadata): void {
    this.#note(metadata);
    if (this.#refreshing.delete(metadata.urn)) {
      const step = refreshedStep(metadata);
      if (step !== undefined) this.#refreshed.push(step);
    } else if (isStack(metadata.type)) this.#outputs = { before: metadata.old?.outputs ?? {}, after: metadata.new?.outputs ?? {} };
  }

  #note({ urn, type, old, new: next }: StepMetadata): void {
    this.#anyUrn ??= urn;
    this.#known.set(urn, { type, inputs: next?.inputs ?? old?.inputs ?? this.#known.get(urn)?.inputs ?? {} });
  }

  #say(said: Said): void {
    this.#said.push(said);
    if (said.severity === "error") this.#failed = true;
  }

  #fail(message: string): void {
    this.#say({ severity: "error", message });
  }
}

function rawStep({ op, urn, type, old, new: next, keys, diffs, detailedDiff }: StepMetadata): RawStep {
  const detailed = Object.entries(detailedDiff ?? {}).map(([path, { diffKind: kind, inputDiff = false }]) => [path, { kind, inputDiff }] as const);
  return {
    op,
    urn,
    type,
    ...(old === null || old === undefined ? {} : { old }),
    ...(next === null || next === undefined ? {} : { new: next }),
    keys: keys ?? [],
    ...(diffs === null || diffs === undefined ? {} : { diffs }),
    ...(detailedDiff === null || detailedDiff === undefined ? {} : { detailed: Object.fromEntries(detailed) }),
  };
}

/** What a refresh found, if anything: the engine's own word in a refresh, to be told from the states in a preview that refreshes first. */
function refreshedStep(metadata: StepMetadata): RawStep | undefined {
  const step = rawStep(metadata);
  const { op } = step;
  if (op === "same") return undefined;
  if (op === "delete" || step.new === undefined) return { ...step, op: "delete" };
  if (op === "refresh" && Object.keys(step.detailed ?? {}).length === 0 && (step.diffs ?? []).length === 0) return undefined;
  return { ...step, op: "update" };
}
