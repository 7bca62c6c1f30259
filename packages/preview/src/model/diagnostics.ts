import type { Mask } from "./masker.ts";
import type { Diagnostic } from "./model.ts";
import { plainText } from "./plain-text.ts";
import type { Facts } from "./step.ts";
import { subjectOf } from "./subject.ts";

/** What the severity says already. */
const PREFIX = /^(error|warning): ?/;

/** What the engine says in the end when it has said why before, and of what it broke off for it. */
const SUMMARY = /^(preview|update|refresh) failed$|\bcontext canceled$/;

/** Errors and warnings in the order in which they were said, each once. A policy that stops the update has said why by itself. */
export function diagnosticsOf({ said, known, findings }: Facts, mask: Mask): readonly Diagnostic[] {
  const all = said.flatMap(({ severity, message, urn }): readonly Diagnostic[] => {
    if (severity !== "error" && severity !== "warning") return [];
    const text = mask(plainText(message).replace(PREFIX, ""));
    const resource = subjectOf(urn, known);
    return text === "" ? [] : [{ severity, message: text, ...(resource === undefined ? {} : { resource: mask(resource) }) }];
  });
  const telling = all.filter(({ message }) => !SUMMARY.test(message));
  return [...new Map((telling.length > 0 || findings.some(({ level }) => level === "mandatory") ? telling : all).map((diagnostic) => [JSON.stringify(diagnostic), diagnostic])).values()];
}
