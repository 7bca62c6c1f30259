import type { Problem, Problems } from "@moorage/core";
import type { Resolved } from "./resolve.ts";

const IDENTIFIER = /^[A-Za-z_][A-Za-z0-9_-]{0,62}$/;

/** What keeps `name` from being a name that no server, shell or file has to quote. */
export function identifierProblem(name: string): Omit<Problem, "path"> | undefined {
  if (IDENTIFIER.test(name)) return undefined;
  return { problem: name === "" ? "is empty" : "is no name of a database or user", got: JSON.stringify(name), expected: "at most 63 letters, digits, _ and -, beginning with a letter or _" };
}

/** Notes a database and a user that are no names. */
export function identifiers(problems: Problems, { database, username }: Resolved): void {
  problems.check("name", identifierProblem(database));
  problems.check("username", identifierProblem(username));
}
