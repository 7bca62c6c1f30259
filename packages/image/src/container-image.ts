import { resolve } from "node:path";
import * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";
import { Component, InputError } from "@moorage/core";
import type { ImageDelivery, ImageReference, ImageRegistry, PullPolicy } from "@moorage/core";
import type { ContainerImageArgs } from "./container-image-args.ts";
import { containerImageProblems } from "./container-image-problems.ts";
import { contentHash } from "./content-hash.ts";
import { registryHost } from "./registry.ts";
import { statePath } from "./state-path.ts";

/** The engine's own. Left open, the builder of whoever deployed last would be in the state, and another's would build anew. */
const BUILDER = "default";

/**
 * An image built from sources here. Its tag is the hash of what it is made of, known before any build: only a
 * change of content builds, pushes or loads, and only that changes the reference.
 * @example
 * ```ts
 * import { ContainerImage } from "@moorage/image";
 *
 * const image = new ContainerImage("web", { context: "apps/web", delivery }, opts);
 * export const tag = image.contentHash;
 * ```
 */
export class ContainerImage extends Component implements ImageReference {
  /** 16 hexadecimal digits over everything the build depends on. */
  readonly contentHash: string;
  /** `repository:tag` once the cluster has the image; `registry/repository:tag@sha256:…` once the registry has. */
  readonly reference: pulumi.Output<string>;
  /** When a kubelet asks a registry for it. */
  readonly pullPolicy: PullPolicy;
  /** The build, or nothing where images are not built. */
  readonly build: docker.RemoteImage | undefined;
  /** The push, or nothing where images are loaded or not built. */
  readonly push: docker.RegistryImage | undefined;
  /** `sha256:…` as the registry knows it, or nothing where nothing is pushed. */
  readonly digest: pulumi.Output<string> | undefined;

  /** @throws InputError naming everything that keeps it from being built and delivered */
  constructor(name: string, args: ContainerImageArgs, opts?: pulumi.ComponentResourceOptions) {
    const problems = containerImageProblems(name, args, args.delivery);
    if (problems.length > 0) throw new InputError(problems);
    super("image:ContainerImage", name, opts);
    const { delivery } = args;
    this.contentHash = contentHash(args);
    this.pullPolicy = delivery.pullPolicy;
    const tagged = this.#tagged(name, args);
    const skipped = whySkipped(args);
    if (skipped !== undefined) void pulumi.log.warn(`image ${tagged} was not built: ${skipped}`, this);
    this.build = skipped === undefined ? this.#build(name, tagged, args) : undefined;
    this.push = this.build !== undefined && delivery.by === "pushing" ? this.#push(name, this.build, delivery.registry, args) : undefined;
    this.digest = this.push?.sha256Digest;
    this.reference = this.#delivered(tagged, delivery);
    this.registerOutputs({ reference: this.reference, contentHash: this.contentHash });
  }

  #tagged(name: string, { delivery, repository = name, version }: ContainerImageArgs): string {
    const registry = delivery.by === "pushing" ? `${delivery.registry.address}/` : "";
    return `${registry}${repository}:${version === undefined ? "" : `${version}-`}${this.contentHash}`;
  }

  #build(name: string, tagged: string, { context, dockerfile = "Dockerfile", buildArgs, buildSecrets = {}, target, platform, provider, transform }: ContainerImageArgs): docker.RemoteImage {
    const folder = resolve(context);
    const secrets = Object.entries(buildSecrets).map(([id, secret]) => ("env" in secret ? { id, env: secret.env } : { id, src: statePath(secret.file) }));
    const made: docker.RemoteImageArgs = {
      name: tagged,
      build: {
        context: statePath(folder),
        dockerfile: statePath(dockerfile, folder),
        builder: BUILDER,
        buildArgs: { ...buildArgs },
        ...(target === undefined ? {} : { target }),
        ...(platform === undefined ? {} : { platform }),
        ...(secrets.length === 0 ? {} : { secrets }),
      },
      triggers: { content: this.contentHash },
      // Another stack, or the version before this one, may need it again.
      keepLocally: true,
    };
    return new docker.RemoteImage(name, transform?.remoteImage?.(made) ?? made, this.child(provider === undefined ? {} : { provider }));
  }

  #push(name: string, build: docker.RemoteImage, { address, username, password, insecureSkipVerify = false }: ImageRegistry, { provider, transform }: ContainerImageArgs): docker.RegistryImage {
    const login = username === undefined || password === undefined ? {} : { username, password: pulumi.secret(password) };
    const made: docker.RegistryImageArgs = {
      name: build.name,
      // Another stack may run the same content: what was pushed stays.
      keepRemotely: true,
      insecureSkipVerify,
      triggers: { content: this.contentHash },
      // Without a login too: the plug-in refuses to push to a registry that it was told nothing of.
      authConfig: { address: registryHost(address), ...login },
    };
    return new docker.RegistryImage(name, transform?.registryImage?.(made) ?? made, this.child({ dependsOn: [build], ...(provider === undefined ? {} : { provider }) }));
  }

  #delivered(tagged: string, delivery: ImageDelivery): pulumi.Output<string> {
    if (this.push !== undefined) return pulumi.interpolate`${this.push.name}@${this.push.sha256Digest}`;
    if (this.build === undefined || delivery.by !== "loading") return pulumi.output(tagged);
    // Asked at every `up`: a cluster that was made anew gets the image again without a build.
    return pulumi.all([this.build.name, this.build.imageId]).apply(async ([reference]) => {
      if (!pulumi.runtime.isDryRun()) await delivery.deliver(reference);
      return reference;
    });
  }
}

/** Why it is not built on this machine; nothing when it is. */
function whySkipped({ delivery: { builds, lackingBases = {} }, buildArgs = {} }: ContainerImageArgs): string | undefined {
  if (builds !== true) return builds.skippedBecause;
  const lacking = Object.values(buildArgs).find((value) => lackingBases[value] !== undefined);
  return lacking === undefined ? undefined : lackingBases[lacking];
}
