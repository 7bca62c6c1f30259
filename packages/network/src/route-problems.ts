import { hostProblem, portProblem } from "@moorage/core";
import type { Problem, Problems } from "@moorage/core";
import { serviceNameProblem } from "./names.ts";
import { pathRegexProblem } from "./path-regex.ts";
import { shortestPath } from "./path-language.ts";
import { routeLanguage } from "./route-language.ts";
import { withoutSlash } from "./route.ts";
import type { Route } from "./route.ts";

/** A Service that routes may lead to. */
export interface KnownService {
  /** Name of the Service. */
  readonly name: string;
  /** Numbers of its TCP ports. */
  readonly ports: readonly number[];
}

/** What the API takes in no exact path and no prefix. */
const REFUSED = /\/\/|\/\.\.?(?=\/|$)|%2f/i;

/** Notes everything that is wrong with one route by itself. */
export function routeProblems(problems: Problems, { host, path, match = "prefix", stripPrefix = false }: Route): void {
  const at = `routes.${path}`;
  if (host !== undefined) problems.check(`${at}.host`, hostProblem(host));
  problems.check(at, match === "regex" ? expressionProblem(path) : pathProblem(path));
  if (!stripPrefix) return;
  if (match !== "prefix") problems.add({ path: `${at}.stripPrefix`, problem: `is asked for with ${match}`, expected: "a prefix" });
  else if (withoutSlash(path) === "/") problems.add({ path: `${at}.stripPrefix`, problem: "is asked for where nothing is to be taken away", got: JSON.stringify(path), expected: "a prefix such as /api" });
}

/** Notes a Service or a port that is not there, or cannot be. */
export function destinationProblems(problems: Problems, { path, service, port }: Route, known: readonly KnownService[] | undefined): void {
  const at = `routes.${path}`;
  if (known === undefined) {
    problems.check(`${at}.service`, serviceNameProblem(service));
    problems.check(`${at}.port`, portProblem(port));
    return;
  }
  const found = known.find(({ name }) => name === service);
  if (found === undefined) problems.add({ path: at, problem: `leads to ${JSON.stringify(service)}, which is no service`, expected: known.length === 0 ? "a service" : `one of ${known.map(({ name }) => name).join(", ")}` });
  else if (!found.ports.includes(port)) problems.add({ path: at, problem: `leads to port ${port} of ${service}, which it does not have`, expected: found.ports.length === 0 ? "a service with a port" : `one of ${found.ports.join(", ")}` });
}

function pathProblem(path: string): Omit<Problem, "path"> | undefined {
  const got = JSON.stringify(path);
  if (!path.startsWith("/")) return notAbsolute(path);
  const odd = /[^\w\-.~!$&'()*+,;=:@%/]/.exec(path);
  if (odd !== null) return { problem: `has ${JSON.stringify(odd[0])}, which no path has as it is`, got, expected: "a path such as /api, without query" };
  const refused = REFUSED.exec(path);
  return refused === null ? undefined : { problem: `has ${refused[0]}, which no Ingress may have`, got, expected: "a path such as /api" };
}

function expressionProblem(path: string): Omit<Problem, "path"> | undefined {
  if (!path.startsWith("/")) return notAbsolute(path);
  const problem = pathRegexProblem(path);
  if (problem !== undefined) return problem;
  return Number.isFinite(shortestPath(routeLanguage({ path, match: "regex" }))) ? undefined : { problem: "matches no path", got: JSON.stringify(path), expected: "an expression that some path matches as a whole" };
}

function notAbsolute(path: string): Omit<Problem, "path"> {
  return { problem: "does not begin with /", got: JSON.stringify(path), expected: "a path such as /api" };
}
