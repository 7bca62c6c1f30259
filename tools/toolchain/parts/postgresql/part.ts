import { readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { debianRefusal } from "../../src/debian.ts";
import { debianPart } from "../../src/debian-part.ts";
import { foundOnPath } from "../../src/on-path.ts";
import type { OnPath } from "../../src/on-path.ts";
import type { Part, PartContext } from "../../src/part.ts";

const SERVER = ["initdb", "pg_ctl", "postgres"] as const;
const CLIENT = ["pg_dump", "psql"] as const;
const NAMES = [...SERVER, ...CLIENT];
/** From this version on passwords are SCRAM without being asked for. */
const PROGRAMS: OnPath = { least: [14, 0, 0], programs: Object.fromEntries(NAMES.map((name) => [name, ["--version"]])) };

/** What is where on a machine with PostgreSQL, and what the machine allows. */
export interface PostgresqlMachine {
  /** Folder in which Debian puts each version into one of its own, off PATH. */
  readonly versions: string;
  /** Why Debian packages cannot be installed, or `undefined` when they can. */
  readonly debianRefusal: (context: PartContext) => string | undefined;
}

/** The programs of a PostgreSQL server: those on PATH, else Debian's. No server is made or started. */
export const postgresql: Part = postgresqlOn({ versions: "/usr/lib/postgresql", debianRefusal });

/** The same on a machine that tells by itself what is where. */
export function postgresqlOn({ versions, debianRefusal: refusal }: PostgresqlMachine): Part {
  return debianPart({
    name: "postgresql",
    purpose: "a database server that tests connect to",
    gives: NAMES,
    packages: ["postgresql"],
    seconds: 20,
    find: async (context) => found(versions, context),
    absence: `no PostgreSQL server ${PROGRAMS.least[0]} or newer is installed`,
    remedy: `install one (https://www.postgresql.org/download) and put ${NAMES.join(", ")} on PATH`,
    debianRefusal: refusal,
  });
}

/** All from one folder if possible: `pg_dump` refuses a server that is newer than itself. */
async function found(versions: string, context: PartContext): Promise<Readonly<Record<string, string>> | undefined> {
  const onPath = await foundOnPath(PROGRAMS, context);
  if (onPath !== undefined && new Set(Object.values(onPath).map(dirname)).size === 1) return onPath;
  for (const folder of newestFirst(versions)) {
    const there = await foundOnPath(PROGRAMS, { ...context, env: { ...context.env, PATH: folder } });
    if (there !== undefined) return there;
  }
  return onPath;
}

function newestFirst(versions: string): readonly string[] {
  try {
    const names = readdirSync(versions).filter((name) => /^\d+$/.test(name));
    return names.sort((a, b) => Number(b) - Number(a)).map((name) => join(versions, name, "bin"));
  } catch {
    // None was ever installed.
    return [];
  }
}
