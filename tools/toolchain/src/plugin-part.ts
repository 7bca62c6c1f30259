import { goPart } from "./go-part.ts";
import type { Part } from "./part.ts";
import { isOfficial, place, pluginFile } from "./pulumi-files.ts";
import { pluginRelease } from "./pulumi-release.ts";

/** A resource plug-in of the engine. */
export interface PluginOptions {
  /** Name of its package, such as `kubernetes`. */
  readonly name: string;
  readonly version: string;
  /** Folder of its Go module, whose main package it is. */
  readonly folder: string;
  /** Seconds that a build takes on two cores with nothing cached and another build beside it. */
  readonly seconds: number;
  /** Disk space that a build takes, in millions of bytes, Go's own cache included. */
  readonly megabytes: number;
}

/** Makes a part of a resource plug-in, installed where the engine looks for it. */
export function pluginPart({ name, version, folder, seconds, megabytes }: PluginOptions): Part {
  const executable = `pulumi-resource-${name}`;
  return goPart({
    name: executable,
    purpose: `${name} resources`,
    module: { folder, packages: { ".": executable }, variables: { "main.version": version } },
    seconds,
    megabytes,
    installed(context) {
      const target = pluginFile(context, name, version);
      return isOfficial(target) ? { executables: { [executable]: target } } : undefined;
    },
    official: pluginRelease(name, version),
    install(files, context) {
      const target = pluginFile(context, name, version);
      place(files[executable] ?? "", target);
      return { executables: { [executable]: target } };
    },
  });
}
