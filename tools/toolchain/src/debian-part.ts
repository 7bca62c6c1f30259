import { installDebian } from "./debian.ts";
import type { Offer, Part, PartContext, Refusal } from "./part.ts";
import { ToolchainError } from "./toolchain-error.ts";

/** A part that Debian packages give where its programs are not there already. */
export interface DebianPartOptions {
  readonly name: string;
  readonly purpose: string;
  /** Names of the executables it gives. */
  readonly gives: readonly string[];
  /** Debian packages that hold them. */
  readonly packages: readonly string[];
  /** Seconds that their installation takes. */
  readonly seconds: number;
  /** Absolute paths by name, if all are there and new enough. */
  readonly find: (context: PartContext) => Promise<Readonly<Record<string, string>> | undefined>;
  /** What is to be said when they are not. */
  readonly absence: string;
  /** What the user of a machine without Debian packages can do. */
  readonly remedy: string;
  /** Why Debian packages cannot be installed, or `undefined` when they can. */
  readonly debianRefusal: (context: PartContext) => string | undefined;
}

/** Makes a part of Debian packages. Only the programs are wanted: the services that come with them are neither started nor enabled. */
export function debianPart(options: DebianPartOptions): Part {
  const { name, purpose, gives } = options;
  return { name, purpose, gives, offer: async (context) => offer(options, context) };
}

async function offer({ name, gives, packages, seconds, find, absence, remedy, debianRefusal }: DebianPartOptions, context: PartContext): Promise<Offer | Refusal> {
  const there = await find(context);
  if (there !== undefined) return { source: "path", from: there[gives[0] ?? name] ?? name, seconds: 0, obtain: async () => Promise.resolve({ executables: there }) };
  const why = debianRefusal(context);
  if (why !== undefined) return { source: "none", why: `${absence}, and ${why}`, remedy };
  return {
    source: "debian",
    from: `Debian packages ${packages.join(", ")}`,
    seconds,
    async obtain(report) {
      await installDebian(packages, context, report, { services: false });
      const executables = await find(context);
      if (executables === undefined) throw new ToolchainError("INSTALL_FAILED", `${packages.join(", ")} is installed, yet ${absence}`);
      return { executables };
    },
  };
}
