import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** A temporary folder with small shell programs that do what a test says, and with what they leave there. */
export class ScriptFolder {
  readonly path = realpathSync(mkdtempSync(join(tmpdir(), "moorage-scripts-")));

  /** A program of this folder; it finds the folder in `$W`. Absolute path of it. */
  script(name: string, body: string): string {
    const path = this.write(join("bin", name), `#!/bin/sh\nW='${this.path}'\n${body}\n`);
    chmodSync(path, 0o755);
    return path;
  }

  write(file: string, text: string): string {
    const path = this.at(file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    return path;
  }

  at(file: string): string {
    return join(this.path, file);
  }

  has(file: string): boolean {
    return existsSync(this.at(file));
  }

  read(file: string): string {
    return readFileSync(this.at(file), "utf8");
  }

  /** What a program wrote down, a line each; nothing where it was not run. */
  lines(file: string): readonly string[] {
    return this.has(file) ? this.read(file).split("\n").filter((line) => line !== "") : [];
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}
