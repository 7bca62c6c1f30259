import type { Archive } from "./archive.ts";
import { PULUMI_VERSION } from "./pulumi-files.ts";

const ARCHITECTURE = process.arch === "arm64" ? "arm64" : "x64";

/** Some of the programs of the official archive of the CLI and its language hosts. */
export function pulumiRelease(programs: readonly string[]): Archive {
  const base = "https://get.pulumi.com/releases/sdk";
  return {
    url: `${base}/pulumi-v${PULUMI_VERSION}-${process.platform}-${ARCHITECTURE}.tar.gz`,
    sha256Url: `${base}/pulumi-${PULUMI_VERSION}-checksums.txt`,
    strip: 1,
    only: programs.map((name) => `pulumi/${name}`),
  };
}

/** The official archive of a resource plug-in. Its publisher's own list has SHA-1 only, GitHub's has SHA-256. */
export function pluginRelease(name: string, version: string): Archive {
  const architecture = ARCHITECTURE === "x64" ? "amd64" : ARCHITECTURE;
  const repository = `pulumi/pulumi-${name}`;
  const file = `pulumi-resource-${name}-v${version}-${process.platform}-${architecture}.tar.gz`;
  return {
    url: `https://github.com/${repository}/releases/download/v${version}/${file}`,
    sha256Url: `https://api.github.com/repos/${repository}/releases/tags/v${version}`,
    only: [`pulumi-resource-${name}`],
  };
}
