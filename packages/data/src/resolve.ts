import type { EnvironmentRules, Memory, Peer, ResourceOverrides } from "@moorage/core";
import type { BackupSettings, DataMode, DataSettings, ManagedSettings } from "./data-args.ts";
import { dataDefaults } from "./defaults.ts";
import type { DataKind } from "./kind.ts";

/** Settings with every default filled in. */
export interface Resolved {
  /** The component's name: its objects are named after it. */
  readonly component: string;
  /** Where it runs. */
  readonly mode: DataMode;
  /** Name of the Service. */
  readonly serviceName: string;
  /** Database that programs use. */
  readonly database: string;
  /** User that programs log in as. */
  readonly username: string;
  /** Image of the server in the cluster. */
  readonly image: string;
  /** Size of its claim. */
  readonly storage: Memory;
  /** Class of its claim; `undefined` for the cluster's default class. */
  readonly storageClass: string | undefined;
  /** What its container asks of a node, on top of the preset for native programs. */
  readonly resources: ResourceOverrides;
  /** The server, when it is managed. */
  readonly managed: ManagedSettings | undefined;
  /** The dumps, if any are made. */
  readonly backup: Required<BackupSettings> | undefined;
  /** Who may connect. */
  readonly clients: readonly Peer[];
}

/** Fills in the defaults. What is malformed stays as it is, for the checks to find. */
export function resolve(kind: DataKind, component: string, settings: DataSettings, rules: EnvironmentRules | undefined): Resolved {
  const { requests, limits } = settings.resources ?? {};
  const storage = settings.storage ?? dataDefaults.storage;
  const mode = settings.mode ?? dataDefaults.mode;
  return {
    component,
    mode,
    serviceName: settings.serviceName ?? component,
    database: settings.name ?? kind.database ?? component,
    username: settings.username ?? kind.defaults.username,
    image: settings.image ?? kind.defaults.image,
    storage,
    storageClass: settings.storageClass,
    resources: { requests: { ...kind.defaults.requests, ...requests }, ...(limits === undefined ? {} : { limits }) },
    managed: settings.managed,
    backup: mode === "managed" || kind.dump === undefined ? undefined : backupOf(settings.backup, storage, rules),
    clients: settings.clients ?? [{}],
  };
}

function backupOf(backup: DataSettings["backup"], storage: Memory, rules: EnvironmentRules | undefined): Required<BackupSettings> | undefined {
  if (backup === false || (backup === undefined && rules?.protectData !== true)) return undefined;
  return { ...dataDefaults.backup, storage, ...backup };
}
