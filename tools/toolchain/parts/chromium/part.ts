import { debianRefusal } from "../../src/debian.ts";
import { debianPart } from "../../src/debian-part.ts";
import { findExecutable } from "../../src/find-executable.ts";
import type { Part, PartContext } from "../../src/part.ts";

/** Names that systems have the browser under. */
const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/** A browser that tests look at pages with: the one on PATH, else Debian's. */
export const chromium: Part = chromiumOn({ debianRefusal });

/** The same on a machine that tells by itself whether packages can be installed. */
export function chromiumOn({ debianRefusal: refusal }: { readonly debianRefusal: (context: PartContext) => string | undefined }): Part {
  return debianPart({
    name: "chromium",
    purpose: "a browser that tests look at pages with",
    gives: ["chromium"],
    packages: ["chromium"],
    seconds: 40,
    find: async ({ env }) => {
      const path = NAMES.map((name) => findExecutable(name, env)).find((found) => found !== undefined);
      return Promise.resolve(path === undefined ? undefined : { chromium: path });
    },
    absence: "no chromium is on PATH",
    remedy: "install Chromium and put it on PATH",
    debianRefusal: refusal,
  });
}
