import * as pulumi from "@pulumi/pulumi";
import type { Connection, ImageDelivery, ImageReference, NamespaceReference, Selectable } from "@moorage/core";
import { renderingPlatform } from "@moorage/platform";
import type { Platform } from "@moorage/platform";

/** What every example may use without saying where it comes from. */
export interface World {
  /** A namespace that is there. */
  readonly namespace: NamespaceReference;
  /** Options with the platform's provider in them. */
  readonly opts: pulumi.ComponentResourceOptions;
  /** An image from elsewhere, with tag and digest. */
  readonly image: ImageReference;
  /** A secret. */
  readonly password: pulumi.Output<string>;
  /** A PostgreSQL server in the namespace. */
  readonly connection: Connection;
  /** Pods of the namespace that listen on one port, `http`. */
  readonly target: Selectable;
  /** How built images get to the cluster: by loading. */
  readonly delivery: ImageDelivery;
  /** One for programs that are only looked at. */
  readonly platform: Platform;
}

/** The names in `World`, which examples find defined. */
export const WORLD = ["namespace", "opts", "image", "password", "connection", "target", "delivery", "platform"] as const satisfies readonly (keyof World)[];

/** What paths in examples begin with where a user's own would be; a folder with an app in it takes its place. */
export const PLACEHOLDER = "/path/to";

const DIGEST = "4f53cda18c2baa0c0354bb5f9a3ecbe5ed12ab4d8e11ba873c2f11161202b945";
const labels = { "app.kubernetes.io/name": "web", "app.kubernetes.io/instance": "web" };

/** Values for every name in `World`. Registers the platform's provider: start a recorder first. */
export function exampleWorld(): World {
  const delivery: ImageDelivery = { by: "loading", pullPolicy: "Never", builds: true, deliver: async () => Promise.resolve() };
  const platform = { ...renderingPlatform(), delivery };
  const password = pulumi.secret("correct horse battery staple");
  const host = "postgres.shop.svc.cluster.local";
  return {
    namespace: { plainName: "shop", name: pulumi.output("shop") },
    opts: { providers: { kubernetes: platform.provider } },
    image: { reference: `registry.example.com/shop/web:1.4.0@sha256:${DIGEST}`, pullPolicy: "IfNotPresent" },
    password,
    connection: {
      host,
      port: 5432,
      name: "shop",
      username: "shop",
      password,
      url: pulumi.secret(pulumi.interpolate`postgresql://shop:${password}@${host}:5432/shop`),
      tls: "disable",
      peer: { namespace: "shop", selector: { "app.kubernetes.io/name": "postgres" }, ports: [5432] },
    },
    target: { namespace: "shop", selector: labels, labels, ports: [{ name: "http", port: 8000 }] },
    delivery,
    platform,
  };
}
