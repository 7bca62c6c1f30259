import type { DataDescription, IngressDescription, ServiceDescription } from "@moorage/app";
import type { DataState } from "@moorage/data";
import type { Platform } from "@moorage/platform";

/** What differs between the environments of board. */
export interface BoardArgs {
  /** Root folder of the clone. */
  readonly root: string;
  /** Name of the environment; ends the names of its namespaces. */
  readonly environment: string;
  readonly platform: Platform;
  readonly settings: Pick<ServiceDescription, "replicas" | "autoscaling"> & { readonly host: string; readonly logLevel: string };
  /** Where the Ingress's certificate comes from. @default no TLS */
  readonly tls?: IngressDescription["tls"];
  readonly database: Pick<DataDescription, "password" | "username" | "managed" | "certificateAuthority">;
  readonly previous: Readonly<Record<string, DataState>>;
}
