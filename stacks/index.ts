import { nearest, stackSource } from "@moorage/config";
import type { ConfigSource } from "@moorage/config";
import { InputError } from "@moorage/core";
import { dev } from "./dev.ts";
import type { Program, RunOptions } from "./environment.ts";
import { outputsOf } from "./outputs.ts";
import type { BoardOutputs } from "./outputs.ts";
import { prod } from "./prod.ts";

const programs: Readonly<Record<string, Program>> = { dev, prod };

/**
 * Runs the program of the stack's environment: the one that has the stack's name, or the one that `environment` names.
 * @throws InputError when there is no such program, or its settings, its cluster or its description cannot be used
 */
export async function runStack(options: RunOptions = {}): Promise<BoardOutputs> {
  const source = stackSource();
  return outputsOf(await programOf(source)(source, options));
}

/** A stack that has the name of one environment never runs another's program. */
function programOf(source: ConfigSource): Program {
  const { stack, project, values } = source;
  const path = `${project}:environment`;
  const wanted = values[path] ?? stack;
  const names = Object.keys(programs);
  if (names.includes(stack) && wanted !== stack) {
    throw new InputError([{ path: `Pulumi.${stack}.yaml: ${path}`, problem: `disagrees with the name of the stack ${stack}`, got: JSON.stringify(wanted), expected: stack, fix: `pulumi config rm --stack ${stack} ${path}` }]);
  }
  const program = programs[wanted];
  if (program !== undefined) return program;
  const meant = nearest(wanted, names);
  const known = `one of ${names.join(", ")}`;
  if (values[path] !== undefined) throw new InputError([{ path: `Pulumi.${stack}.yaml: ${path}`, problem: "is no environment", got: JSON.stringify(wanted), expected: known, fix: `pulumi config set --stack ${stack} ${path} ${meant ?? "dev"}` }]);
  throw new InputError([{ path: `stack ${stack}`, problem: "has no program", expected: known, fix: meant === undefined ? `pulumi config set --stack ${stack} ${path} dev` : `did you mean ${meant}? pulumi stack select ${meant}` }]);
}
