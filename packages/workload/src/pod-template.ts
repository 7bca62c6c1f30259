import type { types } from "@pulumi/kubernetes";
import { podSpec } from "@moorage/pod";
import type { Labels } from "@moorage/core";
import type { PodArgs, PodSettings } from "@moorage/pod";
import type { PodOwnerArgs } from "./pod-owner-args.ts";

/** Annotation whose change rolls the pods though nothing else of them changes. */
export const checksumAnnotation = "moorage.dev/config-checksum";

/** The pods of whatever makes some; `own` is what it decides about them itself. */
export function podTemplate(
  name: string,
  args: PodOwnerArgs & PodSettings,
  labels: Labels,
  own: Pick<PodArgs, "serviceAccountName" | "spreadOver" | "restartPolicy">,
): types.input.core.v1.PodTemplateSpec {
  const annotations = { ...args.annotations, ...(args.checksum === undefined ? {} : { [checksumAnnotation]: args.checksum }) };
  return {
    metadata: { labels, ...(Object.keys(annotations).length === 0 ? {} : { annotations }) },
    spec: podSpec(name, { ...args, ...own }),
  };
}
