import { dockerEngine, duration, ensureBaseImage, findBaseImage, pythonBase, ToolchainError } from "@moorage/toolchain";
import type { Obtained, Offer, Part, PartContext, Refusal } from "@moorage/toolchain";
import { baseImages } from "@moorage/machine";
import type { MachineFacts } from "@moorage/machine";

const PYTHON_IMAGE = baseImages.python;

const BASE_SECONDS = 60;

/** Final failures, which no other way of working makes up for. */
const FINAL: readonly ToolchainError["code"][] = ["INTERRUPTED", "DISK_FULL"];

/** What is found out about building images; filled in when the part is got. */
export interface ImageBuilding {
  readonly part: Part;
  machine(): MachineFacts;
}

/**
 * A Docker engine and a base image to build upon, as one part of a plan. An engine that cannot be had or started
 * keeps nobody from deploying: the facts then say why images are not built.
 */
export function imageBuilding(): ImageBuilding {
  let machine = without("nobody has looked for a Docker engine");
  const obtain = async (engine: Offer, context: PartContext, report: (line: string) => void): Promise<Obtained> => {
    try {
      const obtained = await engine.obtain(report);
      machine = await withBase(obtained, context, report);
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
    const hasBase = engine.seconds === 0 && (await findBaseImage(PYTHON_IMAGE, pythonBase, engine.from, context)) !== undefined;
    return {
      source: engine.source,
      from: hasBase ? engine.from : `${engine.from}, and base image ${PYTHON_IMAGE} (pulled, else made from Debian packages in ${duration(BASE_SECONDS)})`,
      seconds: engine.seconds + (hasBase ? 0 : BASE_SECONDS),
      obtain: async (report) => obtain(engine, context, report),
    };
  };
  return { part: { name: "docker-engine", purpose: "builds images", offer }, machine: () => machine };
}

/** Facts of a machine on which no images are built, and why. */
export function without(why: string): MachineFacts {
  return { docker: { available: false, why }, baseImages: {} };
}

async function withBase({ executables, env }: Obtained, context: PartContext, report: (line: string) => void): Promise<MachineFacts> {
  const base = await ensureBaseImage(PYTHON_IMAGE, pythonBase, executables["docker"] ?? "docker", context, report);
  if (base.image === undefined) return without(base.why);
  const host = env?.["DOCKER_HOST"];
  return { docker: { available: true, ...(host === undefined ? {} : { host }) }, baseImages: base.image === PYTHON_IMAGE ? {} : { [PYTHON_IMAGE]: base.image } };
}
