import { z } from "zod";

const ended = z.looseObject({ exitCode: z.number(), reason: z.string().optional(), message: z.string().optional(), finishedAt: z.string().nullish() });
const state = z.looseObject({
  waiting: z.looseObject({ reason: z.string().default(""), message: z.string().default("") }).optional(),
  running: z.looseObject({ startedAt: z.string().nullish() }).optional(),
  terminated: ended.optional(),
});
const containerStatus = z.looseObject({ name: z.string(), ready: z.boolean().default(false), restartCount: z.number().default(0), started: z.boolean().nullish(), state: state.default({}), lastState: state.default({}) });
const condition = z.looseObject({ type: z.string(), status: z.string(), reason: z.string().default(""), message: z.string().default(""), lastTransitionTime: z.string().nullish() });
const metadata = z.looseObject({
  name: z.string(),
  namespace: z.string(),
  labels: z.record(z.string(), z.string()).default({}),
  creationTimestamp: z.string().nullish(),
  deletionTimestamp: z.string().nullish(),
  ownerReferences: z.array(z.looseObject({ kind: z.string(), name: z.string() })).default([]),
});
const containerSpec = z.looseObject({ name: z.string(), resources: z.looseObject({ limits: z.record(z.string(), z.string()).default({}) }).default({ limits: {} }) });
const podSchema = z.looseObject({
  kind: z.literal("Pod"),
  metadata,
  spec: z.looseObject({ containers: z.array(containerSpec), initContainers: z.array(containerSpec).default([]) }),
  status: z.looseObject({
    phase: z.string().default("Pending"),
    reason: z.string().optional(),
    message: z.string().optional(),
    conditions: z.array(condition).default([]),
    containerStatuses: z.array(containerStatus).default([]),
    initContainerStatuses: z.array(containerStatus).default([]),
  }),
});
const workloadSchema = z.looseObject({
  kind: z.enum(["Deployment", "StatefulSet", "DaemonSet"]),
  metadata,
  spec: z.looseObject({ replicas: z.number().default(1) }),
  status: z.looseObject({ readyReplicas: z.number().default(0), updatedReplicas: z.number().default(0), desiredNumberScheduled: z.number().optional(), numberReady: z.number().optional(), updatedNumberScheduled: z.number().optional(), conditions: z.array(condition).default([]) }),
});
const eventSchema = z.looseObject({
  kind: z.literal("Event"),
  type: z.string().default("Normal"),
  reason: z.string().default(""),
  message: z.string().default(""),
  involvedObject: z.looseObject({ kind: z.string().default(""), name: z.string().default(""), namespace: z.string().default(""), fieldPath: z.string().default("") }),
  lastTimestamp: z.string().nullish(),
  eventTime: z.string().nullish(),
});

type Pod = z.infer<typeof podSchema>;
type Workload = z.infer<typeof workloadSchema>;
type Event = z.infer<typeof eventSchema>;
type ContainerStatus = z.infer<typeof containerStatus>;
type Ended = z.infer<typeof ended>;

/** A workload, and how many of its pods serve. */
export interface WorkloadState {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  readonly ready: number;
  readonly wanted: number;
  /** Pods that are as the workload wants them now; others are of an earlier rollout. */
  readonly updated: number;
  /** What keeps it from making its pods, or its rollout from going on. */
  readonly trouble?: string;
}

/** What keeps a pod from serving, or ended one of its containers. */
export interface PodTrouble {
  readonly namespace: string;
  readonly pod: string;
  /** None where it is about the pod as a whole. */
  readonly container?: string;
  /** One word where Kubernetes has one, such as `OOMKilled`. */
  readonly reason: string;
  /** What else is known of it. */
  readonly detail: string;
  /** When it began, as Kubernetes writes times. */
  readonly since?: string;
  /** How often the container was started again. */
  readonly restarts: number;
  /** Which log tells more: that of the run that goes on, or of the one before. */
  readonly log?: "current" | "previous";
  /** The end of the log of a run that ended, as the pod itself keeps it. */
  readonly lastWords?: string;
  /** Other pods of the workload in the same trouble. */
  readonly alike: number;
}

/** What there is of a system, and what is wrong with it. */
export interface Findings {
  readonly workloads: readonly WorkloadState[];
  readonly troubles: readonly PodTrouble[];
}

/** States on the way to running. */
const ON_THE_WAY = new Set(["", "ContainerCreating", "PodInitializing"]);
/** Milliseconds of running well after which the kubelet forgets that a container ended badly. */
const FORGOTTEN = 600_000;
const OUT_OF_MEMORY = "OOMKilled";

/**
 * What `kubectl get --output json` says of workloads, pods and events, as far as it is trouble.
 * @param objects Of any kinds: others count for nothing.
 * @param now Milliseconds since 1970.
 */
export function podTroubles(objects: readonly unknown[], now: number): Findings {
  const all = <T>(schema: z.ZodType<T>): readonly T[] => objects.flatMap((object) => schema.safeParse(object).data ?? []);
  const events = all(eventSchema).filter(({ type }) => type === "Warning").sort((a, b) => timeOf(a).localeCompare(timeOf(b)));
  const pods = all(podSchema);
  // A pod that goes has no trouble any more.
  const staying = pods.filter(({ metadata: { deletionTimestamp }, status }) => typeof deletionTimestamp !== "string" && status.phase !== "Succeeded");
  const troubles = staying.filter((pod) => !isOutdated(pod, pods)).flatMap((pod) => troublesOf(pod, events, now).map((trouble) => ({ trouble, owner: ownerOf(pod) })));
  return { workloads: all(workloadSchema).map((workload) => workloadState(workload, events)), troubles: grouped(troubles) };
}

/** Whether all that is wanted is there, and nothing is wrong. */
export function isWell({ workloads, troubles }: Findings): boolean {
  return troubles.length === 0 && workloads.length > 0 && workloads.every(({ ready, updated, wanted, trouble }) => ready >= wanted && updated >= wanted && trouble === undefined);
}

function workloadState({ kind, metadata: { name, namespace }, spec, status }: Workload, events: readonly Event[]): WorkloadState {
  const { desiredNumberScheduled: wanted = spec.replicas, numberReady: ready = status.readyReplicas, updatedNumberScheduled: updated = status.updatedReplicas } = status;
  const failure = status.conditions.find((each) => each.type === "ReplicaFailure" && each.status === "True") ?? status.conditions.find((each) => each.type === "Progressing" && each.status === "False");
  // A StatefulSet says it in events only.
  const told = failure?.message ?? (ready < wanted ? events.findLast(({ reason, involvedObject: about }) => reason === "FailedCreate" && about.kind === kind && about.name === name && about.namespace === namespace)?.message : undefined);
  return { kind, namespace, name, ready, wanted, updated, ...(told === undefined ? {} : { trouble: oneLine(told) }) };
}

function troublesOf(pod: Pod, events: readonly Event[], now: number): readonly PodTrouble[] {
  const { metadata: { name, namespace }, status } = pod;
  const whole = { namespace, pod: name, restarts: 0, alike: 0 };
  const unscheduled = status.conditions.find(({ type, status: value }) => type === "PodScheduled" && value === "False");
  if (unscheduled !== undefined) return [{ ...whole, reason: unscheduled.reason === "" ? "Unschedulable" : unscheduled.reason, detail: oneLine(unscheduled.message), ...sinceOf(unscheduled.lastTransitionTime) }];
  const found = [...status.initContainerStatuses, ...status.containerStatuses].flatMap((each) => containerTrouble(pod, each, events, now) ?? []);
  if (found.length > 0) return found;
  if (status.phase === "Failed") return [{ ...whole, reason: status.reason ?? "Failed", detail: oneLine(status.message ?? ""), ...sinceOf(pod.metadata.creationTimestamp) }];
  // Volumes and networks fail before there is a container.
  const [failed] = status.phase === "Pending" ? events.filter(({ involvedObject: about, reason }) => isAbout(about, pod) && reason.startsWith("Failed")).slice(-1) : [];
  return failed === undefined ? [] : [{ ...whole, reason: failed.reason, detail: oneLine(failed.message), ...sinceOf(pod.metadata.creationTimestamp) }];
}

function containerTrouble(pod: Pod, status: ContainerStatus, events: readonly Event[], now: number): PodTrouble | undefined {
  const { name, restartCount: restarts, state: { waiting, running, terminated }, lastState } = status;
  const last = terminated ?? lastState.terminated;
  const about = { namespace: pod.metadata.namespace, pod: pod.metadata.name, container: name, restarts, alike: 0 };
  const isBad = last !== undefined && (last.exitCode !== 0 || last.reason === OUT_OF_MEMORY);
  if (waiting !== undefined && !ON_THE_WAY.has(waiting.reason) && !(waiting.reason === "CrashLoopBackOff" && last !== undefined)) {
    return { ...about, reason: waiting.reason, detail: oneLine(waiting.message), ...sinceOf(readyCondition(pod)?.lastTransitionTime ?? pod.metadata.creationTimestamp) };
  }
  if (waiting?.reason === "CrashLoopBackOff" && last !== undefined) return { ...about, ...endOf(pod, name, last, "CrashLoopBackOff"), log: "previous" };
  if (terminated !== undefined) return isBad ? { ...about, ...endOf(pod, name, terminated, terminated.reason ?? "Error"), log: "current" } : undefined;
  if (last !== undefined && isBad && (last.reason === OUT_OF_MEMORY || !status.ready || now - Date.parse(last.finishedAt ?? "") < FORGOTTEN)) return { ...about, ...endOf(pod, name, last, "restarted"), log: "previous" };
  if (running === undefined || status.ready) return undefined;
  const told = events.findLast(({ reason, involvedObject }) => reason === "Unhealthy" && isAbout(involvedObject, pod) && involvedObject.fieldPath.includes(`{${name}}`));
  const word = status.started === false ? "NotStarted" : "NotReady";
  return { ...about, reason: word, detail: oneLine(told?.message ?? "no probe has succeeded yet"), ...sinceOf(readyCondition(pod)?.lastTransitionTime ?? running.startedAt), log: "current" };
}

/** How a run ended that should not have ended. */
function endOf(pod: Pod, container: string, { exitCode, reason, message, finishedAt }: Ended, otherwise: string): Pick<PodTrouble, "reason" | "detail" | "since" | "lastWords"> {
  const limit = [...pod.spec.containers, ...pod.spec.initContainers].find(({ name }) => name === container)?.resources.limits["memory"];
  const lastWords = message === undefined || message === "" ? {} : { lastWords: message };
  if (reason === OUT_OF_MEMORY) return { reason, detail: limit === undefined ? "over the node's memory: it has no limit" : `over its memory limit of ${limit}`, ...sinceOf(finishedAt), ...lastWords };
  return { reason: otherwise, detail: `${otherwise === "CrashLoopBackOff" || otherwise === "restarted" ? "last " : ""}exit code ${exitCode}`, ...sinceOf(finishedAt), ...lastWords };
}

/** A run of a job that failed and was made good by a later one is no trouble. */
function isOutdated(pod: Pod, pods: readonly Pod[]): boolean {
  const instance = pod.metadata.labels["app.kubernetes.io/instance"];
  if (pod.status.phase !== "Failed" || instance === undefined) return false;
  return pods.some(({ metadata: other, status }) => status.phase === "Succeeded" && other.namespace === pod.metadata.namespace && other.labels["app.kubernetes.io/instance"] === instance && (other.creationTimestamp ?? "") > (pod.metadata.creationTimestamp ?? ""));
}

/** Pods of one owner in the same trouble are told of once. */
function grouped(found: readonly { readonly trouble: PodTrouble; readonly owner: string }[]): readonly PodTrouble[] {
  const groups = new Map<string, PodTrouble>();
  for (const { trouble, owner } of found) {
    // Names of pods and counts in messages differ.
    const key = JSON.stringify([trouble.namespace, owner, trouble.container, trouble.reason]);
    const first = groups.get(key);
    groups.set(key, first === undefined ? trouble : { ...first, alike: first.alike + 1 });
  }
  return [...groups.values()];
}

function ownerOf({ metadata: { name, ownerReferences } }: Pod): string {
  const [owner] = ownerReferences;
  return owner === undefined ? name : `${owner.kind}/${owner.name}`;
}

function readyCondition({ status }: Pod): z.infer<typeof condition> | undefined {
  return status.conditions.find(({ type }) => type === "Ready");
}

function isAbout({ kind, name, namespace }: Event["involvedObject"], { metadata: pod }: Pod): boolean {
  return kind === "Pod" && name === pod.name && namespace === pod.namespace;
}

function timeOf({ lastTimestamp, eventTime }: Event): string {
  return lastTimestamp ?? eventTime ?? "";
}

function sinceOf(time: string | null | undefined): Pick<PodTrouble, "since"> {
  return typeof time === "string" ? { since: time } : {};
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, " ").trim();
}
