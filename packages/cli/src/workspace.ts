import { join } from "node:path";
import { mainProject } from "./project.ts";
import type { Project } from "./project.ts";

/** Places of a clone that commands agree on. */
export interface Workspace {
  /** Root folder of the clone. */
  readonly root: string;
  /** Git-ignored folder of state, kubeconfig and facts. */
  readonly stateDir: string;
  /** The public passphrase of every project's dev stack. */
  readonly devPassphrase: string;
  /** The project that a command is about. */
  readonly project: Project;
}

/** The clone that this command belongs to, and the project that it is about. */
export function workspace(root = join(import.meta.dirname, "..", "..", ".."), project = mainProject(root)): Workspace {
  return { root, stateDir: join(root, ".moorage"), devPassphrase: join(root, "stacks", "dev.passphrase"), project };
}
