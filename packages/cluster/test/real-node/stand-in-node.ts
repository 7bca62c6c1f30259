import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import type { ClusterContext } from "../../src/index.ts";
import { nodeFolders, nodePlaces } from "../../src/real-node/places.ts";
import type { NodePlaces } from "../../src/real-node/places.ts";
import { ScriptFolder } from "../script-folder.ts";

const NAME = "moorage-abcdef";

/**
 * Enters nothing: writes down where it would have gone, and goes on with what stands behind the two dashes. What sets a
 * node's namespaces up must never be run outside of them, so that is only written down.
 */
const NSENTER = `
for word; do [ "$word" = -- ] && break; line="$line $word"; done
echo "nsenter$line" >> "$W/entered"
while [ "$1" != -- ]; do shift; done
shift
if [ "$2" = -euc ]; then /bin/cat > "$W/settings"; /usr/bin/env > "$W/environment"; echo "$3" > "$W/setup"; exit 0; fi
exec "$@"`;

/** A node's folder in a temporary one, with programs that do what a test says, and processes that only sleep. */
export class StandInNode extends ScriptFolder {
  readonly places: NodePlaces = nodePlaces(this.at("home"), NAME);
  readonly #started: ChildProcess[] = [];

  constructor() {
    super();
    for (const folder of [this.at("clone"), ...nodeFolders(this.places)]) mkdirSync(folder, { recursive: true });
    this.script("nsenter", NSENTER);
  }

  /** What an adapter is told, with those tools that are scripts of this folder. */
  context(...tools: readonly string[]): ClusterContext {
    return { name: NAME, stateDir: this.at("clone"), home: this.places.home, tools: Object.fromEntries(["nsenter", ...tools].map((name) => [name, this.at(join("bin", name))])), env: {} };
  }

  /** A program in the node's own folder. */
  program(name: string, body: string): string {
    const path = this.script(join("..", "home", "nodes", NAME, "bin", name), body);
    return path;
  }

  /** A process that is known for one of the node's. */
  async process(component: string): Promise<ChildProcess & { readonly pid: number }> {
    const path = this.sleeping(component);
    const child = spawn(path, ["60"], { stdio: "ignore" });
    this.#started.push(child);
    await once(child, "spawn");
    return child as ChildProcess & { readonly pid: number };
  }

  /** A program of the node that sleeps as long as its argument says. */
  sleeping(component: string): string {
    const path = join(this.places.bin, component);
    if (!existsSync(path)) symlinkSync("/bin/sleep", path);
    return path;
  }

  override remove(): void {
    for (const child of this.#started.splice(0)) child.kill("SIGKILL");
    super.remove();
  }
}
