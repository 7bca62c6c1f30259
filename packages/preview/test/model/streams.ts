import { readPreview } from "../../src/model/index.ts";
import type { PreviewModel } from "../../src/model/index.ts";
import type { PreviewSource } from "../../src/model/index.ts";

export type Inputs = Readonly<Record<string, unknown>>;

export const SOURCE: PreviewSource = { project: "board", stack: "prod" };
export const SUCCEEDED = { summaryEvent: { result: "succeeded", resourceChanges: {}, PolicyPacks: {} } };
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
/** A secret as events hold it. */
export const HIDDEN = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", ciphertext: "[secret]" };

export const STACK = "pulumi:pulumi:Stack";
export const DEPLOYMENT = "kubernetes:apps/v1:Deployment";
export const SECRET = "kubernetes:core/v1:Secret";
export const SERVICE = "kubernetes:core/v1:Service";
export const CONFIG_MAP = "kubernetes:core/v1:ConfigMap";
export const IMAGE = "docker:index/remoteImage:RemoteImage";

/** What is to happen to a resource, and what it is before and after it. */
export interface Given {
  readonly op: string;
  readonly type: string;
  readonly name: string;
  readonly old?: Inputs;
  readonly new?: Inputs;
  readonly oldOutputs?: Inputs;
  readonly newOutputs?: Inputs;
  readonly custom?: boolean;
  readonly keys?: readonly string[];
  readonly diffs?: readonly string[];
  readonly detailed?: Readonly<Record<string, string>>;
  readonly inputDiff?: boolean;
  readonly state?: Inputs;
}

export function urn(type: string, name: string): string {
  return `urn:pulumi:prod::board::${type}::${name}`;
}

/** The metadata of a step, as the engine writes it. */
export function metadata(given: Given) {
  const { op, type, name, custom = true, keys = null, diffs = null, detailed, inputDiff = false, state = {} } = given;
  const side = (inputs: Inputs | undefined, outputs: Inputs | undefined) => (inputs === undefined && outputs === undefined ? null : { type, urn: urn(type, name), ...(custom ? { custom } : {}), id: "", parent: "", inputs: inputs ?? {}, outputs: outputs ?? inputs ?? {}, provider: "", ...state });
  const detailedDiff = detailed === undefined ? null : Object.fromEntries(Object.entries(detailed).map(([path, diffKind]) => [path, { diffKind, inputDiff }]));
  return { op, urn: urn(type, name), type, old: side(given.old, given.oldOutputs), new: side(given.new, given.newOutputs), keys, diffs, detailedDiff, logical: true, provider: "" };
}

export function begins(given: Given) {
  return { resourcePreEvent: { metadata: metadata(given), planning: true } };
}

export function ends(given: Given) {
  return { resOutputsEvent: { metadata: metadata(given), planning: true } };
}

/** What the stack gives to others, before and after. */
export function outputs(before: Inputs, after: Inputs) {
  return ends({ op: "same", type: STACK, name: "board-prod", custom: false, old: {}, new: {}, oldOutputs: before, newOutputs: after });
}

export function says(severity: string, message: string, about?: string) {
  return { diagnosticEvent: { severity, message, prefix: `${severity}: `, color: "never", ...(about === undefined ? {} : { urn: about }) } };
}

/** Lines as the engine prints them. */
export function printed(...events: readonly object[]): string {
  return events.map((event, sequence) => `${JSON.stringify({ sequence, timestamp: 0, ...event })}\n`).join("");
}

/** The model of a preview in which these events are all, and which succeeds. */
export function modelOf(events: readonly object[], source: Partial<PreviewSource> = {}): PreviewModel {
  return readPreview(printed(...events, SUCCEEDED), { ...SOURCE, ...source });
}

/** An object of the cluster, as a program gives it. */
export function object(name: string, rest: Inputs = {}): Inputs {
  return { metadata: { name, namespace: "board" }, ...rest };
}

/** A Deployment of one container, as a program gives it. */
export function deployment(container: Inputs = {}, spec: Inputs = {}): Inputs {
  return object("board-api", { spec: { replicas: 1, ...spec, template: { spec: { containers: [{ name: "board-api", image: "registry/board-api:1.8.2", ...container }] } } } });
}
