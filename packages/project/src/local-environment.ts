import type { Settings, Values } from "@moorage/config";
import { localPlatform, localPlatformProblems } from "@moorage/platform";
import { stateOf } from "./clone.ts";
import { certificateOf, commonSettings } from "./common-settings.ts";
import { environment } from "./environment.ts";
import type { Environment, Program } from "./environment.ts";

/**
 * An environment on this machine's cluster: images are loaded, databases run beside the system.
 * @param folder Folder of the project.
 * @param settings What may be set in it.
 * @param program Loads what it deploys by itself, so that what is refused before need not wait for it.
 * @example
 * ```ts no-run
 * import { Application } from "@moorage/app";
 * import { host, localEnvironment, outputsBy, project, systemContract } from "@moorage/project";
 *
 * const dev = localEnvironment(import.meta.dirname, { host: host("web.localhost") }, (values, { platform }) =>
 *   new Application("web", {
 *     platform,
 *     services: { web: { image: "nginx:1.29.3", port: 8080 } },
 *     ingress: { host: values.host, routes: [{ path: "/", service: "web" }] },
 *   }),
 * );
 * export const runStack = project({ dev }, outputsBy(systemContract("web")));
 * ```
 */
export function localEnvironment<S extends Settings>(folder: string, settings: S, program: Program<S & typeof commonSettings>): Environment {
  const stateDir = stateOf(folder);
  return environment<S & typeof commonSettings>({
    folder,
    kind: "local",
    settings: { ...settings, ...commonSettings },
    problems: (stack) => localPlatformProblems(stack, { stateDir }),
    platform: () => localPlatform({ stateDir }),
    tls: (values: Values<typeof commonSettings>) => certificateOf(values),
    program,
  });
}
