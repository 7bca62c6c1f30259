import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { GoPartOptions } from "../src/go-part.ts";
import type { Offer, Refusal } from "../src/part.ts";
import { Publisher } from "./publisher.ts";
import { Workbench, accepted } from "./workbench.ts";

const TOOL = "#!/bin/sh\necho official\n";
const URL_OF_TOOL = "https://files.example.com/v1/tool";

const sha256 = (content: string | Buffer): string => createHash("sha256").update(content).digest("hex");

describe("an official download", () => {
  let bench: Workbench;
  let publisher: Publisher;

  beforeEach(async () => {
    bench = new Workbench();
    publisher = new Publisher();
    bench.env["MOORAGE_DOWNLOAD_BASE"] = await publisher.open();
    publisher.files.set("files.example.com/v1/tool", TOOL).set("files.example.com/v1/tool.sha256", sha256(TOOL));
  });
  afterEach(async () => {
    await publisher.close();
    bench.remove();
  });

  const official: NonNullable<GoPartOptions["official"]> = [{ executable: "tool", url: URL_OF_TOOL, sha256Url: `${URL_OF_TOOL}.sha256` }];
  const offer = async (changes: Partial<GoPartOptions> = {}, offline = false): Promise<Offer | Refusal> => bench.part({ official, ...changes }).offer(bench.context({ offline }));

  it("is preferred to a build, checked, made executable and kept", async () => {
    const first = accepted(await offer());
    assert.deepEqual([first.source, first.from], ["download", URL_OF_TOOL]);
    const { executables } = await first.obtain(() => undefined);
    assert.equal(execFileSync(executables["tool"] ?? "", { encoding: "utf8" }), "official\n");
    assert.equal((await offer()).source, "cache");
    assert.deepEqual(bench.builds(), []);
  });

  it("is offered without Go", async () => {
    bench.withoutGo();
    assert.equal((await offer()).source, "download");
  });

  it("is only asked after while it is planned", async () => {
    await offer();
    assert.deepEqual(publisher.asked, ["HEAD files.example.com/v1/tool.sha256"]);
  });

  it("is not even asked after offline, nor when the part is there", async () => {
    assert.equal((await offer({}, true)).source, "none");
    await accepted(await offer()).obtain(() => undefined);
    publisher.asked.length = 0;
    await offer();
    assert.deepEqual(publisher.asked, []);
  });

  it("is refused when it is not what its publisher says it is, and nothing of it is kept", async () => {
    publisher.files.set("files.example.com/v1/tool", `${TOOL}# and more\n`);
    await assert.rejects(accepted(await offer()).obtain(() => undefined), { code: "CHECKSUM", message: /^https:\/\/files\.example\.com\/v1\/tool is not what/ });
    assert.deepEqual(readdirSync(join(bench.home, "parts", "tool")), []);
    assert.deepEqual(bench.builds(), []);
  });

  it("gives way to a build when nothing is published", async () => {
    publisher.files.clear();
    assert.equal((await offer()).source, "go");
  });

  it("gives way to a build when nobody answers", async () => {
    bench.env["MOORAGE_DOWNLOAD_BASE"] = "http://127.0.0.1:9";
    assert.equal((await offer()).source, "go");
  });

  it("gives way to a build when the file turns out to be missing, and says so", async () => {
    publisher.files.delete("files.example.com/v1/tool");
    const lines: string[] = [];
    const { executables } = await accepted(await offer()).obtain((line) => lines.push(line));
    assert.ok(executables["tool"]);
    assert.match(lines.join("\n"), /cannot be downloaded: HTTP 404; building it/);
    assert.equal(bench.builds().length, 1);
  });

  it("unpacks the wanted programs of an archive", async () => {
    const inside = bench.folder("archive/tool-v1");
    for (const name of ["tool", "other"]) writeFileSync(join(inside, name), TOOL, { mode: 0o755 });
    const path = join(bench.root, "tool.tar.gz");
    execFileSync("tar", ["-czf", path, "-C", join(bench.root, "archive"), "tool-v1"]);
    const content = readFileSync(path);
    publisher.files.set("files.example.com/v1/tool.tar.gz", content).set("files.example.com/v1/sums", `${sha256("x")}  other\n${sha256(content)}  tool.tar.gz\n`);
    const base = "https://files.example.com/v1";
    const archive = { url: `${base}/tool.tar.gz`, sha256Url: `${base}/sums`, strip: 1, only: ["tool-v1/tool"] };
    const { executables } = await accepted(await offer({ official: archive })).obtain(() => undefined);
    assert.deepEqual(Object.keys(executables), ["tool"]);
  });

  it("is stopped by an interruption", async () => {
    const stop = new AbortController();
    const planned = accepted(await bench.part({ official }).offer(bench.context({ signal: stop.signal })));
    stop.abort();
    await assert.rejects(planned.obtain(() => undefined), { code: "INTERRUPTED" });
    mkdirSync(bench.home, { recursive: true });
    assert.equal((await offer()).source, "download");
  });
});
