import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const OWNER_ONLY = 0o600;

/**
 * Gives work a path for a plan of the engine, in a folder that only this user may enter, and removes it afterwards, however this
 * process ends. The engine encrypts the secrets in it as in its state.
 */
export async function withPlanFile<T>(work: (path: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "moorage-plan-"));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  process.once("exit", remove);
  try {
    const path = join(folder, "plan.json");
    // The engine keeps the mode of a file that is there.
    writeFileSync(path, "", { mode: OWNER_ONLY });
    return await work(path);
  } finally {
    process.removeListener("exit", remove);
    remove();
  }
}
