import type { DifferenceKind } from "./difference.ts";

/** What was done to a field. */
export type FindingKind = DifferenceKind | "plain-to-secret" | "secret-to-plain";

/** What it means: consumers do not notice, they fail, or what was secret is not any more. */
export type Effect = "compatible" | "breaking" | "alarm";

interface Meaning {
  readonly effect: Effect;
  readonly sees: (detail: string) => string;
}

/** Every rule of what may be done to a contract within its major version. */
const MEANINGS = Object.freeze({
  added: { effect: "compatible", sees: () => "nothing: a field that is not read yet" },
  required: { effect: "compatible", sees: () => "the field is always there now" },
  narrowed: { effect: "compatible", sees: (detail) => `fewer values than could be: ${detail}` },
  removed: { effect: "breaking", sees: () => "reading fails: the field is not there any more" },
  renamed: { effect: "breaking", sees: (detail) => `reading fails: what was added has the same schema, so it looks like a new name (${detail})` },
  optional: { effect: "breaking", sees: () => "the field may be missing" },
  widened: { effect: "breaking", sees: (detail) => `values that could not be before: ${detail}` },
  changed: { effect: "breaking", sees: (detail) => `values of another kind: ${detail}` },
  "plain-to-secret": { effect: "breaking", sees: () => "reading fails: the field is among the secrets, which only the producer's passphrase or key opens" },
  "secret-to-plain": { effect: "alarm", sees: () => "a secret stands in plain text in the state, in previews and in logs: change its value if it ever was one" },
} as const satisfies Readonly<Record<FindingKind, Meaning>>);

/** What a change means for those who read the field. */
export function effectOf(kind: FindingKind): Effect {
  return MEANINGS[kind].effect;
}

/** What a consumer of the earlier state sees of a change. */
export function whatConsumersSee(kind: FindingKind, detail: string): string {
  return MEANINGS[kind].sees(detail);
}
