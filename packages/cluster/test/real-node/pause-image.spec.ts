import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { skip } from "@moorage/testing";
import { makePauseImage, PAUSE_IMAGE } from "../../src/real-node/pause-image.ts";
import { ScriptFolder } from "../script-folder.ts";

interface Configuration {
  readonly architecture: string;
  readonly os: string;
  readonly config: { readonly Entrypoint: readonly string[]; readonly User: string };
  readonly rootfs: { readonly type: string; readonly diff_ids: readonly string[] };
}

describe("the image that every pod of a real node begins with", () => {
  let folder: ScriptFolder;
  before(function () {
    if (process.platform !== "linux") skip(this, "the image of pods' beginnings: real nodes of the embedded cluster take Linux");
  });
  beforeEach(() => {
    folder = new ScriptFolder();
    folder.script("pause", "exit 0");
  });
  afterEach(() => folder.remove());

  const make = async (archive = "pause.tar"): Promise<void> => makePauseImage(folder.at("bin/pause"), folder.at(archive), folder.at("making"));
  /** What is in an archive, unpacked. */
  const unpacked = (archive: string): string => {
    const target = `${archive}.unpacked`;
    mkdirSync(target);
    assert.equal(spawnSync("tar", ["--extract", "--file", archive, "--directory", target]).status, 0);
    return target;
  };
  const json = (path: string): unknown => JSON.parse(readFileSync(path, "utf8"));

  it("has the name that the runtime is told", async () => {
    await make();
    const inside = unpacked(folder.at("pause.tar"));
    assert.deepEqual(readdirSync(inside).sort(), ["config.json", "layer.tar", "manifest.json"]);
    assert.deepEqual(json(join(inside, "manifest.json")), [{ Config: "config.json", RepoTags: [PAUSE_IMAGE], Layers: ["layer.tar"] }]);
  });

  it("has one layer, which is what its configuration says", async () => {
    await make();
    const inside = unpacked(folder.at("pause.tar"));
    const { rootfs } = json(join(inside, "config.json")) as Configuration;
    const digest = createHash("sha256").update(readFileSync(join(inside, "layer.tar"))).digest("hex");
    assert.deepEqual(rootfs, { type: "layers", diff_ids: [`sha256:${digest}`] });
  });

  it("holds one program, and runs it as nobody, on machines like this one", async () => {
    await make();
    const inside = unpacked(folder.at("pause.tar"));
    const { config, os, architecture } = json(join(inside, "config.json")) as Configuration;
    assert.deepEqual([config.Entrypoint, os, architecture], [["/pause"], "linux", process.arch === "arm64" ? "arm64" : "amd64"]);
    assert.match(config.User, /^[1-9]\d*:[1-9]\d*$/);
    const listed = spawnSync("tar", ["--list", "--verbose", "--numeric-owner", "--file", join(inside, "layer.tar")], { encoding: "utf8" }).stdout.trim().split("\n");
    assert.equal(listed.length, 1);
    assert.match(listed[0] ?? "", /^-rwxr-xr-x 0\/0 .* pause$/);
    assert.equal(readFileSync(join(unpacked(join(inside, "layer.tar")), "pause"), "utf8"), folder.read("bin/pause"));
  });

  it("is the same to the byte whenever it is made of the same program", async () => {
    await make("one.tar");
    await make("two.tar");
    assert.deepEqual(readFileSync(folder.at("one.tar")), readFileSync(folder.at("two.tar")));
  });

  it("leaves nothing of its making behind, however that ends", async () => {
    await make();
    assert.equal(existsSync(folder.at("making")), false);
    await assert.rejects(makePauseImage(folder.at("bin/none"), folder.at("other.tar"), folder.at("making")), { code: "ENOENT" });
    assert.equal(existsSync(folder.at("making")), false);
  });
});
