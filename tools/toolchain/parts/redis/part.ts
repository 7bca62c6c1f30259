import { debianRefusal } from "../../src/debian.ts";
import { debianPart } from "../../src/debian-part.ts";
import { foundOnPath } from "../../src/on-path.ts";
import type { Part, PartContext } from "../../src/part.ts";

const PROGRAM = "redis-server";

/** A Redis server: the one on PATH, else Debian's. None is started. */
export const redis: Part = redisOn({ debianRefusal });

/** The same on a machine that tells by itself whether packages can be installed. */
export function redisOn({ debianRefusal: refusal }: { readonly debianRefusal: (context: PartContext) => string | undefined }): Part {
  return debianPart({
    name: "redis",
    purpose: "a Redis server that tests connect to",
    gives: [PROGRAM],
    packages: [PROGRAM],
    seconds: 10,
    find: async (context) => foundOnPath({ least: [6, 2, 0], programs: { [PROGRAM]: ["--version"] } }, context),
    absence: `no ${PROGRAM} 6.2 or newer is on PATH`,
    remedy: "install one (https://redis.io/docs/latest/operate/oss_and_stack/install) and put it on PATH",
    debianRefusal: refusal,
  });
}
