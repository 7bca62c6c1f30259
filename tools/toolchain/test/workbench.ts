import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { goPart } from "../src/go-part.ts";
import type { GoPartOptions } from "../src/go-part.ts";
import type { Offer, Part, PartContext, Refusal } from "../src/part.ts";

/** A stand-in for Go: it writes down each call, and a build makes a file for each executable asked for. */
const FAKE_GO = `#!/bin/sh
echo "$@" >> "$FAKE_GO_CALLS"
case "$1" in
  env) echo "go\${FAKE_GO_VERSION:-1.26.8}"; echo "\${FAKE_GO_TOOLCHAIN:-local}"; exit 0 ;;
  list) exit 0 ;;
esac
if [ -n "$FAKE_GO_SAYS" ]; then echo "$FAKE_GO_SAYS" >&2; exit 1; fi
if [ -n "$FAKE_GO_SLEEP" ]; then sleep "$FAKE_GO_SLEEP"; fi
echo "go: downloading example.com/module v1.0.0" >&2
while [ "$1" != "-o" ]; do shift; done
out=$2; shift 2
case "$out" in
  */) for package in "$@"; do cp /bin/echo "$out\${package##*/}"; chmod 755 "$out\${package##*/}"; done ;;
  *) cp /bin/echo "$out"; chmod 755 "$out" ;;
esac
`;

/** A temporary machine: its PATH, its caches, a Go module to build. */
export class Workbench {
  readonly root = mkdtempSync(join(tmpdir(), "moorage-toolchain-"));
  readonly bin = this.folder("bin");
  readonly home = join(this.root, "home");
  readonly pulumiHome = join(this.root, "pulumi");
  readonly module = this.folder("module");
  /** Variables for the stand-in. */
  readonly env: Record<string, string> = { PATH: `${this.bin}:/usr/bin:/bin`, HOME: this.root, PULUMI_HOME: this.pulumiHome, FAKE_GO_CALLS: join(this.root, "calls") };

  constructor() {
    writeFileSync(join(this.module, "go.mod"), "module example.com/it\n\ngo 1.26.0\n");
    writeFileSync(join(this.module, "go.sum"), "");
    this.program("go", FAKE_GO);
  }

  folder(name: string): string {
    const path = join(this.root, name);
    mkdirSync(path, { recursive: true });
    return path;
  }

  program(name: string, text: string): string {
    const path = join(this.bin, name);
    writeFileSync(path, text);
    chmodSync(path, 0o755);
    return path;
  }

  /** Takes Go away, with every other program that is not the stand-in's. */
  withoutGo(): void {
    rmSync(join(this.bin, "go"));
    this.env["PATH"] = this.bin;
  }

  context(changes: Partial<PartContext> = {}): PartContext {
    return { home: this.home, offline: false, env: this.env, signal: new AbortController().signal, ...changes };
  }

  part(changes: Partial<GoPartOptions> = {}): Part {
    const module = { folder: this.module, packages: { "example.com/it/cmd/tool": "tool" } };
    return goPart({ name: "tool", purpose: "serves a test", module, seconds: 10, megabytes: 1, ...changes });
  }

  /** The builds that the stand-in was asked for. */
  builds(): readonly string[] {
    const calls = join(this.root, "calls");
    return existsSync(calls) ? readFileSync(calls, "utf8").split("\n").filter((line) => line.startsWith("build")) : [];
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}

/** The offer, where a refusal would be a failure of the test. */
export function accepted(offer: Offer | Refusal): Offer {
  if (offer.source === "none") throw new Error(`refused: ${offer.why}`);
  return offer;
}
