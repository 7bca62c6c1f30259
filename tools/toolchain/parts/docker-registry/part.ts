import { debianRefusal } from "../../src/debian.ts";
import { debianPart } from "../../src/debian-part.ts";
import { foundOnPath } from "../../src/on-path.ts";
import type { Part, PartContext } from "../../src/part.ts";

const NAME = "docker-registry";

/** A registry that tests push to: the one on PATH, else Debian's. */
export const dockerRegistry: Part = dockerRegistryOn({ debianRefusal });

/** The same on a machine that tells by itself whether packages can be installed. */
export function dockerRegistryOn({ debianRefusal: refusal }: { readonly debianRefusal: (context: PartContext) => string | undefined }): Part {
  return debianPart({
    name: NAME,
    purpose: "a registry that tests push to",
    gives: [NAME],
    packages: [NAME],
    seconds: 10,
    find: async (context) => foundOnPath({ least: [2, 7, 0], programs: { [NAME]: ["--version"] } }, context),
    absence: `no ${NAME} 2.7 or newer is on PATH`,
    remedy: "put that program of https://distribution.github.io on PATH under this name",
    debianRefusal: refusal,
  });
}
