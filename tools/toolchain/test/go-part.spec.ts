import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync, renameSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { isPreparable } from "../src/offer.ts";
import type { Obtained } from "../src/part.ts";
import { Workbench, accepted } from "./workbench.ts";

describe("a part built with Go", () => {
  let bench: Workbench;
  beforeEach(() => {
    bench = new Workbench();
  });
  afterEach(() => bench.remove());

  const obtain = async (report: (line: string) => void = () => undefined, changes = {}): Promise<Obtained> =>
    accepted(await bench.part().offer(bench.context(changes))).obtain(report);

  it("is built once, and comes from the cache from then on", async () => {
    const first = accepted(await bench.part().offer(bench.context()));
    assert.equal(first.source, "go");
    assert.equal(first.seconds, 10);
    const { executables } = await first.obtain(() => undefined);
    assert.ok(existsSync(executables["tool"] ?? ""));
    const second = accepted(await bench.part().offer(bench.context()));
    assert.deepEqual([second.source, second.seconds], ["cache", 0]);
    assert.deepEqual(await second.obtain(() => undefined), { executables });
    assert.equal(bench.builds().length, 1);
  });

  it("is built from the committed sums alone, slim, and without the user's own flags", async () => {
    bench.env["GOFLAGS"] = "-mod=mod";
    await obtain();
    assert.match(bench.builds()[0] ?? "", /-mod=readonly -trimpath -buildvcs=false -gcflags=all=-dwarf=false -ldflags -s -w -o \S+\/ example\.com\/it\/cmd\/tool$/);
  });

  it("says what is being downloaded", async () => {
    const lines: string[] = [];
    await obtain((line) => lines.push(line));
    assert.deepEqual(lines, ["downloading example.com/module"]);
  });

  for (const file of ["go.mod", "go.sum", "main.go", "schema.json"]) {
    it(`is built anew when ${file} changes`, async () => {
      await obtain();
      writeFileSync(join(bench.module, file), "module example.com/it\n\ngo 1.25.0\n");
      assert.equal(accepted(await bench.part().offer(bench.context())).source, "go");
    });
  }

  it("is built anew when a version set at link time changes, and not when a note beside it does", async () => {
    await obtain();
    writeFileSync(join(bench.module, "NOTES.md"), "a note");
    assert.equal(accepted(await bench.part().offer(bench.context())).source, "cache");
    const module = { folder: bench.module, packages: { "example.com/it/cmd/tool": "tool" }, variables: { "main.version": "2" } };
    assert.equal(accepted(await bench.part({ module }).offer(bench.context())).source, "go");
  });

  it("is built anew when a source in a folder below it changes, comes or moves", async () => {
    const source = async (): Promise<string> => accepted(await bench.part().offer(bench.context())).source;
    const below = bench.folder(join("module", "cmd", "tool"));
    writeFileSync(join(below, "main.go"), "package main\n");
    await obtain();
    assert.equal(await source(), "cache");
    writeFileSync(join(below, "main.go"), "package main // another\n");
    assert.equal(await source(), "go");
    await obtain();
    writeFileSync(join(below, "more.go"), "package main\n");
    assert.equal(await source(), "go");
    await obtain();
    renameSync(join(below, "more.go"), join(bench.module, "more.go"));
    assert.equal(await source(), "go");
  });

  describe("with build tags", () => {
    const tagged = (...tags: readonly string[]) => bench.part({ module: { folder: bench.module, packages: { "example.com/it/cmd/tool": "tool" }, tags } });

    it("is built with them, and without the flag where there are none", async () => {
      await accepted(await tagged("no_btrfs", "no_zfs").offer(bench.context())).obtain(() => undefined);
      await accepted(await tagged().offer(bench.context())).obtain(() => undefined);
      const [first = "", second = ""] = bench.builds();
      assert.match(first, / -tags=no_btrfs,no_zfs -ldflags /);
      assert.doesNotMatch(second, /-tags/);
    });

    it("has what those need fetched, and nothing more", async () => {
      const offer = accepted(await tagged("no_btrfs").offer(bench.context()));
      assert.ok(isPreparable(offer));
      await offer.prepare(new AbortController().signal);
      assert.match(readFileSync(join(bench.root, "calls"), "utf8"), /^list -mod=readonly -tags=no_btrfs -deps example\.com\/it\/cmd\/tool$/m);
    });

    it("is another thing than without them, or with others", async () => {
      const source = async (...tags: readonly string[]): Promise<string> => accepted(await tagged(...tags).offer(bench.context())).source;
      await obtain();
      assert.equal(await source(), "cache");
      assert.equal(await source("no_btrfs"), "go");
      await accepted(await tagged("no_btrfs").offer(bench.context())).obtain(() => undefined);
      assert.deepEqual([await source("no_btrfs"), await source("no_btrfs", "no_zfs"), await source()], ["cache", "go", "cache"]);
    });
  });

  it("is built anew when it is broken", async () => {
    const { executables } = await obtain();
    truncateSync(executables["tool"] ?? "", 3);
    assert.equal(accepted(await bench.part().offer(bench.context())).source, "go");
    await obtain();
    assert.equal(accepted(await bench.part().offer(bench.context())).source, "cache");
  });

  it("is built once by two runs at the same time, and the second says that it waits", async () => {
    bench.env["FAKE_GO_SLEEP"] = "0.7";
    const lines: string[] = [];
    const both = await Promise.all([obtain(), sleep(100).then(async () => obtain((line) => lines.push(line)))]);
    assert.deepEqual(both[0], both[1]);
    assert.equal(bench.builds().length, 1);
    assert.deepEqual(lines, ["another run is building tool: waiting for it"]);
  });

  it("is interrupted with all it has started, and the next run gets it", async function () {
    this.timeout(10_000);
    bench.env["FAKE_GO_SLEEP"] = "30";
    const stop = new AbortController();
    const begun = Date.now();
    setTimeout(() => stop.abort(), 300);
    await assert.rejects(obtain(() => undefined, { signal: stop.signal }), { code: "INTERRUPTED", message: /next run/ });
    assert.ok(Date.now() - begun < 5_000, "the child outlived the interruption");
    assert.deepEqual(readdirSync(join(bench.home, "parts", "tool")), []);
    delete bench.env["FAKE_GO_SLEEP"];
    assert.ok(await obtain());
  });

  it("tells of a full disk in one line that names the folder and what is needed", async () => {
    bench.env["FAKE_GO_SAYS"] = "compile: writing output: write /var/cache/go/x.a: no space left on device";
    await assert.rejects(obtain(), { code: "DISK_FULL", message: /^no space is left in \/var\/cache\/go; about 0\.1 GB is needed\. Free some.*MOORAGE_HOME[^\n]*$/ });
    assert.deepEqual(readdirSync(join(bench.home, "parts", "tool")), []);
  });

  it("finds out before it begins that the disk is too small", async () => {
    const offer = accepted(await bench.part({ megabytes: 1e12 }).offer(bench.context()));
    await assert.rejects(offer.obtain(() => undefined), { code: "DISK_FULL" });
    assert.deepEqual(bench.builds(), []);
  });

  it("gives Go's last word when a build fails", async () => {
    bench.env["FAKE_GO_SAYS"] = "main.go:1: undefined: x";
    await assert.rejects(obtain(), { code: "BUILD_FAILED", message: "building module failed: main.go:1: undefined: x" });
  });

  it("is refused without Go, and the refusal says how to get it", async () => {
    bench.withoutGo();
    const offer = await bench.part().offer(bench.context());
    assert.deepEqual(offer, {
      source: "none",
      why: "no Go is on PATH, and building it takes Go 1.26.0 or newer",
      remedy: "install Go (https://go.dev/dl), or put tool on PATH, and run this again",
    });
  });

  it("is refused with a Go that is too old, unless that Go can fetch a newer one", async () => {
    bench.env["FAKE_GO_VERSION"] = "1.22.4";
    assert.match(JSON.stringify(await bench.part().offer(bench.context())), /is Go 1\.22\.4, and building it takes Go 1\.26\.0/);
    bench.env["FAKE_GO_TOOLCHAIN"] = "auto";
    assert.equal(accepted(await bench.part().offer(bench.context())).source, "go");
  });

  it("is refused offline, but given from the cache", async () => {
    assert.equal((await bench.part().offer(bench.context({ offline: true }))).source, "none");
    await obtain();
    bench.withoutGo();
    assert.equal((await bench.part().offer(bench.context({ offline: true }))).source, "cache");
  });

  it("comes from PATH before all else, if it is new enough there", async () => {
    const onPath = { least: [2, 0, 0], below: [3, 0, 0], programs: { tool: ["--version"] } } as const;
    const tool = bench.program("tool", "#!/bin/sh\necho tool v2.1.0\n");
    const offer = accepted(await bench.part({ onPath }).offer(bench.context()));
    assert.deepEqual([offer.source, offer.from, offer.seconds], ["path", tool, 0]);
    for (const version of ["1.9.9", "3.0.0"]) {
      bench.program("tool", `#!/bin/sh\necho tool v${version}\n`);
      assert.equal((await bench.part({ onPath }).offer(bench.context())).source, "go");
    }
  });

  it("does not take the shim of an npm package for the program", async () => {
    const folder = bench.folder("node_modules/.bin");
    bench.program("../node_modules/.bin/tool", "#!/bin/sh\necho tool v2.1.0\n");
    bench.env["PATH"] = `${folder}:${bench.env["PATH"] ?? ""}`;
    const onPath = { least: [2, 0, 0], programs: { tool: ["--version"] } } as const;
    assert.equal((await bench.part({ onPath }).offer(bench.context())).source, "go");
  });
});
