import { dockerEngine, duration, ensureBaseImage, findBaseImage, ToolchainError } from "@moorage/toolchain";
import type { Obtained, Offer, Part, PartContext, Refusal } from "@moorage/toolchain";
import type { MachineFacts } from "@moorage/machine";
import { recipeOf } from "./base-images.ts";

/** What making one base image takes. */
const BASE_SECONDS = 60;

/** Final failures, which no other way of working makes up for. */
const FINAL: readonly ToolchainError["code"][] = ["INTERRUPTED", "DISK_FULL"];

/** What is found out about building images; filled in when the part is got. */
export interface ImageBuilding {
  readonly part: Part;
  machine(): MachineFacts;
}

/**
 * A Docker engine and base images to build upon, as one part of a plan. An engine that cannot be had or started
 * keeps nobody from deploying: the facts then say why images are not built. So does a base image, for those upon it.
 * @param wanted Base images that are got; others are told of if they are there.
 */
export function imageBuilding(wanted: readonly string[]): ImageBuilding {
  let machine = without("nobody has looked for a Docker engine");
  const obtain = async (engine: Offer, context: PartContext, report: (line: string) => void): Promise<Obtained> => {
    try {
      const obtained = await engine.obtain(report);
      machine = await withBases(wanted, obtained, context, report);
      return obtained;
    } catch (error) {
      if (!(error instanceof ToolchainError) || FINAL.includes(error.code)) throw error;
      machine = without(error.message);
      return { executables: {} };
    }
  };
  const offer = async (context: PartContext): Promise<Offer | Refusal> => {
    const engine = await dockerEngine.offer(context);
    if (engine.source === "none") {
      machine = without(engine.why);
      return engine;
    }
    const missing = engine.seconds === 0 ? await missingBases(wanted, engine.from, context) : wanted;
    const seconds = BASE_SECONDS * missing.length;
    return {
      source: engine.source,
      from: missing.length === 0 ? engine.from : `${engine.from}, and base image ${missing.join(", ")} (pulled, else made from Debian packages in ${duration(seconds)})`,
      seconds: engine.seconds + seconds,
      obtain: async (report) => obtain(engine, context, report),
    };
  };
  return { part: { name: "docker-engine", purpose: "builds images", offer }, machine: () => machine };
}

/** Facts of a machine on which no images are built, and why. */
export function without(why: string): MachineFacts {
  return { docker: { available: false, why }, baseImages: {} };
}

async function missingBases(wanted: readonly string[], docker: string, context: PartContext): Promise<readonly string[]> {
  const found = await Promise.all(wanted.map(async (image) => find(image, docker, context)));
  return wanted.filter((_, index) => found[index] === undefined);
}

async function withBases(wanted: readonly string[], { executables, env }: Obtained, context: PartContext, report: (line: string) => void): Promise<MachineFacts> {
  const docker = executables["docker"] ?? "docker";
  const standIns: Record<string, string> = {};
  const lacking: Record<string, string> = {};
  // One after the other: each of them keeps network and processor busy by itself.
  for (const image of Object.keys(recipeOf)) {
    const recipe = recipeOf[image];
    if (recipe === undefined) continue;
    const base = wanted.includes(image) ? await ensureBaseImage(image, recipe, docker, context, report) : { image: await find(image, docker, context), why: undefined };
    if (base.image !== undefined && base.image !== image) standIns[image] = base.image;
    if (base.image === undefined && base.why !== undefined) lacking[image] = base.why;
  }
  const host = env?.["DOCKER_HOST"];
  return { docker: { available: true, ...(host === undefined ? {} : { host }) }, baseImages: standIns, ...(Object.keys(lacking).length === 0 ? {} : { lackingBases: lacking }) };
}

async function find(image: string, docker: string, context: PartContext): Promise<string | undefined> {
  const recipe = recipeOf[image];
  return recipe === undefined ? undefined : findBaseImage(image, recipe, docker, context);
}
