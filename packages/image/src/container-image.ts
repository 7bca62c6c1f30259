import { existsSync } from "node:fs";
import { relative, resolve } from "node:path";
import * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";
import { Component, Problems } from "@moorage/core";
import type { ImageDelivery, ImageReference, PullPolicy } from "@moorage/core";
import { contentHash } from "./content-hash.ts";

/** What building an image needs. */
export interface ContainerImageArgs {
  /** Absolute path of the build context. */
  readonly context: string;
  /** Dockerfile, relative to the context. @default Dockerfile */
  readonly dockerfile?: string;
  /** Build arguments. They stay in the image for all to read: never secrets. @default none */
  readonly buildArgs?: Readonly<Record<string, string>>;
  /** Repository name without a tag. @default the component's name */
  readonly repository?: string;
  /** How it gets to the cluster. */
  readonly delivery: ImageDelivery;
  /** Docker engine. @default the default provider's engine */
  readonly provider?: docker.Provider | undefined;
}

/**
 * An image built from sources here. Its tag is the hash of what it is made of, known before any build: only a
 * change of content builds, and only that changes the reference.
 */
export class ContainerImage extends Component implements ImageReference {
  /** 16 hexadecimal digits over everything the build depends on. */
  readonly contentHash: string;
  /** `repository:tag`, resolved once the image is on the cluster. */
  readonly reference: pulumi.Output<string>;
  readonly pullPolicy: PullPolicy;
  /** The build, or nothing where images are not built. */
  readonly build: docker.RemoteImage | undefined;

  /** @throws InputError when the context or the Dockerfile is not there, or a build argument is named like a secret */
  constructor(name: string, args: ContainerImageArgs, opts?: pulumi.ComponentResourceOptions) {
    super("image:ContainerImage", name, opts);
    const dockerfile = resolve(args.context, args.dockerfile ?? "Dockerfile");
    const buildArgs = args.buildArgs ?? {};
    validate(name, args.context, dockerfile, buildArgs);
    this.contentHash = contentHash({ context: args.context, dockerfile, buildArgs });
    this.pullPolicy = args.delivery.pullPolicy;
    const tagged = `${args.repository ?? name}:${this.contentHash}`;
    this.build = args.delivery.builds === true ? this.#build(name, tagged, dockerfile, args) : undefined;
    this.reference = this.#delivered(tagged, args.delivery);
    this.registerOutputs({ reference: this.reference, contentHash: this.contentHash });
  }

  #build(name: string, tagged: string, dockerfile: string, { context, buildArgs, provider }: ContainerImageArgs): docker.RemoteImage {
    return new docker.RemoteImage(
      name,
      {
        name: tagged,
        // Relative to the program, where plug-ins run too: the state is the same wherever the clone lies.
        build: { context: relative(process.cwd(), context), dockerfile: relative(context, dockerfile), buildArgs: { ...buildArgs }, tags: [tagged] },
        triggers: { content: this.contentHash },
        keepLocally: true,
      },
      this.child(provider === undefined ? {} : { provider }),
    );
  }

  /** Resolves when the cluster has the image, at every `up`: a cluster that was made anew gets it again without a build. */
  #delivered(tagged: string, delivery: ImageDelivery): pulumi.Output<string> {
    if (this.build === undefined) {
      if (delivery.builds !== true) void pulumi.log.warn(`image ${tagged} was not built: ${delivery.builds.skippedBecause}`, this);
      return pulumi.output(tagged);
    }
    return this.build.imageId.apply(async () => {
      if (!pulumi.runtime.isDryRun()) await delivery.deliver(tagged);
      return tagged;
    });
  }
}

function validate(name: string, context: string, dockerfile: string, buildArgs: Readonly<Record<string, string>>): void {
  const problems = new Problems(`ContainerImage ${name}`);
  if (!existsSync(context)) problems.add({ path: "context", problem: "is not there", got: context });
  else if (!existsSync(dockerfile)) problems.add({ path: "dockerfile", problem: "is not there", got: dockerfile });
  for (const argument of Object.keys(buildArgs)) {
    if (/password|passwd|secret|token|api_?key|private_?key|credential/i.test(argument)) {
      problems.add({ path: `buildArgs.${argument}`, problem: "is named like a secret, and build arguments stay in the image", expected: "a BuildKit secret" });
    }
  }
  problems.throwIfAny();
}
