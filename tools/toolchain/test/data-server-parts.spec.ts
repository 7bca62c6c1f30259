import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { execa } from "execa";
import { redisOn } from "../parts/redis/part.ts";
import { partsByName, testParts } from "../src/parts.ts";
import type { PartName } from "../src/parts.ts";
import type { Offer, Refusal } from "../src/part.ts";
import { DebianMachine } from "./debian-machine.ts";
import { Publisher } from "./publisher.ts";
import { Workbench, accepted } from "./workbench.ts";

const NATS = "nats-server-v2.11.8";

describe("Parts that applications keep their data in", () => {
  it("are for tests alone", () => {
    for (const name of ["ferretdb", "nats-server", "redis"] as const) assert.ok(testParts.includes(name), name);
  });

  describe("built with Go", () => {
    let bench: Workbench;
    beforeEach(() => {
      bench = new Workbench();
      bench.env["MOORAGE_DOWNLOAD_BASE"] = "http://127.0.0.1:9";
    });
    afterEach(() => bench.remove());

    const offer = async (name: PartName): Promise<Offer | Refusal> => partsByName[name].offer(bench.context());
    const folder = (name: PartName): string => join(import.meta.dirname, "..", "parts", name);

    it("say the version that their sums pin", () => {
      for (const [name, module] of [["ferretdb", "github.com/FerretDB/FerretDB"], ["nats-server", "github.com/nats-io/nats-server/v2"]] as const) {
        const said = /VERSION = "([\d.]+)"/.exec(readFileSync(join(folder(name), "part.ts"), "utf8"))?.[1];
        assert.match(readFileSync(join(folder(name), "go.mod"), "utf8"), new RegExp(`^(?:require|\\t)\\s*${module} v${said ?? "none"}$`, "m"));
      }
    });

    it("are built under the names they are run by, and the stand-in for MongoDB knows its version", async () => {
      for (const name of ["ferretdb", "nats-server"] as const) {
        const { executables } = await accepted(await offer(name)).obtain(() => undefined);
        assert.deepEqual(Object.keys(executables), [name]);
      }
      const [ferretdb = "", nats = ""] = bench.builds();
      assert.match(ferretdb, /-X main\.version=1\.24\.2 -o \S+\/ferretdb \.$/);
      assert.match(nats, /-o \S+\/nats-server github\.com\/nats-io\/nats-server\/v2$/);
    });

    it("come from PATH where their series is there", async () => {
      const source = async (name: PartName, said: string): Promise<string> => {
        bench.program(name, `#!/bin/sh\nprintf '${said}\\n'\n`);
        return (await offer(name)).source;
      };
      assert.equal(await source("ferretdb", "version: v1.24.0\\ncommit: 0"), "path");
      assert.equal(await source("ferretdb", "version: v2.7.0\\ncommit: 0"), "go");
      assert.equal(await source("ferretdb", "version: v1.23.1\\ncommit: 0"), "go");
      assert.equal(await source("nats-server", "nats-server: v2.10.27"), "path");
      assert.equal(await source("nats-server", "nats-server: v2.9.10"), "go");
    });

    it("are downloaded where their publisher gives digests, which is so for NATS alone", async () => {
      const publisher = new Publisher();
      bench.env["MOORAGE_DOWNLOAD_BASE"] = await publisher.open();
      try {
        const architecture = process.arch === "arm64" ? "arm64" : "amd64";
        const name = `${NATS}-${process.platform}-${architecture}`;
        const release = `github.com/nats-io/nats-server/releases/download/v2.11.8`;
        mkdirSync(join(bench.root, name));
        for (const file of ["nats-server", "README.md"]) writeFileSync(join(bench.root, name, file), `${file} of the publisher`, { mode: 0o755 });
        await execa("tar", ["-C", bench.root, "-czf", join(bench.root, "archive"), name]);
        const archive = readFileSync(join(bench.root, "archive"));
        publisher.files.set(`${release}/${name}.tar.gz`, archive).set(`${release}/SHA256SUMS`, `${createHash("sha256").update(archive).digest("hex")}  ${name}.tar.gz\n`);
        assert.equal((await offer("ferretdb")).source, "go");
        const nats = accepted(await offer("nats-server"));
        assert.deepEqual([nats.source, nats.from], ["download", `https://${release}/${name}.tar.gz`]);
        const { executables } = await nats.obtain(() => undefined);
        assert.equal(readFileSync(executables["nats-server"] ?? "", "utf8"), "nats-server of the publisher");
        assert.deepEqual(bench.builds(), []);
      } finally {
        await publisher.close();
      }
    });
  });

  describe("of Debian", () => {
    let machine: DebianMachine;
    beforeEach(() => {
      machine = new DebianMachine();
    });
    afterEach(() => machine.remove());

    const offer = async (): Promise<Offer | Refusal> => redisOn(machine).offer(machine.context());
    const SAYS = "Redis server v=7.0.15 sha=00000000:0 malloc=jemalloc-5.2.1 bits=64";

    it("are a Redis, the one on PATH if there is one", async () => {
      const path = machine.script("redis-server", `echo "${SAYS}"`);
      const answer = accepted(await offer());
      assert.deepEqual([answer.source, answer.from, answer.seconds], ["path", path, 0]);
      assert.deepEqual(await answer.obtain(() => undefined), { executables: { "redis-server": path } });
    });

    it("are installed without their service where there is none, or one that is too old", async () => {
      machine.script("redis-server", `echo "${SAYS.replace("7.0.15", "6.0.16")}"`);
      machine.withInstaller(`printf '#!/bin/sh\\necho "${SAYS}"\\n' > "${machine.bin}/redis-server"`);
      const answer = accepted(await offer());
      assert.deepEqual([answer.source, answer.from], ["debian", "Debian packages redis-server"]);
      assert.deepEqual(machine.calls(), []);
      assert.deepEqual(await answer.obtain(() => undefined), { executables: { "redis-server": join(machine.bin, "redis-server") } });
      assert.match(machine.calls()[0] ?? "", /^install .*DPkg::Path=\S+ redis-server$/);
    });

    it("are refused on other machines, with what their user can do", async () => {
      assert.deepEqual(await offer(), {
        source: "none",
        why: "no redis-server 6.2 or newer is on PATH, and this is no Debian",
        remedy: "install one (https://redis.io/docs/latest/operate/oss_and_stack/install) and put it on PATH",
      });
    });
  });
});
