import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { exampleModule } from "./example-module.ts";
import type { ExampleModule } from "./example-module.ts";
import type { Example } from "./examples.ts";

/** An example and the file that it was written to. */
export interface WrittenExample {
  readonly example: Example;
  readonly module: ExampleModule;
  /** Absolute path. */
  readonly file: string;
}

/** A user's project that depends on every package and has a file for each example. */
export interface ExampleProject {
  readonly examples: readonly WrittenExample[];
  /** Takes the project away. */
  remove(): void;
}

/** What a project is made of. */
export interface ExampleProjectOptions {
  /** Root of the repository. */
  readonly root: string;
  /** Absolute path of the module that exports the type `World`. */
  readonly world: string;
  /** Folder that takes the place of `/path/to` in examples. */
  readonly folder: string;
  /** Absolute path of the folder to make the project in; one that no tool looks into. */
  readonly within: string;
}

/** Writes each example to a file of a fresh project, in which it finds what any of the packages depends on. */
export function exampleProject(examples: readonly Example[], { root, world, folder, within }: ExampleProjectOptions): ExampleProject {
  mkdirSync(within, { recursive: true });
  const project = realpathSync(mkdtempSync(join(within, ".examples-")));
  writeFileSync(join(project, "package.json"), JSON.stringify({ private: true, type: "module" }));
  for (const [name, target] of dependencies(root)) {
    const link = join(project, "node_modules", name);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(target, link);
  }
  const written = examples.map((example, index) => {
    const module = exampleModule(example.code, { world, folder });
    const file = join(project, `example-${index}.ts`);
    writeFileSync(file, module.text);
    return { example, module, file };
  });
  return { examples: written, remove: () => rmSync(project, { recursive: true, force: true }) };
}

/** Folders by package name: the packages of the repository and what is installed for them. */
function dependencies(root: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const folder of readdirSync(join(root, "packages")).sort()) {
    const path = join(root, "packages", folder);
    if (!existsSync(join(path, "package.json"))) continue;
    const manifest = JSON.parse(readFileSync(join(path, "package.json"), "utf8")) as { readonly name: string; readonly dependencies?: object; readonly devDependencies?: object };
    found.set(manifest.name, path);
    for (const name of Object.keys({ ...manifest.dependencies, ...manifest.devDependencies })) {
      const installed = join(path, "node_modules", name);
      if (existsSync(installed) && !found.has(name)) found.set(name, realpathSync(installed));
    }
  }
  return found;
}
