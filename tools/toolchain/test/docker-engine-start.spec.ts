import assert from "node:assert/strict";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { pingDocker } from "../parts/docker-engine/ping-docker.ts";
import { runningProcess } from "../parts/docker-engine/running-process.ts";
import { startDaemon } from "../parts/docker-engine/start-daemon.ts";
import type { PartContext } from "../src/part.ts";
import { ToolchainError } from "../src/toolchain-error.ts";
import { FakeMachine } from "./docker-engine-machine.ts";

const NO_PROCESS = "4194305";

describe("Starting a Docker engine", () => {
  let machine: FakeMachine;
  const start = async (changes: Partial<PartContext> = {}, patienceMs?: number): Promise<void> =>
    startDaemon(join(machine.bin, "dockerd"), machine, machine.context(changes), () => undefined, patienceMs);
  const failure = async (changes: Partial<PartContext> = {}, patienceMs = 3_000): Promise<ToolchainError> => {
    const error: unknown = await start(changes, patienceMs).then(() => undefined, (thrown: unknown) => thrown);
    assert.ok(error instanceof ToolchainError, String(error));
    return error;
  };

  beforeEach(() => {
    machine = new FakeMachine();
    machine.withDaemon();
  });
  afterEach(() => machine.remove());

  it("leaves one running that answers", async () => {
    await start();
    assert.equal(await pingDocker(`unix://${machine.socket}`), "answers");
    assert.ok(existsSync(join(machine.context().home, "docker", "dockerd.log")));
  });

  it("starts one only, however many ask at once and wherever they keep their things", async () => {
    await Promise.all(["a", "b", "c"].map(async (home) => start({ home: join(machine.root, home) })));
    assert.equal(machine.starts(), 1);
  });

  it("gets over a pid file and a socket that a killed one left behind", async () => {
    writeFileSync(machine.pidFile, NO_PROCESS);
    writeFileSync(machine.socket, "");
    await start();
    assert.equal(machine.starts(), 1);
  });

  it("takes a pid file for stale when its number is another program's by now", async () => {
    for (const path of [machine.pidFile, machine.containerdPidFile]) writeFileSync(path, String(process.pid));
    assert.equal(runningProcess(machine.containerdPidFile, "containerd"), undefined);
    assert.ok(!existsSync(machine.containerdPidFile));
    await start();
    assert.equal(machine.starts(), 1);
    assert.equal(runningProcess(machine.pidFile, "dockerd"), Number(readFileSync(machine.pidFile, "utf8")));
  });

  it("waits for one that somebody else has started and that does not answer yet", async () => {
    const late = setTimeout(() => void machine.engine(), 600);
    machine.program("dockerd", `#!/bin/sh\necho dockerd >> "$DOCKER_FAKE_CALLS"\necho "failed to start daemon: pid file found" >&2\nexit 1\n`);
    await start();
    clearTimeout(late);
  });

  it("fails with the last line of its log, the log's path and a way on", async () => {
    machine.env["DOCKER_FAKE_FAILS"] = "failed to start daemon: no cgroup mount found";
    const { code, message } = await failure();
    assert.equal(code, "ENGINE_FAILED");
    assert.equal(message, `the Docker engine does not start: failed to start daemon: no cgroup mount found (log: ${join(machine.context().home, "docker", "dockerd.log")}); go on without it by --no-docker`);
  });

  it("takes the message out of a line that is structured", async () => {
    machine.env["DOCKER_FAKE_FAILS"] = 'time="2026-01-01" level=fatal msg="no space" module=x';
    assert.match((await failure()).message, /does not start: no space \(log/);
  });

  it("ends one that runs and never answers, and says how long it waited", async () => {
    machine.program("dockerd", "#!/bin/sh\necho $$ > \"$DOCKER_FAKE_PID\"\nexec /bin/sleep 60\n");
    const { message } = await failure({}, 500);
    assert.match(message, /nothing answers on .*docker\.sock within 1 s/);
    const pid = Number(readFileSync(machine.pidFile, "utf8"));
    assert.ok(await isGone(pid), `process ${pid} is still there`);
  });

  it("tells an interruption from a failure", async () => {
    machine.program("dockerd", "#!/bin/sh\nexec /bin/sleep 2\n");
    assert.equal((await failure({ signal: AbortSignal.timeout(300) })).code, "INTERRUPTED");
  });

  it("leaves it to systemd where that runs", async () => {
    mkdirSync(machine.systemd);
    machine.program("systemctl", `#!/bin/sh\necho "systemctl $*" >> "$DOCKER_FAKE_CALLS"\n"${join(machine.bin, "dockerd")}" >/dev/null 2>&1 &\n`);
    await start();
    assert.equal(machine.calls()[0], "systemctl start docker");
    assert.equal(machine.starts(), 1);
  });

  it("hands it no secret of the environment it was started from", async () => {
    machine.program("dockerd", `#!/bin/sh\nenv > "${machine.root}/env"\nexit 1\n`);
    machine.program("env", "#!/bin/sh\nexec /usr/bin/env\n");
    await failure({ env: { ...machine.env, PULUMI_CONFIG_PASSPHRASE: "hush", HTTPS_PROXY: "proxy:1" } });
    const seen = readFileSync(join(machine.root, "env"), "utf8");
    assert.match(seen, /^HTTPS_PROXY=proxy:1$/m);
    assert.doesNotMatch(seen, /hush/);
  });
});

describe("Pinging a Docker engine", () => {
  let machine: FakeMachine;
  beforeEach(() => {
    machine = new FakeMachine();
  });
  afterEach(() => machine.remove());

  it("tells silence from an answer: no socket, a socket that nobody serves, another server, one that hangs", async () => {
    assert.equal(await pingDocker(`unix://${machine.socket}`), "silent");
    writeFileSync(join(machine.root, "file"), "");
    assert.equal(await pingDocker(`unix://${join(machine.root, "file")}`), "silent");
    await machine.engine(join(machine.root, "other.sock"), 404);
    assert.equal(await pingDocker(`unix://${join(machine.root, "other.sock")}`), "silent");
    await machine.engine(join(machine.root, "hung.sock"), "hangs");
    const begun = Date.now();
    assert.equal(await pingDocker(`unix://${join(machine.root, "hung.sock")}`, 300), "silent");
    assert.ok(Date.now() - begun < 2_000);
    assert.equal(await pingDocker("tcp://127.0.0.1:1"), "silent");
  });
});

/** Whether a process that was told to end does so within two seconds. */
async function isGone(pid: number): Promise<boolean> {
  const deadline = Date.now() + 2_000;
  while (Date.now() < deadline) {
    try {
      process.kill(pid, 0);
    } catch {
      return true;
    }
    await pause(50);
  }
  return false;
}
