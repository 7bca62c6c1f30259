import { asObject, jsonIn } from "./json.ts";
import { digestFacts, isDigest } from "./digest-facts.ts";
import { eventFacts, isEvent } from "./event-facts.ts";
import { modelOf } from "./facts-model.ts";
import type { PreviewModel } from "./model.ts";
import type { PreviewSource } from "./preview-source.ts";
import type { Facts } from "./step.ts";

/**
 * Reads what the engine printed: its events, one a line (`PULUMI_ENABLE_STREAMING_JSON_PREVIEW=true pulumi preview --json`), or else the
 * digest of `pulumi preview --json`, which knows neither outputs nor policies. Other lines, and events that are of no matter here, are
 * passed over. A stream without an end is a failed preview.
 * @param text All that the engine printed.
 * @example
 * ```ts
 * import { readPreview } from "@moorage/preview";
 *
 * const printed = '{"summaryEvent":{"result":"succeeded"}}';
 * const model = readPreview(printed, { project: "board", stack: "prod", secrets: ["correct horse"] });
 * ```
 */
export function readPreview(text: string, source: PreviewSource): PreviewModel {
  return modelOf(factsOf(text), source);
}

/**
 * The model of a preview that could not even begin: a wrong passphrase, a stack that is not there.
 * @param message What went wrong; it is masked.
 * @example
 * ```ts
 * import { failedPreview } from "@moorage/preview";
 *
 * const model = failedPreview("error: no stack named 'prod' found", { project: "board", stack: "prod" });
 * ```
 */
export function failedPreview(message: string, source: PreviewSource): PreviewModel {
  return modelOf(failedFacts(message), source);
}

function factsOf(text: string): Facts {
  const lines = text.split("\n").map(parsedLine);
  const events = lines.filter(isEvent);
  if (events.length > 0) return eventFacts(events);
  const digest = lines.find(isDigest) ?? parsedBlock(text);
  return isDigest(digest) ? digestFacts(digest) : failedFacts("the engine printed no preview");
}

function failedFacts(message: string): Facts {
  return { steps: [], known: new Map(), said: [{ severity: "error", message }], findings: [], packs: [], failed: true };
}

function parsedLine(line: string): unknown {
  const text = line.trim();
  return text.startsWith("{") ? parsed(text) : undefined;
}

/** JSON over several lines, among others. */
function parsedBlock(text: string): unknown {
  const lines = text.split("\n").map((line) => line.trimEnd());
  const [first, last] = [lines.indexOf("{"), lines.lastIndexOf("}")];
  return first < 0 || last < first ? undefined : parsed(lines.slice(first, last + 1).join("\n"));
}

function parsed(text: string): unknown {
  return asObject(jsonIn(text));
}
