import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { EngineMachine } from "../parts/docker-engine/engine-machine.ts";
import type { PartContext } from "../src/part.ts";

/** Answers pings on the socket it is told of until it is killed; the shell around it gives the process its name. */
const FAKE_DOCKERD = `#!/bin/sh
echo "dockerd $*" >> "$DOCKER_FAKE_CALLS"
if [ -n "$DOCKER_FAKE_FAILS" ]; then echo "level=info msg=starting"; echo "$DOCKER_FAKE_FAILS" >&2; exit 1; fi
echo $$ > "$DOCKER_FAKE_PID"
"${process.execPath}" -e '
  require("node:fs").rmSync(process.argv[1], { force: true });
  require("node:http").createServer((_, answer) => answer.end("OK")).listen(process.argv[1]);
  const parent = process.ppid;
  setInterval(() => process.ppid === parent || process.exit(), 100);
' "$DOCKER_FAKE_SOCKET"
`;

/** Knows one context, and as many contexts as a test tells. */
const FAKE_DOCKER = `#!/bin/sh
echo "docker $*" >> "$DOCKER_FAKE_CALLS"
case "$1" in
  context) [ -n "$DOCKER_FAKE_CONTEXT" ] || exit 1; echo "$DOCKER_FAKE_CONTEXT" ;;
  version) exit "\${DOCKER_FAKE_VERSION_EXIT:-1}" ;;
esac
`;

/** A temporary machine on which nothing of Docker's is there until a test puts it there. */
export class FakeMachine implements EngineMachine {
  readonly root = mkdtempSync(join(tmpdir(), "moorage-engine-"));
  readonly bin = join(this.root, "bin");
  readonly socket = join(this.root, "docker.sock");
  readonly pidFile = join(this.root, "docker.pid");
  readonly containerdPidFile = join(this.root, "containerd.pid");
  readonly systemd = join(this.root, "systemd");
  readonly lockFolder = join(this.root, "lock");
  readonly env: Record<string, string> = {
    // A real engine of the machine that runs the tests is not to be seen.
    PATH: this.bin,
    DOCKER_FAKE_CALLS: join(this.root, "calls"),
    DOCKER_FAKE_SOCKET: this.socket,
    DOCKER_FAKE_PID: this.pidFile,
  };
  asRoot = true;
  /** Why nothing can be installed. */
  refusal: string | undefined = "this is no Debian";
  readonly #servers: Server[] = [];

  constructor() {
    mkdirSync(this.bin);
    this.program("cp", "#!/bin/sh\nexec /bin/cp \"$@\"\n");
  }

  isRoot(): boolean {
    return this.asRoot;
  }

  debianRefusal(): string | undefined {
    return this.refusal;
  }

  context(changes: Partial<PartContext> = {}): PartContext {
    return { home: join(this.root, "home"), offline: false, env: this.env, signal: new AbortController().signal, ...changes };
  }

  program(name: string, text: string): string {
    const path = join(this.bin, name);
    writeFileSync(path, text);
    chmodSync(path, 0o755);
    return path;
  }

  withClient(): string {
    return this.program("docker", FAKE_DOCKER);
  }

  withDaemon(): string {
    return this.program("dockerd", FAKE_DOCKERD);
  }

  /** An installer that writes down its calls and installs a client and an engine. */
  withInstaller(): void {
    this.program("docker.deb", FAKE_DOCKER);
    this.program("dockerd.deb", FAKE_DOCKERD);
    this.program("apt-get", `#!/bin/sh\necho "apt-get $*" >> "$DOCKER_FAKE_CALLS"\ncp "${this.bin}/docker.deb" "${this.bin}/docker"\ncp "${this.bin}/dockerd.deb" "${this.bin}/dockerd"\n`);
    this.refusal = undefined;
  }

  /** An engine on a socket, answering with a status, or never. */
  async engine(socket: string = this.socket, status: number | "hangs" = 200): Promise<void> {
    const server = createServer((_, answer) => (status === "hangs" ? undefined : answer.writeHead(status).end()));
    this.#servers.push(server);
    await new Promise<void>((resolve) => server.listen(socket, resolve));
  }

  calls(): readonly string[] {
    const path = join(this.root, "calls");
    return existsSync(path) ? readFileSync(path, "utf8").trim().split("\n") : [];
  }

  /** How often the engine was started. */
  starts(): number {
    return this.calls().filter((line) => line.startsWith("dockerd")).length;
  }

  remove(): void {
    for (const server of this.#servers) {
      server.closeAllConnections();
      server.close();
    }
    if (existsSync(this.pidFile)) {
      const pid = Number(readFileSync(this.pidFile, "utf8"));
      try {
        if (readFileSync(`/proc/${pid}/comm`, "utf8").trim() === "dockerd") process.kill(pid, "SIGKILL");
      } catch {
        // It has ended by itself.
      }
    }
    rmSync(this.root, { recursive: true, force: true });
  }
}
