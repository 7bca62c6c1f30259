import { hasImage, loadImage } from "@moorage/cluster";
import type { ClusterFacts } from "@moorage/cluster";
import { ensureServerImage, findServerImage } from "@moorage/toolchain";
import type { PartContext } from "@moorage/toolchain";
import { z } from "zod";
import { CliError } from "./cli-error.ts";
import { stackObjects } from "./render-stack.ts";
import type { Workspace } from "./workspace.ts";

const container = z.looseObject({ image: z.string(), imagePullPolicy: z.string().optional() });
const podSpec = z.looseObject({ containers: z.array(container), initContainers: z.array(container).default([]) });

/** Images of others that a stack's pods run, each once: what is built here is brought by the program itself. */
export async function foreignImages(stack: string, place: Pick<Workspace, "project">): Promise<readonly string[]> {
  return imagesIn(await stackObjects(stack, place));
}

/** Images in objects that are not built here. */
export function imagesIn(objects: readonly unknown[]): readonly string[] {
  const containers = objects.flatMap(podSpecsIn).flatMap(({ containers: main, initContainers }) => [...main, ...initContainers]);
  return [...new Set(containers.filter(({ imagePullPolicy }) => imagePullPolicy !== "Never").map(({ image }) => image))].sort();
}

function podSpecsIn(value: unknown): readonly z.infer<typeof podSpec>[] {
  if (typeof value !== "object" || value === null) return [];
  const spec = podSpec.safeParse(value);
  return spec.success ? [spec.data] : Object.values(value).flatMap(podSpecsIn);
}

/**
 * Brings images of others to a cluster whose nodes reach no registry: from this machine's Docker engine, which has them, pulls
 * them, or is given what stands in for them.
 * @throws CliError naming every image that cannot be had
 */
export async function bringForeignImages(cluster: ClusterFacts, images: readonly string[], docker: string, context: PartContext, report: (line: string) => void): Promise<void> {
  const problems: string[] = [];
  for (const wanted of images) {
    if (await hasImage(cluster, wanted)) continue;
    const found = await ensureServerImage(wanted, docker, context, report);
    if (found.image === undefined) {
      problems.push(`image ${wanted} cannot be had: ${found.why}`);
      continue;
    }
    await loadImage(cluster, found.image, { report, signal: context.signal, ...(found.image === wanted ? {} : { as: wanted }) });
  }
  if (problems.length > 0) throw new CliError(`${problems.join("\n")}\nFix: load them into the Docker engine, or use simulated nodes: pnpm moorage cluster down, then pnpm moorage cluster up --nodes simulated`);
}

/** What stands in for which of these images: by the name of the wanted one. */
export async function standInsFor(images: readonly string[], docker: string, context: PartContext): Promise<Readonly<Record<string, string>>> {
  const found = await Promise.all(images.map(async (wanted) => [wanted, await findServerImage(wanted, docker, context)] as const));
  return Object.fromEntries(found.filter((entry): entry is readonly [string, string] => entry[1] !== undefined && entry[1] !== entry[0]));
}
