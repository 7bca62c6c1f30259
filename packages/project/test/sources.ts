import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import type { Application } from "@moorage/app";
import type { ConfigSource } from "@moorage/config";

const SECRET_KEYS = "PULUMI_CONFIG_SECRET_KEYS";

/** Configuration of a stack of the project `shop`. */
export function source(values: Readonly<Record<string, string>> = {}, encrypted: readonly string[] = [], stack = "dev"): ConfigSource {
  return { project: "shop", stack, values, encrypted: new Set(encrypted) };
}

/** Runs with the configuration that the engine would hand over, and takes it away again. */
export async function configured<T>(values: Readonly<Record<string, string>>, encrypted: readonly string[], run: () => Promise<T>): Promise<T> {
  const outside = process.env[SECRET_KEYS];
  pulumi.runtime.setAllConfig({ ...values }, [...encrypted]);
  process.env[SECRET_KEYS] = JSON.stringify(encrypted);
  try {
    return await run();
  } finally {
    pulumi.runtime.setAllConfig({});
    if (outside === undefined) Reflect.deleteProperty(process.env, SECRET_KEYS);
    else process.env[SECRET_KEYS] = outside;
  }
}

/** A folder that goes away with the process. */
export function folder(...inside: readonly string[]): string {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "moorage-project-")));
  process.on("exit", () => rmSync(root, { recursive: true, force: true }));
  for (const path of inside) {
    mkdirSync(join(root, path, ".."), { recursive: true });
    writeFileSync(join(root, path), "");
  }
  return root;
}

/** Stands for a deployed system where a test only looks at how it came about. */
export const deployed = Object.create(null) as Application;
