import type * as docker from "@pulumi/docker";
import type { ImageDelivery } from "@moorage/core";

/**
 * Where a secret of a build comes from, on the machine that builds: the name of a variable, or the path of a file, which
 * starts at the current folder unless it is absolute. The state keeps the name or the path, never the value.
 */
export type BuildSecret = { readonly env: string } | { readonly file: string };

/** What is known of an image before it is built. */
export interface ContainerImageSettings {
  /** Path of the build context; relative paths start at the current folder. */
  readonly context: string;
  /** Path of the Dockerfile, relative to the context. @default Dockerfile */
  readonly dockerfile?: string;
  /** Stage of the Dockerfile to build. @default the last one */
  readonly target?: string;
  /** Platform to build for: that of the cluster's nodes. @default the engine's own */
  readonly platform?: "linux/amd64" | "linux/arm64";
  /** Build arguments. They stay in the image for all to read: never secrets. @default none */
  readonly buildArgs?: Readonly<Record<string, string>>;
  /** Secrets that steps mount by their id and that no layer keeps. Another value builds nothing anew. @default none */
  readonly buildSecrets?: Readonly<Record<string, BuildSecret>>;
  /** Repository name without registry and tag. @default the component's name */
  readonly repository?: string;
  /** What people call this version, such as `1.4.2`; goes before the hash in the tag. @default none: the tag is the hash */
  readonly version?: string;
}

/** The last word on each child of an image. */
export interface ContainerImageTransforms {
  /** Changes the build. @default nothing */
  readonly remoteImage?: (args: docker.RemoteImageArgs) => docker.RemoteImageArgs;
  /** Changes the push. @default nothing */
  readonly registryImage?: (args: docker.RegistryImageArgs) => docker.RegistryImageArgs;
}

/** What building an image needs. */
export interface ContainerImageArgs extends ContainerImageSettings {
  /** How it gets to the cluster. */
  readonly delivery: ImageDelivery;
  /** Docker engine; where it is not in its usual place, DOCKER_HOST or the client's context has to name it too. @default the default provider's */
  readonly provider?: docker.Provider;
  /** Changes children before they are registered. @default nothing */
  readonly transform?: ContainerImageTransforms;
}
