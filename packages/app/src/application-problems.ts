import { Problems, clusterHostname, dnsLabelProblem } from "@moorage/core";
import type { Problem } from "@moorage/core";
import { changeProblems, dataState } from "@moorage/data";
import { appNamespaceProblems } from "@moorage/namespace";
import type { ApplicationArgs } from "./application-args.ts";
import { plannedConnection } from "./connections.ts";
import type { DataDescriptions } from "./data-description.ts";
import { dependencyProblems } from "./dependency-order.ts";
import { ingressProblems } from "./ingress.ts";
import { dataKinds } from "./data-kinds.ts";
import { dataSettings } from "./data-settings.ts";
import { jobProblems } from "./job.ts";
import { serviceProblems } from "./service-problems.ts";

/** Everything that is wrong with a description, found before anything is made. */
export function applicationProblems<D extends DataDescriptions>(name: string, args: ApplicationArgs<D>): readonly Problem[] {
  const problems = new Problems(`Application ${name}`);
  const namespace = args.namespace ?? name;
  const data: DataDescriptions = args.data ?? {};
  problems.check("name", dnsLabelProblem(name));
  if (Object.keys(args.services).length === 0) problems.add({ path: "services", problem: "is empty", expected: "at least one service" });
  problems.include(appNamespaceProblems(name, { name: namespace, ...args.namespaceSettings }));
  const connections = Object.fromEntries(Object.entries(data).map(([each, { serviceName = each, namespace: its = namespace }]) => [each, plannedConnection(clusterHostname(serviceName, its))]));
  for (const [each, description] of Object.entries(data)) problems.include(dataProblems(each, description, args));
  for (const [each, description] of Object.entries(args.services)) problems.include(serviceProblems(each, description, args.platform, connections));
  for (const [each, description] of Object.entries(args.jobs ?? {})) problems.include(jobProblems(each, description, args, connections));
  problems.include(takenTwice(name, namespace, args.services, data, args.jobs ?? {}));
  problems.include(dependencyProblems(`Application ${name}: services.`, Object.fromEntries(Object.entries(args.services).map(([each, { dependsOn = [] }]) => [each, dependsOn]))));
  if (args.ingress !== undefined) problems.include(ingressProblems(name, args.ingress, args));
  return problems.found;
}

function dataProblems<D extends DataDescriptions>(name: string, description: DataDescriptions[string], { platform, previous }: ApplicationArgs<D>): readonly Problem[] {
  const { title, problems } = dataKinds[description.kind];
  const settings = dataSettings(description, platform);
  return [
    ...problems(name, settings, platform.rules, description),
    ...(description.namespace === undefined ? [] : appNamespaceProblems(name, { name: description.namespace })),
    ...changeProblems(`${title} ${name}`, previous?.[name], dataState(settings), settings),
  ];
}

/** Services of the cluster share one set of names in each namespace, whoever makes them. */
function takenTwice(name: string, namespace: string, services: ApplicationArgs<DataDescriptions>["services"], data: DataDescriptions, jobs: object): readonly Problem[] {
  const owners = new Map<string, string>();
  const problems = new Problems(`Application ${name}`);
  const take = (owner: string, place: string, service: string): void => {
    const key = `${place}/${service}`;
    const other = owners.get(key);
    if (other !== undefined) problems.add({ path: owner, problem: `makes a Service ${service} in the namespace ${place}, and so does ${other}`, expected: "one name for each" });
    owners.set(key, owner);
  };
  for (const [each, { exposure }] of Object.entries(services)) if (exposure !== false) take(`services.${each}`, namespace, exposure?.serviceName ?? each);
  for (const [each, { serviceName = each, namespace: its = namespace }] of Object.entries(data)) take(`data.${each}`, its, serviceName);
  for (const each of Object.keys(jobs)) if (each in services) problems.add({ path: `jobs.${each}`, problem: "has the name of a service", got: each, expected: "one name for each" });
  return problems.found;
}
