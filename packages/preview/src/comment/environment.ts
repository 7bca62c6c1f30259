import type { Problem, Problems } from "@moorage/core";
import { Token, tokenProblem } from "./token.ts";

/** Variables of a process. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** A variable's value; an empty one, as a missing secret leaves it, is none. */
export function variable(env: Environment, name: string): string | undefined {
  const value = env[name]?.trim();
  return value === "" ? undefined : value;
}

/** A variable that must be there, in a certain form; notes a problem and gives `undefined` when it is not. */
export function required(env: Environment, name: string, { form, expected, fix }: { readonly form: RegExp; readonly expected: string; readonly fix: string }, problems: Problems): string | undefined {
  const value = variable(env, name);
  if (value === undefined) problems.add({ path: name, problem: "is not set", fix });
  else if (!form.test(value)) problems.add({ path: name, problem: "is not what it should be", got: JSON.stringify(value), expected, fix });
  else return value;
  return undefined;
}

/** A token; no problem of it holds anything of the value. */
export function tokenIn(env: Environment, name: string, fix: string, problems: Problems): Token | undefined {
  const value = variable(env, name);
  const problem = value === undefined ? "is not set" : tokenProblem(value);
  if (value !== undefined && problem === undefined) return new Token(value);
  problems.add({ path: name, problem: problem ?? "is not set", fix });
  return undefined;
}

/** Address of an interface, without a slash at its end. */
export function addressIn(env: Environment, name: string, fallback: string | undefined, problems: Problems): string | undefined {
  const value = variable(env, name) ?? fallback;
  const problem = value === undefined ? { problem: "is not set" } : addressProblem(value);
  if (value !== undefined && problem === undefined) return value.replace(/\/+$/, "");
  problems.add({ path: name, problem: "is not set", ...problem, fix: "run this in a job of the host, which sets it" });
  return undefined;
}

function addressProblem(value: string): Omit<Problem, "path"> | undefined {
  if (!URL.canParse(value)) return { problem: "is no address", got: JSON.stringify(value), expected: "https://…" };
  const { protocol, username, password, search, hash } = new URL(value);
  // Not shown: it may hold a password.
  if (username !== "" || password !== "") return { problem: "holds a login", expected: "an address alone; the token has its own variable" };
  if (!/^https?:$/.test(protocol) || search !== "" || hash !== "") return { problem: "is no address of an interface", got: JSON.stringify(value), expected: "https://…, without ? and #" };
  return undefined;
}

/** A number counted from 1; `undefined` when it is something else. */
export function countedFromOne(value: unknown): number | undefined {
  const number = typeof value === "string" && /^\d+$/.test(value) ? Number(value) : value;
  return typeof number === "number" && Number.isSafeInteger(number) && number > 0 ? number : undefined;
}
