import { asObject, jsonIn } from "@moorage/preview/engine";
import { environmentSecrets } from "./environment-secrets.ts";
import { runEngine } from "./engine-run.ts";
import type { EngineRunOptions } from "./engine-run.ts";
import { publicNames, secretValues } from "./secret-values.ts";
import { secretTexts } from "./secret-texts.ts";
import { secretSettings } from "./stack-settings.ts";
import type { Target } from "./target.ts";

/** What was learnt of a stack's secrets, beside its preview. */
export interface StackSecrets {
  /** Values that are secret, as they were found. */
  readonly values: readonly unknown[];
  /** Words that are no secrets, whatever else they are. */
  readonly names: ReadonlySet<string>;
  /** Why something of it cannot be read, in the engine's own words. @default everything was read */
  readonly problem?: string;
}

/** Looks into a stack's settings and its state. `onSize` hears how many resources it has. */
export async function stackSecrets(target: Target, options: Omit<EngineRunOptions, "onOutput">, onSize: (resources: number) => void): Promise<StackSecrets> {
  const [config, state] = await Promise.all([
    runEngine(target, ["config", "--show-secrets", "--json"], options),
    runEngine(target, ["stack", "export", "--show-secrets"], options),
  ]);
  const failed = [config, state].find(({ exitCode }) => exitCode !== 0);
  const deployment = asObject(jsonIn(state.stdout))?.["deployment"];
  const resources = asObject(deployment)?.["resources"];
  if (Array.isArray(resources)) onSize(resources.length);
  return {
    values: [...(config.exitCode === 0 ? secretSettings(target, config.stdout) : []), ...secretValues(deployment)],
    names: new Set([target.project, target.stack, target.place.project.system, ...publicNames(deployment)]),
    ...(failed === undefined ? {} : { problem: failed.stderr.trim() }),
  };
}

/**
 * Every text to be masked.
 * @param calls What program and engine said to each other, JSON lines.
 */
export function textsToMask({ values, names }: StackSecrets, calls: string, env: NodeJS.ProcessEnv): readonly string[] {
  const said = calls.split("\n").map(jsonIn);
  const known = new Set([...names, ...publicNames(said)]);
  const texts = [...values, ...secretValues(said)].flatMap(secretTexts);
  return [...new Set([...texts, ...environmentSecrets(env)])].filter((text) => !known.has(text));
}
