import type { z } from "zod";
import { asObject } from "./json.ts";
import { digestSchema } from "./event-schema.ts";
import type { Facts, Properties } from "./step.ts";
import { joinedSteps } from "./steps.ts";
import type { RawStep } from "./steps.ts";
import { isStack, urnParts } from "./urn.ts";

type Digest = z.infer<typeof digestSchema>;
type DigestStep = NonNullable<Digest["steps"]>[number];

const KEYS = ["steps", "changeSummary", "diagnostics"];

/** Whether it is what `pulumi preview --json` prints in the end, or `pulumi refresh --preview-only --json`. */
export function isDigest(value: unknown): boolean {
  const object = asObject(value);
  return object !== undefined && KEYS.some((key) => key in object);
}

/** What a digest tells: no outputs, no policies, and of a replacement not what comes first. */
export function digestFacts(value: unknown): Facts {
  const parsed = digestSchema.safeParse(value);
  const digest: Digest = parsed.success ? parsed.data : {};
  const raw = (digest.steps ?? []).map(rawStep);
  const refresh = isRefresh(raw);
  const said = (digest.diagnostics ?? []).map(({ severity = "info", message = "", urn }) => ({ severity, message, ...(urn === undefined ? {} : { urn }) }));
  const cut = digest.changeSummary === undefined || digest.changeSummary === null;
  const failed = cut || said.some(({ severity }) => severity === "error");
  const unsaid = !parsed.success ? ["the engine's digest cannot be read"] : cut && !said.some(({ severity }) => severity === "error") ? ["the preview ended before it was complete"] : [];
  const anyUrn = raw[0]?.urn;
  return {
    steps: refresh ? [] : joinedSteps(raw),
    ...(refresh && !failed ? { refreshed: raw.filter(({ op }) => op === "update" || op === "delete") } : {}),
    known: new Map(raw.map(({ urn, type, old, new: next }): [string, { type: string; inputs: Properties }] => [urn, { type, inputs: next?.inputs ?? old?.inputs ?? {} }])),
    said: [...said, ...unsaid.map((message) => ({ severity: "error", message }))],
    findings: [],
    packs: [],
    failed,
    ...(anyUrn === undefined ? {} : { anyUrn }),
  };
}

function rawStep({ op, urn, oldState: old, newState: next, diffReasons, replaceReasons, detailedDiff }: DigestStep): RawStep {
  const detailed = Object.entries(detailedDiff ?? {}).map(([path, { kind, inputDiff = false }]) => [path, { kind, inputDiff }] as const);
  return {
    op,
    urn,
    type: next?.type ?? old?.type ?? urnParts(urn).type,
    ...(old === null || old === undefined ? {} : { old }),
    ...(next === null || next === undefined ? {} : { new: next }),
    keys: replaceReasons ?? [],
    ...(diffReasons === null || diffReasons === undefined ? {} : { diffs: diffReasons }),
    ...(detailedDiff === null || detailedDiff === undefined ? {} : { detailed: Object.fromEntries(detailed) }),
  };
}

/** A refresh by itself does nothing with the stack but to refresh it; a preview that refreshes first plans it as well. */
function isRefresh(steps: readonly RawStep[]): boolean {
  const stack = steps.filter(({ type }) => isStack(type));
  return stack.length > 0 && stack.every(({ op }) => op === "refresh");
}
