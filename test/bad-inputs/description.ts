import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { Application } from "@moorage/app";
import type { ApplicationArgs, DataDescriptions, ServiceDescription } from "@moorage/app";
import { renderingPlatform } from "@moorage/platform";
import type { Platform } from "@moorage/platform";
import { CANARY } from "./canary.ts";

/** A build context with a Dockerfile. */
export const CONTEXT = mkdtempSync(join(tmpdir(), "moorage-context-"));
writeFileSync(join(CONTEXT, "Dockerfile"), "FROM scratch\n");
process.on("exit", () => rmSync(CONTEXT, { recursive: true, force: true }));

const DIGEST = `sha256:${"0".repeat(64)}`;

/** An image from elsewhere that every environment takes. */
export const THIRD_PARTY = `nginx:1.29.1@${DIGEST}`;

/** A service that every environment takes. */
export const web: ServiceDescription = {
  build: { context: CONTEXT },
  port: 8000,
  health: { live: "/health", ready: "/health/ready" },
  replicas: 2,
  config: { LOG_LEVEL: "INFO" },
  secrets: { API_TOKEN: pulumi.secret(CANARY) },
};

/** A description that every environment takes, and what differs from it. */
export type Change = Partial<Omit<ApplicationArgs<DataDescriptions>, "platform">>;

/** An application that only differs in `change` from one that is good. */
export function application(change: Change, kind: Platform["kind"], platform: Partial<Platform> = {}): Application {
  return new Application("shop", { ...good(kind), ...change, platform: { ...renderingPlatform(kind), ...platform } });
}

/** A change of the one service. */
export function service(change: object): Change {
  return { services: { web: { ...web, ...change } } };
}

function good(kind: Platform["kind"]): Omit<ApplicationArgs<DataDescriptions>, "platform"> {
  const ingress = { host: "shop.example.com", routes: [{ path: "/", service: "web" }] };
  return { services: { web }, ingress: kind === "cloud" ? { ...ingress, tls: {} } : ingress };
}
