import { join } from "node:path";

/** Places of a clone that commands agree on. */
export interface Workspace {
  /** Folder of `Pulumi.yaml`. */
  readonly root: string;
  /** Git-ignored folder of state, kubeconfig and facts. */
  readonly stateDir: string;
  /** The public passphrase of the dev stack. */
  readonly devPassphrase: string;
}

/** The clone that this command belongs to. */
export function workspace(root = join(import.meta.dirname, "..", "..", "..")): Workspace {
  return { root, stateDir: join(root, ".moorage"), devPassphrase: join(root, "stacks", "dev.passphrase") };
}
