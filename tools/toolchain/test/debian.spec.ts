import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { installDebian } from "../src/debian.ts";
import { DebianMachine } from "./debian-machine.ts";

describe("Installing Debian packages", () => {
  let machine: DebianMachine;
  const install = async (options = {}, context = machine.context()): Promise<readonly string[]> => {
    const lines: string[] = [];
    await installDebian(["one", "two"], context, (line) => lines.push(line), options);
    return lines;
  };

  beforeEach(() => {
    machine = new DebianMachine();
  });
  afterEach(() => machine.remove());

  it("asks nothing, and leaves their services as they come", async () => {
    machine.withInstaller('[ "$DEBIAN_FRONTEND" = noninteractive ]');
    assert.deepEqual(await install(), ["installing one, two"]);
    assert.match(machine.calls()[0] ?? "", /^install --yes --no-install-recommends .* one two$/);
    assert.doesNotMatch(machine.calls()[0] ?? "", /DPkg::Path/);
  });

  it("refreshes the package lists when that may help", async () => {
    machine.withInstaller(`case "$1" in update) : > "${machine.root}/fresh" ;; install) [ -e "${machine.root}/fresh" ] ;; esac`);
    assert.deepEqual(await install(), ["installing one, two", "refreshing the package lists"]);
    assert.deepEqual(machine.calls().map((call) => call.split(" ")[0]), ["install", "update", "install"]);
  });

  it("gives the installer's last word when it fails", async () => {
    machine.withInstaller('echo "Reading lists" >&2; echo "E: Unable to locate package one" >&2; exit 100');
    await assert.rejects(install(), { name: "ToolchainError", code: "INSTALL_FAILED", message: "installing one, two failed: E: Unable to locate package one" });
  });

  it("does one thing at a time, and says that it waits", async () => {
    machine.withInstaller(`/bin/mkdir "${machine.root}/lock" || exit 1\n/bin/sleep 0.3\n/bin/rmdir "${machine.root}/lock"`);
    const [first, second] = await Promise.all([install(), pause(50).then(async () => install())]);
    assert.deepEqual(first, ["installing one, two"]);
    assert.deepEqual(second, ["another run is installing packages: waiting for it", "installing one, two"]);
  });

  it("is interrupted without another try", async () => {
    machine.withInstaller("exec /bin/sleep 30");
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 200);
    await assert.rejects(install({}, machine.context({ signal: stop.signal })), { code: "INTERRUPTED", message: /installing one, two was interrupted; the next run/ });
    assert.equal(machine.calls().length, 1);
  });

  describe("without their services", () => {
    const pathGiven = (): string => /DPkg::Path=(\S+)/.exec(machine.calls()[0] ?? "")?.[1] ?? "";

    it("gives the package scripts stand-ins for what starts, enables and makes services", async () => {
      machine.withInstaller(":");
      await install({ services: false });
      for (const call of ["invoke-rc.d postgresql start", "deb-systemd-invoke start it.service", "deb-systemd-helper enable it.service", "update-rc.d it defaults", "pg_createcluster 15 main"]) {
        const [program = "", ...args] = call.split(" ");
        const found = spawnSync("/bin/sh", ["-c", `command -v ${program}`], { env: { PATH: pathGiven() }, encoding: "utf8" }).stdout.trim();
        assert.ok(found.startsWith(machine.home), `${program} is ${found}`);
        const { status, stdout, stderr } = spawnSync(found, args, { env: {}, encoding: "utf8" });
        assert.deepEqual([status, stdout, stderr], [0, "", ""]);
      }
    });

    it("leaves every other program of the system where the scripts look for it", async () => {
      machine.withInstaller(":");
      await install({ services: false });
      assert.match(pathGiven(), /:\/usr\/sbin:\/usr\/bin:\/sbin:\/bin$/);
      for (const program of ["sh", "ls"]) assert.equal(spawnSync("sh", ["-c", `command -v ${program}`], { env: { PATH: pathGiven() } }).status, 0);
    });

    it("can be done again over what an earlier run left", async () => {
      machine.withInstaller(":");
      mkdirSync(join(machine.home, "debian"), { recursive: true });
      await install({ services: false });
      await install({ services: false });
      assert.equal(machine.calls().length, 2);
    });
  });
});
