import { isIPv4, isIPv6 } from "node:net";
import * as pulumi from "@pulumi/pulumi";
import { clusterHostname, selectorLabels } from "@moorage/core";
import type { Peer, TlsMode } from "@moorage/core";
import type { Address } from "./connection.ts";
import type { ManagedSettings } from "./data-args.ts";
import type { DataKind } from "./kind.ts";
import type { Resolved } from "./resolve.ts";

/** The connection of a data service but for its secrets, the same host name in both modes. */
export function addressOf(kind: DataKind, data: Resolved, namespace: string, authority: pulumi.Input<string> | undefined): Address {
  const base = { host: clusterHostname(data.serviceName, namespace), name: data.database, username: data.username };
  const { managed } = data;
  if (data.mode === "in-cluster" || managed === undefined) {
    const { port } = kind.defaults;
    return { ...base, port, tls: "disable", peer: { namespace, selector: selectorLabels({ name: data.component }), ports: [port] } };
  }
  const port = managed.port ?? kind.defaults.port;
  const tls = tlsOf(managed, authority !== undefined);
  // Where programs expect the file; whoever runs them mounts it there.
  const file = verified(tls) && authority !== undefined ? { authority: { path: `/etc/moorage/${data.component}/ca.crt`, certificate: pulumi.output(authority) } } : {};
  return { ...base, port, tls, ...file, peer: addressesOf(managed.server, port) };
}

/** What is demanded of a managed server's connection. */
export function tlsOf({ tls }: ManagedSettings, hasAuthority: boolean): TlsMode {
  return tls ?? (hasAuthority ? "verify-ca" : "require");
}

/** Whether a certificate is compared with an authority's. */
export function verified(tls: TlsMode): boolean {
  return tls === "verify-ca" || tls === "verify-full";
}

/** A policy knows addresses and no names, and a managed server's name may lead to another address tomorrow. */
function addressesOf(server: string, port: number): Peer {
  const cidr = isIPv4(server) ? `${server}/32` : isIPv6(server) ? `${server}/128` : "0.0.0.0/0";
  return { cidr, ports: [port] };
}
