import type * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import type * as random from "@pulumi/random";
import { Component, InputError, dnsLabelProblem } from "@moorage/core";
import type { Connection, Problem } from "@moorage/core";
import { addressOf } from "./address.ts";
import { connectionOf } from "./connection.ts";
import type { DataArgs } from "./data-args.ts";
import { dataProblems } from "./data-problems.ts";
import { dataState } from "./data-state.ts";
import type { DataState } from "./data-state.ts";
import { ServerInCluster } from "./in-cluster.ts";
import type { DataKind } from "./kind.ts";
import { ManagedServer } from "./managed.ts";
import { checkedPassword, givenOrRandom } from "./password.ts";
import { resolve } from "./resolve.ts";
import type { Site } from "./site.ts";

/** A data service, in the cluster or managed: one connection for both, so that programs need not know which. */
export abstract class DataServer extends Component {
  /** How programs reach it, from any namespace. */
  readonly connection: Connection;
  /** What its data is kept in: put it among a stack's outputs, and give it to `changeProblems` at the next deployment. */
  readonly state: DataState;
  /** The name by which it is reached. */
  readonly service: k8s.core.v1.Service;
  /** The server, when it runs in the cluster. */
  readonly inCluster: ServerInCluster | undefined;
  /** Where the name leads, when the server is managed. */
  readonly managed: ManagedServer | undefined;
  /** The random password, if none was given. */
  readonly generated: random.RandomPassword | undefined;

  /** @throws InputError naming everything that is wrong with the arguments */
  protected constructor(kind: DataKind, name: string, args: DataArgs, opts: pulumi.ComponentResourceOptions | undefined) {
    const problems = [...dataProblems(kind, name, args, args.rules, args), ...namespaceProblems(kind, name, args)];
    if (problems.length > 0) throw new InputError(problems);
    super(`data:${kind.title}`, name, opts);
    const data = resolve(kind, name, args, args.rules);
    const site: Site = {
      kind,
      data,
      address: addressOf(kind, data, args.namespace.plainName, args.certificateAuthority),
      namespace: args.namespace,
      subject: { name, component: kind.role, ...(args.partOf === undefined ? {} : { partOf: args.partOf }) },
      rules: args.rules,
      transform: args.transform ?? {},
      child: (childOpts) => this.child(childOpts),
    };
    const { value, generated } = givenOrRandom(name, args, args.transform?.password, this.child());
    const password = checkedPassword(`${kind.title} ${name}: password`, kind, value);
    this.state = dataState(args);
    this.connection = connectionOf(kind.url, site.address, password);
    const made = data.mode === "managed" && data.managed !== undefined ? new ManagedServer(site, data.managed) : new ServerInCluster(site, password);
    this.service = made.service;
    this.inCluster = made instanceof ServerInCluster ? made : undefined;
    this.managed = made instanceof ManagedServer ? made : undefined;
    this.generated = generated;
    this.registerOutputs({ host: this.connection.host });
  }
}

function namespaceProblems(kind: DataKind, name: string, { namespace }: DataArgs): readonly Problem[] {
  const wrong = dnsLabelProblem(namespace.plainName);
  return wrong === undefined ? [] : [{ path: `${kind.title} ${name}: namespace`, ...wrong }];
}
