import { imageNameProblem } from "@moorage/core";
import type { ImageRegistry, Problem } from "@moorage/core";

/** Names by which Docker Hub goes, and where its registry interface really is. */
const HUB = ["docker.io", "index.docker.io", "registry.hub.docker.com"];
const HUB_HOST = "registry-1.docker.io";
const EXPECTED = "host and path, such as ghcr.io/your-team";
const FIX = "pulumi config set registry ghcr.io/your-team";
/** What comes before the first slash is a host if it looks like one; else it is a path on Docker Hub. */
const HOST = /[.:]|^localhost$/;

/**
 * What keeps a registry from being pushed to. An address is host and path, without a scheme; how it and the login look:
 *
 * | registry | address | username | password |
 * |---|---|---|---|
 * | Docker Hub | `docker.io/<user>` | `<user>` | an access token |
 * | GitHub (GHCR) | `ghcr.io/<owner>` | `<user>` | a token that may write packages |
 * | Amazon ECR | `<account>.dkr.ecr.<region>.amazonaws.com` | `AWS` | what `aws ecr get-login-password` prints; it holds for 12 hours |
 *
 * ECR makes no repository by itself: one has to be there for each image.
 * @param path Where the registry stands, for messages. @default registry
 * @example
 * ```ts no-run
 * import { registryProblems } from "@moorage/image";
 *
 * const found = registryProblems({ address: "ghcr.io/team" });
 * ```
 */
export function registryProblems({ address, username, password }: ImageRegistry, path = "registry"): readonly Problem[] {
  const wrong = addressProblem(address);
  const lacking = username === undefined ? "username" : "password";
  const half = (username === undefined) !== (password === undefined);
  return [
    ...(wrong === undefined ? [] : [{ path: `${path}.address`, ...wrong }]),
    ...(half ? [{ path: `${path}.${lacking}`, problem: `is not set, and ${lacking === "username" ? "password" : "username"} is`, expected: "both or neither" }] : []),
  ];
}

/**
 * Host of a registry, as a login names it.
 * @example
 * ```ts no-run
 * import { registryHost } from "@moorage/image";
 *
 * const host = registryHost("docker.io/your-name"); // registry-1.docker.io
 * ```
 */
export function registryHost(address: string): string {
  const [host = ""] = address.split("/");
  return HUB.includes(host) ? HUB_HOST : host;
}

function addressProblem(address: string): Omit<Problem, "path"> | undefined {
  if (address.trim() === "") return { problem: "is empty", expected: EXPECTED, fix: FIX };
  const got = JSON.stringify(withoutLogin(address));
  if (address.includes("://")) return { problem: "has a scheme", got, expected: EXPECTED, fix: FIX };
  if (address.includes("@")) return { problem: "has a login in it", got, expected: `${EXPECTED}; the login is username and password`, fix: FIX };
  if (imageNameProblem(`${address}/image:1`) !== undefined) return { problem: "is no address of a registry", got, expected: EXPECTED, fix: FIX };
  if (!HOST.test(address.split("/", 1)[0] ?? "")) return { problem: "begins with no host", got, expected: `${EXPECTED}, or docker.io/${address} on Docker Hub`, fix: FIX };
  return undefined;
}

/** No user and no password, wherever they stand. */
function withoutLogin(address: string): string {
  return address.replace(/^(.*:\/\/)?.*@/, "$1");
}
