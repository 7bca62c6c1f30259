import type { Problems } from "@moorage/core";
import type { CheckedContainer } from "./container-args.ts";
import type { CheckedPod } from "./pod-args.ts";

/** The kinds of volumes that Pod Security `restricted` admits. */
const ADMITTED = ["configMap", "csi", "downwardAPI", "emptyDir", "ephemeral", "persistentVolumeClaim", "projected", "secret"];

/** Notes every volume that is not admitted, and every mount of a volume that the pod does not have. */
export function podVolumeProblems(problems: Problems, settings: CheckedPod): void {
  const volumes = settings.volumes ?? [];
  const names = volumes.map(({ name }) => name);
  for (const { name, ...kinds } of volumes) {
    for (const kind of Object.keys(kinds).filter((each) => !ADMITTED.includes(each))) {
      problems.add({ path: `volumes.${typeof name === "string" ? name : "?"}`, problem: `is a ${kind} volume, which Pod Security restricted does not admit`, expected: `one of ${ADMITTED.join(", ")}` });
    }
  }
  // A name that is known only later could be the one that is meant.
  const known = names.filter((name) => typeof name === "string");
  if (known.length === names.length) for (const [place, container] of containersOf(settings)) mountedVolumes(problems, place, container, known);
}

function containersOf(settings: CheckedPod): readonly (readonly [string, CheckedContainer])[] {
  const companions = (["sidecars", "initContainers"] as const).flatMap((kind) => Object.entries(settings[kind] ?? {}).map(([name, container]) => [`${kind}.${name}.`, container] as const));
  return [["", settings], ...companions];
}

function mountedVolumes(problems: Problems, place: string, { mounts = {} }: CheckedContainer, known: readonly string[]): void {
  for (const [path, source] of Object.entries(mounts)) {
    if (!("volume" in source) || known.includes(source.volume)) continue;
    problems.add({ path: `${place}mounts.${path}`, problem: `names the volume ${JSON.stringify(source.volume)}, which the pod does not have`, expected: known.length === 0 ? "a volume in volumes" : `one of ${known.join(", ")}` });
  }
}
