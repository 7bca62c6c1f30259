import { createHash } from "node:crypto";
import { copyFileSync, createReadStream, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { run } from "../run.ts";

/** Image of the container that every pod begins with, under a host that no registry has. */
export const PAUSE_IMAGE = "moorage.local/pause:1";

/** Nobody: it owns nothing and may do nothing. */
const USER = "65535:65535";
const EPOCH = ["--sort=name", "--mtime=@0", "--owner=0", "--group=0", "--numeric-owner"];

/**
 * Makes an archive of an image that holds one program and nothing else.
 * @param folder a folder of nobody else's; it goes again
 * @see https://github.com/moby/docker-image-spec/blob/main/spec.md
 */
export async function makePauseImage(program: string, archive: string, folder: string): Promise<void> {
  const options = { env: { PATH: "/usr/bin:/bin" } };
  mkdirSync(folder, { recursive: true });
  try {
    copyFileSync(program, join(folder, "pause"));
    await run("tar", [...EPOCH, "--mode=0755", "--directory", folder, "--create", "--file", join(folder, "layer.tar"), "pause"], options);
    const hash = createHash("sha256");
    await pipeline(createReadStream(join(folder, "layer.tar")), hash);
    const configuration = { architecture: process.arch === "arm64" ? "arm64" : "amd64", os: "linux", config: { Entrypoint: ["/pause"], User: USER }, rootfs: { type: "layers", diff_ids: [`sha256:${hash.digest("hex")}`] } };
    writeFileSync(join(folder, "config.json"), JSON.stringify(configuration));
    writeFileSync(join(folder, "manifest.json"), JSON.stringify([{ Config: "config.json", RepoTags: [PAUSE_IMAGE], Layers: ["layer.tar"] }]));
    await run("tar", [...EPOCH, "--directory", folder, "--create", "--file", archive, "manifest.json", "config.json", "layer.tar"], options);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
