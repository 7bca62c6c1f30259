import { imageNameProblem } from "@moorage/core";
import type { ImageRegistry, Problem } from "@moorage/core";

const HUB = ["docker.io", "index.docker.io"];
/** Where Docker Hub's registry interface really is. */
const HUB_HOST = "registry-1.docker.io";

/**
 * What keeps a registry from being pushed to. The address is host and path, without a scheme: `docker.io/<user>` for Docker Hub,
 * `ghcr.io/<owner>` for GHCR, `<account>.dkr.ecr.<region>.amazonaws.com` for ECR, whose user is `AWS` and whose password is a token.
 * @example
 * ```ts no-run
 * import { registryProblems } from "@moorage/image";
 *
 * const found = registryProblems("registry", { address: "ghcr.io/team" });
 * ```
 */
export function registryProblems(path: string, { address, username, password }: ImageRegistry): readonly Problem[] {
  const got = JSON.stringify(address);
  const expected = "host and path, such as ghcr.io/your-team";
  if (address === "") return [{ path: `${path}.address`, problem: "is empty", expected, fix: "pulumi config set registry ghcr.io/your-team" }];
  if (address.includes("://")) return [{ path: `${path}.address`, problem: "has a scheme", got: JSON.stringify(withoutUser(address)), expected }];
  if (address.includes("@")) return [{ path: `${path}.address`, problem: "has a login in it", got: JSON.stringify(withoutUser(address)), expected: `${expected}; the login is registryUsername and registryPassword` }];
  const found: Problem[] = [];
  if (imageNameProblem(`${address}/image:1`) !== undefined) found.push({ path: `${path}.address`, problem: "is no address of a registry", got, expected });
  if ((username === undefined) !== (password === undefined)) {
    found.push({ path: `${path}.${username === undefined ? "username" : "password"}`, problem: `is not set, and ${username === undefined ? "password" : "username"} is`, expected: "both or neither" });
  }
  return found;
}

/** Host of a registry, as logins know it. */
export function registryHost(address: string): string {
  const [host = ""] = address.split("/");
  return HUB.includes(host) ? HUB_HOST : host;
}

function withoutUser(address: string): string {
  return address.replace(/\/\/[^/@]*@/, "//").replace(/^[^/@]*@/, "");
}
