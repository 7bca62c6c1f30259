import { asObject } from "./json.ts";
import { isBuilder, isPusher } from "./images.ts";
import type { LocatedChange } from "./property-changes.ts";
import { namesOf } from "./property-path.ts";
import { objectName, sameObject } from "./resource-name.ts";
import type { Step } from "./step.ts";
import { isKubernetes, kindOf } from "./urn.ts";

/** What follows from a step, for people. */
export interface Consequence {
  readonly destructive: boolean;
  readonly sentences: readonly string[];
  readonly effect?: string;
}

/** Kinds whose pods follow a template. */
const ROLLING = new Set(["DaemonSet", "Deployment", "StatefulSet"]);

/** What is lost with each kind of object. */
const LOST: Readonly<Record<string, string>> = {
  CronJob: "It does not run any more.",
  CustomResourceDefinition: "Every object of its kind goes with it.",
  DaemonSet: "Its pods stop.",
  Deployment: "Its pods stop.",
  Ingress: "Its hosts lead nowhere any more.",
  Namespace: "Everything in it goes with it.",
  NetworkPolicy: "The traffic that it governs is governed no more.",
  PersistentVolume: "Its data may go with it.",
  PersistentVolumeClaim: "Its data goes with it, unless its storage class retains volumes.",
  Secret: "Pods that use it do not start any more.",
  ConfigMap: "Pods that use it do not start any more.",
  Service: "Nothing answers to its name any more.",
  StatefulSet: "Its pods stop; their volumes stay.",
};

/** What an object that is made again does not have, even if the new one is made first. */
const NOT_CARRIED_OVER: Readonly<Record<string, string>> = {
  CustomResourceDefinition: "Every object of its kind goes with the old one.",
  Namespace: "Everything in the old one goes with it.",
  PersistentVolume: "Its data stays with the old one.",
  PersistentVolumeClaim: "The data of the old one goes with it.",
  RandomBytes: "It is another value: what keeps the old one fits no more.",
  RandomPassword: "It is another value: what keeps the old one fits no more.",
  Service: "Whoever uses the old name finds nothing.",
  StatefulSet: "The new one begins with volumes of its own, and they are empty.",
};

/** Kinds that others know by name: under another name nobody finds them. */
const KNOWN_BY_NAME = new Set(["ConfigMap", "Secret", "Service", "ServiceAccount"]);

const OUTAGE: Readonly<Record<string, string>> = {
  ConfigMap: "Pods that start meanwhile do not find it.",
  Job: "It runs again.",
  Secret: "Pods that start meanwhile do not find it.",
};

/** Kinds that nobody misses for the moment between deletion and creation. */
const NOT_MISSED = new Set(["Job"]);

/** What follows from a step. `deletesFirst` is about replacements, `others` are all steps. */
export function consequenceOf(step: Step, deletesFirst: boolean, changes: readonly LocatedChange[], others: readonly Step[]): Consequence {
  const kind = kindOf(step.type);
  if (step.op === "delete") return deletion(step, kind, others);
  if (step.op === "replace") return replacement(step, kind, deletesFirst);
  if (step.op !== "update" || !isKubernetes(step.type)) return { destructive: false, sentences: [] };
  const effect = effectOf(step, kind, changes);
  return { destructive: false, sentences: [], ...(effect === undefined ? {} : { effect }) };
}

function deletion(step: Step, kind: string, others: readonly Step[]): Consequence {
  if (isBuilder(step) || isPusher(step)) return { destructive: false, sentences: ["deleted."] };
  if (step.old?.retainOnDelete === true) return { destructive: false, sentences: ["forgotten, not deleted."] };
  const object = objectName(step.type, step.old?.inputs ?? undefined);
  const again = others.some((other) => other.op === "create" && sameObject(object, objectName(other.type, other.new?.inputs ?? undefined)));
  return { destructive: true, sentences: ["deleted.", ...(again ? ["Another resource of the program makes the same object: without an alias it may be gone in the end."] : lost(LOST, kind, step))] };
}

function replacement(step: Step, kind: string, deletesFirst: boolean): Consequence {
  if (isBuilder(step) || isPusher(step)) return { destructive: false, sentences: [] };
  const [before, after] = [step.old, step.new].map((state) => objectName(step.type, state?.inputs ?? undefined));
  if (!deletesFirst && sameObject(before, after)) return { destructive: true, sentences: ["made again, then the old one deleted.", "Both have one name: it may be gone in the end."] };
  if (!deletesFirst) {
    const renamed = before !== undefined && KNOWN_BY_NAME.has(kind);
    if (renamed) return { destructive: true, sentences: ["made again under another name, then the old one deleted.", "Whoever uses the old name finds nothing."] };
    const missing = lost(NOT_CARRIED_OVER, kind, step, true);
    return { destructive: missing.length > 0, sentences: ["made again, then the old one deleted.", ...missing] };
  }
  const fate = lost(NOT_CARRIED_OVER, kind, step, true).filter(() => kind !== "Service" && kind !== "StatefulSet");
  const sentences = fate.length > 0 ? fate : isKubernetes(step.type) ? [OUTAGE[kind] ?? "Its name is fixed: expect an outage."] : [];
  return { destructive: !NOT_MISSED.has(kind), sentences: ["deleted, then made again.", ...sentences] };
}

/** Values of the random provider are meant as well; Kubernetes' kinds only of Kubernetes. */
function lost(table: Readonly<Record<string, string>>, kind: string, { type }: Step, random = false): readonly string[] {
  const applies = isKubernetes(type) || (random && type.startsWith("random:"));
  const sentence = applies ? table[kind] : undefined;
  return sentence === undefined ? [] : [sentence];
}

function effectOf(step: Step, kind: string, changes: readonly LocatedChange[]): string | undefined {
  if (!ROLLING.has(kind) || !changes.some(({ path }) => namesOf(path).slice(0, 2).join(".") === "spec.template")) return undefined;
  const strategy = asObject(asObject(step.new?.inputs?.["spec"])?.["strategy"])?.["type"];
  return strategy === "Recreate" ? "pods stop, then start" : "pods roll";
}
