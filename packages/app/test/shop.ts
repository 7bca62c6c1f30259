import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Recorder } from "@moorage/testing";
import type { Recorded } from "@moorage/testing";
import { renderingPlatform } from "@moorage/platform";
import type { Platform } from "@moorage/platform";
import { Application } from "../src/index.ts";
import type { ApplicationArgs, DataDescriptions, ServiceDescription } from "../src/index.ts";

/** A build context with a Dockerfile. */
export const CONTEXT = mkdtempSync(join(tmpdir(), "moorage-app-"));
writeFileSync(join(CONTEXT, "Dockerfile"), "FROM scratch\n");
process.on("exit", () => rmSync(CONTEXT, { recursive: true, force: true }));

/** A service with everything that most services have. */
export const web: ServiceDescription<"db" | "cache"> = {
  build: { context: CONTEXT },
  port: 8000,
  health: { live: "/health", ready: "/health/ready" },
  config: { LOG_LEVEL: "INFO" },
  secrets: ({ db }) => ({ DATABASE_URL: db.url }),
};

/** An application and what it registered. */
export interface Made {
  readonly app: Application;
  readonly recorder: Recorder;
  readonly all: readonly Recorded[];
  /** Objects of one kind, by logical name where one is given. */
  readonly of: (kind: string, name?: string) => readonly Recorded[];
  /** The one object of a kind, or of a kind and a name. */
  readonly one: (kind: string, name?: string) => Recorded;
}

/** Makes an application that differs in `change` from one with a service, a database and a cache. */
export async function shop(change: Partial<ApplicationArgs<DataDescriptions>> = {}, kind: Platform["kind"] = "local"): Promise<Made> {
  const recorder = await Recorder.start();
  const app = new Application("shop", {
    platform: renderingPlatform(kind),
    data: { db: { kind: "postgres", namespace: "data" }, cache: { kind: "redis" } },
    services: { web },
    ingress: { host: "shop.example.com", routes: [{ path: "/", service: "web" }] },
    ...change,
  });
  const all = await recorder.resources();
  const of = (wanted: string, name?: string): readonly Recorded[] => all.filter((each) => each.type.split(":").at(-1) === wanted && (name === undefined || each.name === name));
  const one = (wanted: string, name?: string): Recorded => {
    const found = of(wanted, name);
    if (found[0] === undefined || found.length > 1) throw new Error(`expected one ${wanted} ${name ?? ""}, found ${found.length}`);
    return found[0];
  };
  return { app, recorder, all, of, one };
}

/** Metadata of a recorded object. */
export const metadata = ({ inputs }: Recorded): { readonly name?: string; readonly namespace?: string; readonly labels: Readonly<Record<string, string>> } => inputs["metadata"] as never;

/** Spec of a recorded object, for tests to look into. */
export const spec = ({ inputs }: Recorded): unknown => inputs["spec"];
