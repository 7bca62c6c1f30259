import { basename } from "node:path";
import { unpackInto } from "./archive.ts";
import type { Archive } from "./archive.ts";
import { entryOf, fillEntry, keyOf, wholeEntry } from "./cache.ts";
import type { Entry } from "./cache.ts";
import { requireSpace } from "./disk-space.ts";
import { downloadInto, reachable } from "./download.ts";
import type { Download, Downloading } from "./download.ts";
import { goBuild, goFetch, goFor, moduleTexts } from "./go.ts";
import type { GoModule } from "./go.ts";
import { waitingLine } from "./offer.ts";
import type { PreparableOffer } from "./offer.ts";
import { foundOnPath } from "./on-path.ts";
import type { OnPath } from "./on-path.ts";
import type { Obtained, Offer, Part, PartContext, Refusal } from "./part.ts";
import { ToolchainError } from "./toolchain-error.ts";

/** A part that is built from a Go module when nothing better is there. */
export interface GoPartOptions {
  readonly name: string;
  readonly purpose: string;
  readonly module: GoModule;
  /** Seconds that a build takes on two cores with nothing cached and another build beside it. */
  readonly seconds: number;
  /** Disk space that a build takes, in millions of bytes, Go's own cache included. */
  readonly megabytes: number;
  /** What does as well if it is on PATH. @default nothing */
  readonly onPath?: OnPath;
  /** What is there already, such as an official installation. @default nothing */
  readonly installed?: (context: PartContext) => Promise<Obtained | undefined> | Obtained | undefined;
  /** Official files, one for each executable, or an archive of them. @default none */
  readonly official?: readonly Download[] | Archive;
  /** Puts the executables where others look for them. @default they stay in the cache */
  readonly install?: (files: Readonly<Record<string, string>>, context: PartContext) => Obtained;
}

const DOWNLOAD_SECONDS = 30;

/** Makes a part of a Go module: installed, on PATH, cached, downloaded, or built, in this order. */
export function goPart(options: GoPartOptions): Part {
  const { name, purpose, module, install } = options;
  return {
    name,
    purpose,
    gives: Object.values(module.packages),
    async offer(context) {
      const there = await existing(options, context);
      if (there !== undefined) return { source: "path", from: Object.values(there.executables)[0] ?? name, seconds: 0, obtain: async () => Promise.resolve(there) };
      const entry = entryOf(context.home, name, keyOf(moduleTexts(module)));
      const give = async (): Promise<Obtained> => {
        const files = await wholeEntry(entry);
        if (files === undefined) throw new ToolchainError("BUILD_FAILED", `${entry.folder} was damaged while it was in use; run this again`);
        return install?.(files, context) ?? { executables: files };
      };
      if ((await wholeEntry(entry)) !== undefined) return { source: "cache", from: entry.folder, seconds: 0, obtain: give };
      if (context.offline) return { source: "none", why: "it is not in the cache, and --offline allows nothing else", remedy: `run once without --offline, or put ${name} on PATH` };
      const built = await buildOffer(options, entry, context, give);
      return (await downloadOffer(options, entry, context, { give, built })) ?? built;
    },
  };
}

async function existing({ installed, onPath }: GoPartOptions, context: PartContext): Promise<Obtained | undefined> {
  const found = await installed?.(context);
  if (found !== undefined || onPath === undefined) return found;
  const executables = await foundOnPath(onPath, context);
  return executables === undefined ? undefined : { executables };
}

interface Otherwise {
  readonly give: () => Promise<Obtained>;
  readonly built: Offer | Refusal;
}

async function downloadOffer({ official, name, megabytes }: GoPartOptions, entry: Entry, context: PartContext, { give, built }: Otherwise): Promise<Offer | undefined> {
  const first = official === undefined || "url" in official ? official : official[0];
  if (official === undefined || first === undefined || !(await reachable(first, context))) return undefined;
  return {
    source: "download",
    from: first.url,
    seconds: DOWNLOAD_SECONDS,
    async obtain(report) {
      const make = async (draft: string, signal: AbortSignal): Promise<void> => {
        const downloading: Downloading = { context, signal, megabytes, report };
        await ("url" in official ? unpackInto(draft, official, downloading) : downloadInto(draft, official, downloading));
      };
      try {
        await fillEntry(entry, { make, signal: context.signal, onWait: () => report(waitingLine(`getting ${name}`)) });
      } catch (error) {
        // What was promised but is not there can still be built; what is there but wrong is never passed over.
        if (!(error instanceof ToolchainError && error.code === "DOWNLOAD_FAILED") || built.source === "none") throw error;
        report(`${error.message}; building it`);
        return built.obtain(report);
      }
      return give();
    },
  };
}

async function buildOffer({ name, module, seconds, megabytes }: GoPartOptions, entry: Entry, context: PartContext, give: () => Promise<Obtained>): Promise<PreparableOffer | Refusal> {
  const found = await goFor(module, context);
  if ("why" in found) return { source: "none", why: found.why, remedy: `install Go (https://go.dev/dl), or put ${name} on PATH, and run this again` };
  const { go } = found;
  return {
    source: "go",
    from: `Go module tools/toolchain/parts/${basename(module.folder)}`,
    seconds,
    prepare: async (signal) => goFetch(module, { go, context, signal }),
    async obtain(report) {
      const make = async (draft: string, signal: AbortSignal): Promise<void> => {
        await requireSpace(context.home, megabytes);
        await goBuild(module, draft, { go, context, signal, megabytes, report });
      };
      await fillEntry(entry, { make, signal: context.signal, onWait: () => report(waitingLine(`building ${name}`)) });
      return give();
    },
  };
}
