import assert from "node:assert/strict";
import { join } from "node:path";
import { dockerRegistryOn } from "../parts/docker-registry/part.ts";
import { postgresqlOn } from "../parts/postgresql/part.ts";
import type { Offer, Refusal } from "../src/part.ts";
import { DebianMachine } from "./debian-machine.ts";
import { accepted } from "./workbench.ts";

const PROGRAMS = ["initdb", "pg_ctl", "postgres", "pg_dump", "psql"];

describe("Parts of Debian packages", () => {
  let machine: DebianMachine;
  beforeEach(() => {
    machine = new DebianMachine();
  });
  afterEach(() => machine.remove());

  describe("a registry", () => {
    const offer = async (): Promise<Offer | Refusal> => dockerRegistryOn(machine).offer(machine.context());

    it("is the one on PATH, wherever that came from", async () => {
      const path = machine.program("docker-registry", "2.8.2+unknown");
      const answer = accepted(await offer());
      assert.deepEqual([answer.source, answer.from, answer.seconds], ["path", path, 0]);
      assert.deepEqual(await answer.obtain(() => undefined), { executables: { "docker-registry": path } });
    });

    it("is installed without its service where there is none, or one that is too old", async () => {
      machine.program("docker-registry", "2.6.2");
      machine.withInstaller(`printf '#!/bin/sh\\necho registry v2.8.2\\n' > "${machine.bin}/docker-registry"`);
      const answer = accepted(await offer());
      assert.deepEqual([answer.source, answer.from], ["debian", "Debian packages docker-registry"]);
      assert.deepEqual(machine.calls(), []);
      assert.deepEqual(await answer.obtain(() => undefined), { executables: { "docker-registry": join(machine.bin, "docker-registry") } });
      assert.match(machine.calls()[0] ?? "", /^install .*DPkg::Path=\S+ docker-registry$/);
      assert.equal(accepted(await offer()).seconds, 0);
    });

    it("is refused on other machines, with what their user can do", async () => {
      assert.deepEqual(await offer(), {
        source: "none",
        why: "no docker-registry 2.7 or newer is on PATH, and this is no Debian",
        remedy: "put that program of https://distribution.github.io on PATH under this name",
      });
    });

    it("fails when the packages are there and the program is not", async () => {
      machine.withInstaller(":");
      await assert.rejects(accepted(await offer()).obtain(() => undefined), { code: "INSTALL_FAILED", message: "docker-registry is installed, yet no docker-registry 2.7 or newer is on PATH" });
    });
  });

  describe("a database server", () => {
    const offer = async (): Promise<Offer | Refusal> => postgresqlOn(machine).offer(machine.context());
    const install = (version: string, folder = machine.bin): void => void PROGRAMS.forEach((name) => machine.program(name, version, folder));
    const versionFolder = (version: string): string => join(machine.versions, version, "bin");

    it("is the one on PATH", async () => {
      install("16.4");
      install("17.2", versionFolder("17"));
      const { executables } = await accepted(await offer()).obtain(() => undefined);
      assert.deepEqual(executables, Object.fromEntries(PROGRAMS.map((name) => [name, join(machine.bin, name)])));
    });

    it("is the newest of those that Debian keeps off PATH, all programs from one place", async () => {
      machine.program("psql", "17.2");
      install("9.6.24", versionFolder("9.6"));
      install("15.18", versionFolder("15"));
      install("9.0.1", versionFolder("9"));
      const answer = accepted(await offer());
      assert.deepEqual([answer.source, answer.from], ["path", join(versionFolder("15"), "initdb")]);
      const { executables } = await answer.obtain(() => undefined);
      assert.deepEqual(Object.values(executables).sort(), PROGRAMS.map((name) => join(versionFolder("15"), name)).sort());
    });

    it("is gathered from several folders of PATH only where none has all of it", async () => {
      for (const name of PROGRAMS) machine.program(name, "15.18", name === "psql" ? machine.bin : join(machine.root, "local"));
      machine.env["PATH"] = `${join(machine.root, "local")}:${machine.bin}`;
      const psql = async (): Promise<string | undefined> => (await accepted(await offer()).obtain(() => undefined)).executables["psql"];
      assert.equal(await psql(), join(machine.bin, "psql"));
      install("15.18", versionFolder("15"));
      assert.equal(await psql(), join(versionFolder("15"), "psql"));
    });

    it("is passed over when a program is missing or too old", async () => {
      install("13.14");
      install("15.18", versionFolder("15"));
      machine.script("pg_ctl", "exit 1", versionFolder("15"));
      assert.equal((await offer()).source, "none");
    });

    it("is installed where there is only a client, and no server of the system's own is made", async () => {
      machine.program("psql", "15.18");
      const copies = PROGRAMS.map((name) => `printf '#!/bin/sh\\necho ${name} 15.18\\n' > "$d/${name}"; /bin/chmod 755 "$d/${name}"`);
      machine.withInstaller(`d="${versionFolder("15")}"; /bin/mkdir -p "$d"\n${copies.join("\n")}`);
      const { executables } = await accepted(await offer()).obtain(() => undefined);
      assert.equal(executables["postgres"], join(versionFolder("15"), "postgres"));
      assert.match(machine.calls()[0] ?? "", /^install .*DPkg::Path=\S+ postgresql$/);
    });

    it("is refused on other machines, with what is to be put on PATH", async () => {
      machine.refusal = "installing packages takes root";
      const answer = await offer();
      assert.equal(answer.source, "none");
      assert.deepEqual(Object.values(answer).slice(1), [
        "no PostgreSQL server 14 or newer is installed, and installing packages takes root",
        "install one (https://www.postgresql.org/download) and put initdb, pg_ctl, postgres, pg_dump, psql on PATH",
      ]);
    });
  });
});
