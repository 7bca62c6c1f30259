import type { Application } from "@moorage/app";
import { nearest, stackSource } from "@moorage/config";
import type { ConfigSource } from "@moorage/config";
import { InputError } from "@moorage/core";
import type { Environment, RunOptions } from "./environment.ts";

/** Runs a project for the stack that runs now; its result becomes the stack's outputs. */
export type RunProject<O> = (options?: RunOptions) => Promise<O>;

/**
 * Makes a project of its environments: a stack runs the one that has its name, or the one that its setting `environment`
 * names. What is given back throws an InputError when there is none, or its settings, its cluster or its description
 * cannot be used.
 * @param environments Environments by name.
 * @param outputs What other programs are told of what was deployed.
 * @example
 * ```ts no-run
 * import { Application } from "@moorage/app";
 * import { host, localEnvironment, outputsBy, project, systemContract } from "@moorage/project";
 *
 * const dev = localEnvironment(import.meta.dirname, { host: host("web.localhost") }, (values, { platform }) =>
 *   new Application("web", {
 *     platform,
 *     services: { web: { image: "nginx:1.29.3", port: 8080 } },
 *     ingress: { host: values.host, routes: [{ path: "/", service: "web" }] },
 *   }),
 * );
 * export const runStack = project({ dev }, outputsBy(systemContract("web")));
 * ```
 */
export function project<O>(environments: Readonly<Record<string, Environment>>, outputs: (app: Application) => O): RunProject<O> {
  return async (options = {}) => {
    const source = stackSource();
    const name = environmentOf(source, Object.keys(environments));
    const run = environments[name] as Environment;
    return outputs(await run(name, source, options));
  };
}

/** A stack that has the name of one environment never runs another's program. */
function environmentOf({ stack, project: name, values }: ConfigSource, names: readonly string[]): string {
  const path = `${name}:environment`;
  const wanted = values[path] ?? stack;
  if (names.includes(stack) && wanted !== stack) {
    throw new InputError([{ path: `Pulumi.${stack}.yaml: ${path}`, problem: `disagrees with the name of the stack ${stack}`, got: JSON.stringify(wanted), expected: stack, fix: `pulumi config rm --stack ${stack} ${path}` }]);
  }
  if (names.includes(wanted)) return wanted;
  const meant = nearest(wanted, names);
  const expected = `one of ${names.join(", ")}`;
  const first = names[0] ?? "dev";
  if (values[path] !== undefined) throw new InputError([{ path: `Pulumi.${stack}.yaml: ${path}`, problem: "is no environment", got: JSON.stringify(wanted), expected, fix: `pulumi config set --stack ${stack} ${path} ${meant ?? first}` }]);
  throw new InputError([{ path: `stack ${stack}`, problem: "has no program", expected, fix: meant === undefined ? `pulumi config set --stack ${stack} ${path} ${first}` : `did you mean ${meant}? pulumi stack select ${meant}` }]);
}
