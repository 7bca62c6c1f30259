import { join } from "node:path";
import type * as pulumi from "@pulumi/pulumi";
import { Postgres } from "@moorage/data";
import { ContainerImage } from "@moorage/image";
import { AppNamespace } from "@moorage/namespace";
import { Exposure } from "@moorage/network";
import type { Platform } from "@moorage/platform";
import { AppConfig, AppSecret } from "@moorage/secret";
import { Workload } from "@moorage/workload";

const PYTHON = "python:3.13.7-slim-bookworm";

/** What differs between the environments of board. */
export interface BoardArgs {
  readonly root: string;
  readonly platform: Platform;
  readonly replicas: number;
  readonly logLevel: string;
  readonly host: string;
  readonly databasePassword: pulumi.Output<string>;
}

/** What other programs may rely on. */
export interface BoardOutputs {
  readonly url: string;
  readonly namespace: pulumi.Output<string>;
  readonly image: pulumi.Output<string>;
  readonly database: string;
}

/** The board system: an API of two or more replicas over PostgreSQL. */
export function board({ root, platform, replicas, logLevel, host, databasePassword }: BoardArgs): BoardOutputs {
  const partOf = "board";
  const opts: pulumi.ComponentResourceOptions = { providers: { kubernetes: platform.provider } };
  const context = join(root, "apps", "board-api");
  const buildArgs = { BASE_IMAGE: platform.baseImage(PYTHON) };
  const image = new ContainerImage("board-api", { context, buildArgs, delivery: platform.delivery, provider: platform.builder }, opts);

  const databases = new AppNamespace("postgresql", { name: "postgresql-dev", partOf }, opts);
  const database = new Postgres("postgres", { namespace: databases, serviceName: "postgres-service", database: "board", password: databasePassword, partOf }, opts);

  const apps = new AppNamespace("board", { name: "board-dev", partOf }, opts);
  const namespace = apps.name;
  const config = new AppConfig("board-api", { namespace, data: { LOG_LEVEL: logLevel, API_PORT: "8000" }, partOf }, opts);
  const secret = new AppSecret("board-api", { namespace, data: { DATABASE_URL: database.connection.url }, partOf }, opts);
  const environmentFrom = { configMaps: [config.name], secrets: [secret.name] };
  const ports = [{ name: "http", port: 8000 }];
  const health = { live: "/health", ready: "/health/ready" };
  const api = new Workload("board-api", { namespace, image, ports, health, environmentFrom, replicas, partOf }, opts);
  const ingress = { host, className: platform.ingressClass, awaitAddress: platform.ingressAddresses };
  new Exposure("board-api", { target: api, ingress }, opts);

  return { url: platform.url(host), namespace, image: image.reference, database: database.connection.host };
}
