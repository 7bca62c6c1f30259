import * as k8s from "@pulumi/kubernetes";
import { commonLabels, networkPolicySpec, selectorLabels } from "@moorage/core";
import type { Labels } from "@moorage/core";
import { podSpec } from "@moorage/pod";
import type { PodArgs } from "@moorage/pod";
import type { BackupSettings } from "./data-args.ts";
import { backupScript } from "./backup-script.ts";
import { claimArgs } from "./claim.ts";
import { CREDENTIALS } from "./kind.ts";
import type { Dump } from "./kind.ts";
import type { PodReferences } from "./pod.ts";
import type { Metadata, Site } from "./site.ts";

/** Folder of the container that dumps are written to. */
const BACKUPS = "/backup";

const HOUR_SECONDS = 3600;

/** What is dumped, when and how. */
export interface BackupPlan {
  /** How it is dumped. */
  readonly dump: Dump;
  /** When, how often and how much. */
  readonly settings: Required<BackupSettings>;
}

/** Dumps of a server in the cluster, onto a claim of their own, which outlives what happens to the other. */
export class Backup {
  /** Where the dumps are. */
  readonly claim: k8s.core.v1.PersistentVolumeClaim;
  /** What makes them. */
  readonly cronJob: k8s.batch.v1.CronJob;
  /** Lets its pods reach the server and nothing else. */
  readonly networkPolicy: k8s.networking.v1.NetworkPolicy;

  constructor(site: Site, plan: BackupPlan, references: Omit<PodReferences, "claim">) {
    const name = `${site.data.component}-backup`;
    const metadata: Metadata = { name, namespace: site.namespace.name, labels: commonLabels({ ...site.subject, name, component: "backup" }) };
    this.claim = this.#claim(name, metadata, plan, site);
    this.networkPolicy = this.#networkPolicy(name, metadata, site);
    this.cronJob = this.#cronJob(name, metadata, plan, { ...references, claim: this.claim.metadata.name }, site);
  }

  /** Labels of the pods that make dumps of the component `name`. */
  static selector(name: string): Labels {
    return selectorLabels({ name: `${name}-backup` });
  }

  #claim(name: string, metadata: Metadata, { settings: { storage } }: BackupPlan, { data: { storageClass }, rules, transform, child }: Site): k8s.core.v1.PersistentVolumeClaim {
    const made = claimArgs(metadata, storage, storageClass);
    return new k8s.core.v1.PersistentVolumeClaim(name, transform.backupClaim?.(made) ?? made, child({ protect: rules?.protectData ?? false }));
  }

  #networkPolicy(name: string, metadata: Metadata, { data, address, transform, child }: Site): k8s.networking.v1.NetworkPolicy {
    const traffic = { selector: Backup.selector(data.component), ports: [], from: [], to: [{ selector: selectorLabels({ name: data.component }), ports: [address.port] }] };
    const made: k8s.networking.v1.NetworkPolicyArgs = { metadata, spec: networkPolicySpec(traffic) };
    return new k8s.networking.v1.NetworkPolicy(name, transform.backupNetworkPolicy?.(made) ?? made, child());
  }

  #cronJob(name: string, metadata: Metadata, { dump, settings }: BackupPlan, references: PodReferences, site: Site): k8s.batch.v1.CronJob {
    const made: k8s.batch.v1.CronJobArgs = {
      metadata,
      spec: {
        schedule: settings.schedule,
        timeZone: "Etc/UTC",
        concurrencyPolicy: "Forbid",
        startingDeadlineSeconds: HOUR_SECONDS,
        // Both, and no time to live of a Job, which would take a failed one away before anybody has read its log.
        successfulJobsHistoryLimit: 1,
        failedJobsHistoryLimit: 3,
        jobTemplate: {
          spec: {
            backoffLimit: 2,
            activeDeadlineSeconds: HOUR_SECONDS,
            template: { metadata: { labels: metadata.labels }, spec: podSpec(name, podOfDump(dump, settings, references, site)) },
          },
        },
      },
    };
    return new k8s.batch.v1.CronJob(name, site.transform.backupCronJob?.(made) ?? made, site.child());
  }
}

function podOfDump(dump: Dump, { keep }: Required<BackupSettings>, { credentials, claim, serviceAccount }: PodReferences, { data, address }: Site): PodArgs {
  return {
    image: { reference: data.image, pullPolicy: "IfNotPresent" },
    serviceAccountName: serviceAccount,
    command: ["sh", "-euc", backupScript(dump.command)],
    environment: { ...dump.environment(data, address, credentials), BACKUP_FOLDER: BACKUPS, BACKUP_KEEP: String(keep) },
    runtime: "native",
    resources: { requests: { cpu: "100m", memory: "128Mi" } },
    mounts: { [CREDENTIALS]: { secret: credentials }, [BACKUPS]: { claim } },
    preStopSeconds: 0,
    restartPolicy: "Never",
  };
}
