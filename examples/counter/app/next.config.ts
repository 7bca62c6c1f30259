import type { NextConfig } from "next";

const config: NextConfig = {
  output: "standalone",
  // Otherwise it looks for a lock file in the folders above, and takes the first that has one for the project.
  outputFileTracingRoot: import.meta.dirname,
  poweredByHeader: false,
  // There are no images to be made smaller, which would be kept on a disk.
  images: { unoptimized: true },
  outputFileTracingExcludes: { "*": ["node_modules/sharp/**", "node_modules/@img/**"] },
  // What is rendered is not written: the file system of the container is read-only.
  experimental: { isrFlushToDisk: false },
};

export default config;
