import { fileURLToPath } from "node:url";
import type { Application } from "@moorage/app";
import { checkSettings } from "@moorage/config";
import type { ConfigSource, Settings, Values } from "@moorage/config";
import { InputError } from "@moorage/core";
import type { Problem } from "@moorage/core";
import type { DataState } from "@moorage/data";
import { renderingPlatform } from "@moorage/platform";
import type { Platform } from "@moorage/platform";

/** Root folder of the clone. */
export const ROOT = fileURLToPath(new URL("..", import.meta.url));

/** Where the clone keeps what it knows of its machine and its cluster. */
export const STATE = fileURLToPath(new URL("../.moorage", import.meta.url));

/** What data was kept in at the last deployment, by name. */
export type Previous = Readonly<Record<string, DataState>>;

/** How a program is run: for real, or only to be looked at. */
export interface RunOptions {
  /** Whether it is only looked at: nothing is reached, built or deployed. @default false */
  readonly rendering?: boolean;
  /** Finds out what data was kept in at the last deployment. @default it stays unknown */
  readonly previous?: () => Promise<Previous>;
}

/** One environment: what may be set in it, where it runs, and what runs there. */
export interface Environment<S extends Settings> {
  readonly settings: S;
  /** On a laptop or in the cloud. */
  readonly kind: Platform["kind"];
  /** What keeps the platform from being used; what could not be read of the settings is not there. */
  readonly problems: (stack: string, values: Partial<Values<S>>) => readonly Problem[];
  /** Makes the platform. */
  readonly platform: (values: Values<S>) => Platform;
  /** Loads the program and runs it: what is refused before need not wait for it. */
  readonly program: (values: Values<S>, platform: Platform, previous: Previous) => Promise<Application>;
}

/** A program that can be run for a stack. */
export type Program = (source: ConfigSource, options: RunOptions) => Promise<Application>;

/** Makes a program of an environment: everything that is wrong is reported at once, and only then is anything made. */
export function environment<S extends Settings>({ settings, kind, problems, platform, program }: Environment<S>): Program {
  return async (source, { rendering = false, previous }) => {
    const checked = checkSettings(settings, source);
    const found = [...checked.problems, ...(rendering ? [] : problems(source.stack, checked.values))];
    if (found.length > 0) throw new InputError(found);
    const values = checked.values as Values<S>;
    return program(values, rendering ? renderingPlatform(kind) : platform(values), (await previous?.()) ?? {});
  };
}
