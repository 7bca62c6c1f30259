import { deepFrozen } from "@moorage/core";
import type { Memory, Runtime } from "@moorage/core";

const defaults = {
  runtime: "python",
  /** Space in `/tmp`, the only folder that every container may write to. */
  scratch: "64Mi",
  /** Seconds that a pod goes on serving after it was told to stop, until every proxy has heard of it. */
  preStopSeconds: 10,
  /** Seconds that requests which have begun are given to end. */
  drainSeconds: 30,
  /** Seconds from being told to stop until being killed: the two above, and some to spare. */
  terminationGraceSeconds: 45,
  /** Seconds that a container is given to start. */
  startupSeconds: 60,
} satisfies Readonly<Record<string, unknown>> & { readonly scratch: Memory; readonly runtime: Runtime };

/** Defaults of every pod. */
export const podDefaults = deepFrozen(defaults);
