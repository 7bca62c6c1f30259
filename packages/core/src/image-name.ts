import type { Problem } from "./problems.ts";

const DIGEST = /^sha256:[0-9a-f]{64}$/;
const TAG = /^[\w][\w.-]{0,127}$/;
const NAME = /^(?:[a-zA-Z0-9.-]+(?::\d+)?\/)?[a-z0-9]+(?:(?:[._]|__|-+|\/)[a-z0-9]+)*$/;

/** The parts of an image's name. */
export interface ImageName {
  /** Registry, where there is one, and repository. */
  readonly repository: string;
  /** What stands after the colon. @default none */
  readonly tag?: string;
  /** What stands after the @. @default none */
  readonly digest?: string;
}

/** Takes an image's name apart. A colon before a slash belongs to a port, not to a tag. */
export function imageName(reference: string): ImageName {
  const [name = "", digest] = reference.split("@", 2);
  const colon = name.lastIndexOf(":");
  const tagged = colon > name.lastIndexOf("/");
  return {
    repository: tagged ? name.slice(0, colon) : name,
    ...(tagged ? { tag: name.slice(colon + 1) } : {}),
    ...(digest === undefined ? {} : { digest }),
  };
}

/**
 * What keeps an image's name from saying exactly which image is meant.
 * @param rules `digestsRequired` asks for a digest beside the tag, which a registry could move. @default not required
 * @see https://github.com/opencontainers/distribution-spec/blob/main/spec.md
 */
export function imageNameProblem(reference: string, { digestsRequired = false }: { readonly digestsRequired?: boolean } = {}): Omit<Problem, "path"> | undefined {
  const got = JSON.stringify(reference);
  const { repository, tag, digest } = imageName(reference);
  if (!NAME.test(repository)) return { problem: "is no image name", got, expected: "repository:tag, in lower case" };
  if (digest !== undefined && !DIGEST.test(digest)) return { problem: "has a malformed digest", got, expected: "sha256: and 64 hexadecimal digits" };
  if (tag === undefined) return { problem: "has no tag", got, expected: `an exact tag, such as ${repository}:1.2.3` };
  if (tag === "latest") return { problem: "is tagged latest, which is another image every day", got, expected: `an exact tag, such as ${repository}:1.2.3` };
  if (!TAG.test(tag)) return { problem: "has a malformed tag", got, expected: "at most 128 letters, digits, _, . and -" };
  if (digestsRequired && digest === undefined) {
    return { problem: "has no digest, and a tag can be moved", got, expected: `${repository}:${tag}@sha256:…`, fix: `docker buildx imagetools inspect ${repository}:${tag}` };
  }
  return undefined;
}
