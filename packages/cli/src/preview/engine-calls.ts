import { execFileSync } from "node:child_process";
import { constants, mkdtempSync, openSync, rmSync } from "node:fs";
import { Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

/** What program and engine say to each other while the engine runs, secrets included: it shows secrets that only the program makes. */
export interface EngineCalls {
  /** Variables that make the engine tell. */
  readonly env: Readonly<Record<string, string>>;
  /** Everything that was said, JSON lines. To be called when the engine has ended. */
  end(): Promise<string>;
}

/** What is still on its way when the engine has ended comes in less time. */
const SETTLING_MS = 50;

/**
 * Listens to the engine's calls through a named pipe in a folder that only this user may enter: nothing of it is ever on a disk.
 * `undefined` where there are no such pipes.
 */
export function listenToCalls(): EngineCalls | undefined {
  const folder = mkdtempSync(join(tmpdir(), "moorage-calls-"));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  const path = join(folder, "calls");
  try {
    execFileSync("mkfifo", ["-m", "600", path], { stdio: "ignore" });
    // Opened for writing as well: the engine opens it more than once, and nobody is to wait in between.
    const pipe = new Socket({ fd: openSync(path, constants.O_RDWR | constants.O_NONBLOCK), readable: true, writable: false });
    return { env: { PULUMI_DEBUG_GRPC: path }, end: ending(pipe, remove) };
  } catch {
    remove();
    return undefined;
  }
}

function ending(pipe: Socket, remove: () => void): () => Promise<string> {
  const pieces: string[] = [];
  pipe.setEncoding("utf8");
  pipe.on("data", (piece: string) => void pieces.push(piece));
  pipe.on("error", () => undefined);
  process.once("exit", remove);
  return async () => {
    for (let seen = -1; seen !== pieces.length; ) {
      seen = pieces.length;
      await sleep(SETTLING_MS);
    }
    pipe.destroy();
    process.removeListener("exit", remove);
    remove();
    return pieces.join("");
  };
}
