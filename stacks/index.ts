import * as pulumi from "@pulumi/pulumi";
import { InputError } from "@moorage/core";
import type { Platform } from "@moorage/platform";
import type { BoardOutputs } from "./board.ts";
import { dev } from "./dev.ts";

/** Makes the platform a program runs on. */
export type PlatformFactory = () => Platform;

const programs: Readonly<Record<string, (platform?: PlatformFactory) => BoardOutputs>> = { dev };

/**
 * Runs the program that has the stack's name.
 * @param platform Takes the place of the stack's own platform: for tests and rendering.
 * @throws InputError when no program has that name, or its settings or its cluster cannot be used
 */
export function runStack(platform?: PlatformFactory): BoardOutputs {
  const stack = pulumi.getStack();
  const program = programs[stack];
  if (program === undefined) {
    const expected = `one of ${Object.keys(programs).join(", ")}`;
    throw new InputError([{ path: `stack ${stack}`, problem: "has no program", expected, fix: "pulumi stack select dev" }]);
  }
  return program(platform);
}
