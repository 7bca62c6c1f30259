import { join } from "node:path";
import { goPart } from "../../src/go-part.ts";
import { cliFolder, isOfficial, place } from "../../src/pulumi-files.ts";
import { pulumiRelease } from "../../src/pulumi-release.ts";
import { userCli } from "../../src/user-cli.ts";

const NAME = "pulumi-language-nodejs";

/** What runs Node.js programs for the engine. */
export const pulumiLanguageNodejs = goPart({
  name: NAME,
  purpose: "runs Node.js programs for the engine",
  module: { folder: import.meta.dirname, packages: { [`github.com/pulumi/pulumi/sdk/v3/nodejs/cmd/${NAME}`]: NAME } },
  seconds: 20,
  megabytes: 500,
  async installed(context) {
    const official = join(cliFolder(context), NAME);
    if (isOfficial(official)) return { executables: { [NAME]: official } };
    const own = await userCli(context);
    return own === undefined ? undefined : { executables: { [NAME]: own.languageHost } };
  },
  official: pulumiRelease([NAME]),
  install(files, context) {
    const target = join(cliFolder(context), NAME);
    place(files[NAME] ?? "", target);
    return { executables: { [NAME]: target } };
  },
});
