import { execa } from "execa";
import { debianCodename, debianRefusal, lastLine } from "../../src/debian.ts";
import type { PartContext } from "../../src/part.ts";
import { ToolchainError } from "../../src/toolchain-error.ts";
import { ownAuthorities } from "./authorities.ts";

/** What a base image can be made of here. */
export interface DebianRelease {
  /** Code name of the running release, such as `bookworm`. */
  codename(): string | undefined;
  /** Why nothing can be made of Debian packages, or `undefined` when it can. */
  refusal(context: PartContext): string | undefined;
  /** Authorities that the machine trusts beyond Debian's own, as PEM: what is made here trusts them too. */
  authorities(): readonly string[];
}

/** The release this machine runs. */
export const thisRelease: DebianRelease = { codename: () => debianCodename(), refusal: debianRefusal, authorities: () => ownAuthorities() };

/** Where packages of a release come from. */
export interface PackageSource {
  /** Address of the mirror. */
  readonly address: string;
  /** Such as `main`; a machine may use more of them. */
  readonly components: readonly string[];
}

const FORMAT = "$(RELEASE) $(CODENAME) $(COMPONENT) $(REPO_URI)";

/**
 * Where this machine installs the packages of a release from, by apt's own account.
 * @throws ToolchainError when apt knows no such place, even with fresh lists
 */
export async function packageSource(codename: string, { env, signal }: PartContext): Promise<PackageSource> {
  const options = { env, cancelSignal: signal, stdin: "ignore" } as const;
  const known = async (): Promise<PackageSource | undefined> => {
    const { stdout } = await execa("apt-get", ["indextargets", "--format", FORMAT, "Created-By: Packages"], options);
    return sourceIn(stdout, codename);
  };
  const source = await known();
  if (source !== undefined) return source;
  // Without lists apt tells of nothing.
  try {
    await execa("apt-get", ["update"], options);
  } catch (error) {
    throw new ToolchainError("ENGINE_FAILED", `the package lists cannot be refreshed: ${lastLine(error)}`, { cause: error });
  }
  const refreshed = await known();
  if (refreshed === undefined) throw new ToolchainError("ENGINE_FAILED", `apt names no mirror of this machine's own release, ${codename}`);
  return refreshed;
}

function sourceIn(targets: string, codename: string): PackageSource | undefined {
  const own = targets
    .split("\n")
    .map((line) => line.trim().split(" "))
    .flatMap(([release, name, component, address]) => (component !== undefined && address !== undefined && [release, name].includes(codename) && /^(https?|file|copy):/.test(address) ? [{ component, address }] : []));
  // Main is what every release is bootstrapped from; other repositories may go by the release's name as well.
  const address = own.find(({ component }) => component === "main")?.address;
  if (address === undefined) return undefined;
  return { address, components: [...new Set(own.filter((target) => target.address === address).map(({ component }) => component))] };
}
