import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ferretdbProgram, natsProgram } from "./programs.ts";
import type { ServerProgram } from "./programs.ts";

/** What stands in for the official image of a server. */
export interface ServerImageRecipe {
  /** Repository name, under a host that no registry has, so that it is never pulled by mistake. */
  readonly name: string;
  /** Official repository that it stands in for. */
  readonly standsInFor: string;
  /** What it is, for people. */
  readonly title: string;
  /** Debian packages on top of the smallest system. */
  readonly packages: readonly string[];
  /** Texts of programs by their names on PATH. */
  readonly scripts: Readonly<Record<string, string>>;
  /** A server that Debian has no package of. @default none */
  readonly program?: ServerProgram;
  /** Shell script that runs in the image's root: what is made, and what is left out. */
  readonly tailoring: string;
  /** What the official image says of itself, as lines of a Dockerfile. */
  readonly contract: readonly string[];
}

const ENTRY = "docker-entrypoint.sh";
const ENTRYPOINT = `ENTRYPOINT ["${ENTRY}"]`;

/** What stands in for official images of servers, by what they serve. */
export const serverRecipes = Object.freeze({
  postgres: {
    ...standIn("postgres", "PostgreSQL of Debian"),
    packages: ["postgresql", "libnss-wrapper"],
    scripts: { [ENTRY]: file("postgres-entry.sh") },
    // The first is a database of Debian's making; the libraries compile queries, which `jit` turns off.
    tailoring: `
rm -rf /var/lib/postgresql/* /etc/postgresql/* /usr/share/postgresql-common
rm -rf /usr/lib/*/libLLVM* /usr/lib/*/libz3* /usr/lib/llvm* /usr/lib/postgresql/*/lib/bitcode /usr/lib/postgresql/*/lib/llvmjit* /usr/lib/postgresql/*/lib/pgxs
ln -sf /usr/lib/postgresql/*/bin/* /usr/local/bin/
install -d -m 1777 /var/lib/postgresql/data
install -d -m 3777 /run/postgresql
sed -i -e "s/^#listen_addresses = .*/listen_addresses = '*'/" -e "s/^#jit = .*/jit = off/" /usr/share/postgresql/*/postgresql.conf.sample
`,
    contract: ["ENV PGDATA=/var/lib/postgresql/data", "EXPOSE 5432", "STOPSIGNAL SIGINT", ENTRYPOINT, 'CMD ["postgres"]'],
  },
  redis: {
    ...standIn("redis", "Redis of Debian"),
    packages: ["redis-server"],
    scripts: { [ENTRY]: passOn("redis-server") },
    tailoring: "mkdir -p /data && rm -rf /etc/redis\n",
    contract: ["WORKDIR /data", "EXPOSE 6379", ENTRYPOINT, 'CMD ["redis-server"]'],
  },
  mongo: {
    ...standIn("mongo", "FerretDB with SQLite in the place of MongoDB"),
    packages: [],
    scripts: { [ENTRY]: file("mongo-entry.sh"), mongod: file("mongod.sh"), mongosh: file("mongosh.sh"), mongodump: file("mongodump.sh") },
    program: ferretdbProgram,
    tailoring: "mkdir -p /data/db /data/configdb\n",
    contract: ["EXPOSE 27017", ENTRYPOINT, 'CMD ["mongod", "--auth", "--bind_ip_all"]'],
  },
  nats: {
    ...standIn("nats", "NATS built from source"),
    packages: [],
    scripts: { [ENTRY]: passOn("nats-server") },
    program: natsProgram,
    tailoring: "mkdir -p /data\n",
    contract: ["EXPOSE 4222 8222 6222", ENTRYPOINT, 'CMD ["nats-server"]'],
  },
} satisfies Readonly<Record<string, ServerImageRecipe>>);

/** Names of official servers that something stands in for. */
export type ServerName = keyof typeof serverRecipes;

/** The recipe for an image reference by its repository, with or without Docker Hub's host, a tag and a digest; `undefined` when nothing stands in for it. */
export function serverRecipeFor(reference: string): ServerImageRecipe | undefined {
  const repository = /^(?:(?:index\.)?docker\.io\/)?(?:library\/)?([a-z]+)(?::[\w][\w.-]*)?(?:@sha256:[0-9a-f]{64})?$/.exec(reference)?.[1];
  return Object.values<ServerImageRecipe>(serverRecipes).find(({ standsInFor }) => standsInFor === repository);
}

function standIn(official: string, what: string): Pick<ServerImageRecipe, "name" | "standsInFor" | "title"> {
  return { name: `moorage.local/${official}-stand-in`, standsInFor: official, title: `${official} stand-in: ${what}` };
}

/** An entry point that takes options alone for the server's. */
function passOn(server: string): string {
  return `#!/bin/sh\nset -eu\ncase "\${1-}" in -*) set -- ${server} "$@" ;; esac\nexec "$@"\n`;
}

function file(name: string): string {
  return readFileSync(join(import.meta.dirname, "files", name), "utf8");
}
