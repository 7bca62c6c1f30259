import { join } from "node:path";
import { goPart } from "../../src/go-part.ts";
import { PULUMI_VERSION, cliFolder, isOfficial, place, placeScript } from "../../src/pulumi-files.ts";
import { pulumiRelease } from "../../src/pulumi-release.ts";
import { userCli } from "../../src/user-cli.ts";

/** Dynamic resources run in a provider that is a program of the project's own SDK. */
const DYNAMIC_PROVIDER = `#!/bin/sh
exec node "$(node -e "console.log(require.resolve('@pulumi/pulumi/cmd/dynamic-provider'))")" "$@"
`;

/** The Pulumi CLI, where the npm package of that name looks for it. */
export const pulumiCli = goPart({
  name: "pulumi-cli",
  purpose: "the Pulumi engine",
  module: {
    folder: import.meta.dirname,
    packages: { "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi": "pulumi" },
    variables: { "github.com/pulumi/pulumi/sdk/v3/go/common/version.Version": `v${PULUMI_VERSION}` },
  },
  seconds: 320,
  megabytes: 4_000,
  async installed(context) {
    const official = join(cliFolder(context), "pulumi");
    if (isOfficial(official)) return { executables: { pulumi: official } };
    const own = await userCli(context);
    return own === undefined ? undefined : { executables: { pulumi: own.pulumi } };
  },
  official: pulumiRelease(["pulumi", "pulumi-resource-pulumi-nodejs"]),
  install(files, context) {
    const folder = cliFolder(context);
    for (const [name, file] of Object.entries(files)) place(file, join(folder, name));
    if (files["pulumi-resource-pulumi-nodejs"] === undefined) placeScript(join(folder, "pulumi-resource-pulumi-nodejs"), DYNAMIC_PROVIDER);
    return { executables: { pulumi: join(folder, "pulumi") } };
  },
});
