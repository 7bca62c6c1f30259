import type * as docker from "@pulumi/docker";
import type { ImageDelivery } from "@moorage/core";

/** Where a secret of a build comes from: a variable or a file of the machine that builds. */
export type BuildSecret = { readonly env: string } | { readonly file: string };

/** What is known of an image before it is built. */
export interface ContainerImageSettings {
  /** Path of the build context; relative paths start at the current folder. */
  readonly context: string;
  /** Dockerfile, relative to the context. @default Dockerfile */
  readonly dockerfile?: string;
  /** Stage of the Dockerfile to build. @default the last one */
  readonly target?: string;
  /** Platform to build for. @default the engine's own */
  readonly platform?: "linux/amd64" | "linux/arm64";
  /** Build arguments. They stay in the image for all to read: never secrets. @default none */
  readonly buildArgs?: Readonly<Record<string, string>>;
  /** Secrets that steps mount by their id and that no layer keeps; they need BuildKit. @default none */
  readonly buildSecrets?: Readonly<Record<string, BuildSecret>>;
  /** Repository name without registry and tag. @default the component's name */
  readonly repository?: string;
  /** What a person calls this version; goes before the hash in the tag. @default none: the tag is the hash */
  readonly version?: string;
}

/** What building an image needs. */
export interface ContainerImageArgs extends ContainerImageSettings {
  /** How it gets to the cluster. */
  readonly delivery: ImageDelivery;
  /** Docker engine. @default the default provider's engine */
  readonly provider?: docker.Provider;
  /** Changes children before they are registered. @default none */
  readonly transform?: {
    /** Changes the build. */
    readonly build?: (args: docker.RemoteImageArgs) => docker.RemoteImageArgs;
    /** Changes the push. */
    readonly push?: (args: docker.RegistryImageArgs) => docker.RegistryImageArgs;
  };
}
