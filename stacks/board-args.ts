import type { DataDescription, ServiceDescription } from "@moorage/app";
import type { Site } from "@moorage/project";

/** What differs between the environments of board. */
export interface BoardArgs extends Site {
  readonly settings: Pick<ServiceDescription, "replicas" | "autoscaling"> & { readonly host: string; readonly logLevel: string };
  /** Namespaces of other teams whose programs read the database. */
  readonly readers: readonly string[];
  readonly database: Pick<DataDescription, "password" | "username" | "managed" | "certificateAuthority">;
}
