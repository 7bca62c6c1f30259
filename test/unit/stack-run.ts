import * as pulumi from "@pulumi/pulumi";
import { Recorder } from "@moorage/testing";
import type { Recorded } from "@moorage/testing";

const SECRET_KEYS = "PULUMI_CONFIG_SECRET_KEYS";

/** A project's program, as its entry point calls it. */
export type RunStack<O> = (options: { readonly rendering: true }) => Promise<O>;

/** A stack whose program is to be run. */
export interface Stack<O> {
  readonly runStack: RunStack<O>;
  readonly project: string;
  readonly stack: string;
  /** Settings by full key. */
  readonly config: Readonly<Record<string, string>>;
  /** Keys of those that are encrypted. */
  readonly encrypted: readonly string[];
}

/** One run of a stack's program under mocks. */
export interface StackRun<O> {
  readonly recorder: Recorder;
  readonly all: readonly Recorded[];
  readonly outputs: O;
}

/** Runs the program of a stack, only to be looked at. */
export async function runUnderMocks<O>({ runStack, project, stack, config, encrypted }: Stack<O>, started?: Recorder): Promise<StackRun<O>> {
  const outside = process.env[SECRET_KEYS];
  const recorder = started ?? (await Recorder.start({ project, stack }));
  pulumi.runtime.setAllConfig({ ...config }, [...encrypted]);
  process.env[SECRET_KEYS] = JSON.stringify(encrypted);
  try {
    const outputs = await runStack({ rendering: true });
    return { recorder, outputs, all: await recorder.resources() };
  } finally {
    pulumi.runtime.setAllConfig({});
    if (outside === undefined) Reflect.deleteProperty(process.env, SECRET_KEYS);
    else process.env[SECRET_KEYS] = outside;
  }
}
