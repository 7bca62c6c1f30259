import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { PartContext } from "../src/part.ts";

/** A temporary machine whose installer writes down its calls and then does what a test says. */
export class DebianMachine {
  readonly root = mkdtempSync(join(tmpdir(), "moorage-debian-"));
  readonly bin = join(this.root, "bin");
  readonly home = join(this.root, "home");
  readonly versions = join(this.root, "versions");
  /** Only what a test puts there is found, and what a stand-in's shell itself calls. */
  readonly env: Record<string, string> = { PATH: this.bin, FAKE_CALLS: join(this.root, "calls") };
  /** Why nothing can be installed. */
  refusal: string | undefined = "this is no Debian";

  constructor() {
    mkdirSync(this.bin);
  }

  readonly debianRefusal = (): string | undefined => this.refusal;

  context(changes: Partial<PartContext> = {}): PartContext {
    return { home: this.home, offline: false, env: this.env, signal: new AbortController().signal, ...changes };
  }

  /** A program that says its version, in a folder of PATH unless another is named. */
  program(name: string, version: string, folder = this.bin): string {
    return this.script(name, `echo "${name} (It) ${version}"`, folder);
  }

  script(name: string, text: string, folder = this.bin): string {
    mkdirSync(folder, { recursive: true });
    const path = join(folder, name);
    writeFileSync(path, `#!/bin/sh\n${text}\n`);
    chmodSync(path, 0o755);
    return path;
  }

  /** Makes packages installable; `text` is what the installer does after it has written down its call. */
  withInstaller(text: string): void {
    this.refusal = undefined;
    this.script("apt-get", `echo "$*" >> "$FAKE_CALLS"\n${text}`);
  }

  calls(): readonly string[] {
    const path = join(this.root, "calls");
    return existsSync(path) ? readFileSync(path, "utf8").trim().split("\n") : [];
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}
