import * as pulumi from "@pulumi/pulumi";

/** One resource as the program registered it. */
export interface Recorded {
  /** Type token, such as `kubernetes:core/v1:Namespace`. */
  readonly type: string;
  /** Logical name. */
  readonly name: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  /** Whether it is a component, which no provider makes. */
  readonly component: boolean;
  /** URN and id of the provider that was chosen for it; empty where a default one would make it. */
  readonly provider: string;
}

/** What the SDK's mocks know besides: the name the engine would give each resource. */
interface Registrations {
  getRegisteredResources(): ReadonlyMap<string, unknown>;
}

/** What a run under mocks looks like to the program. */
export interface RecorderOptions {
  /** @default moorage */
  readonly project?: string;
  /** @default dev */
  readonly stack?: string;
  /** Whether it runs as in `pulumi preview`. @default false */
  readonly preview?: boolean;
  /** Properties that a provider would fill in, by type token. @default none */
  readonly outputs?: Readonly<Record<string, (recorded: Recorded) => Record<string, unknown>>>;
}

/**
 * Mocks that write down what is registered and answer as a provider that accepts everything.
 * A function call is an error: components here call none.
 */
export class Recorder implements pulumi.runtime.Mocks {
  readonly #recorded: Recorded[] = [];
  readonly #outputs: NonNullable<RecorderOptions["outputs"]>;
  #registrations: Registrations | undefined;

  private constructor(outputs: NonNullable<RecorderOptions["outputs"]>) {
    this.#outputs = outputs;
  }

  /** Puts a new recorder in the engine's place for whatever is registered next. */
  static async start(options: RecorderOptions = {}): Promise<Recorder> {
    const recorder = new Recorder(options.outputs ?? {});
    await pulumi.runtime.setMocks(recorder, options.project ?? "moorage", options.stack ?? "dev", options.preview ?? false);
    recorder.#registrations = pulumi.runtime.getMonitor() as unknown as Registrations | undefined;
    return recorder;
  }

  newResource(args: pulumi.runtime.MockResourceArgs): pulumi.runtime.MockResourceResult {
    const inputs = args.inputs as Record<string, unknown>;
    const recorded: Recorded = { type: args.type, name: args.name, inputs, component: args.custom === false, provider: args.provider ?? "" };
    this.#recorded.push(recorded);
    return { id: `${args.name}-id`, state: { ...inputs, ...named(recorded), ...madeUp(recorded), ...this.#outputs[args.type]?.(recorded) } };
  }

  call(args: pulumi.runtime.MockCallArgs): never {
    throw new Error(`unexpected call of ${args.token}`);
  }

  /** Everything that was registered, in the order in which the engine heard of it, once nothing is being registered any more. */
  async resources(): Promise<readonly Recorded[]> {
    await pulumi.runtime.disconnect();
    return this.#recorded;
  }

  /** The URNs of everything that was registered: what state knows resources by, the types of their parents included. */
  async urns(): Promise<readonly string[]> {
    await pulumi.runtime.disconnect();
    return [...(this.#registrations?.getRegisteredResources().keys() ?? [])];
  }

  /** The registered resources of one type token. */
  async ofType(type: string): Promise<readonly Recorded[]> {
    return (await this.resources()).filter((resource) => resource.type === type);
  }

  /**
   * The one resource of a type.
   * @throws Error when there is none, or more than one
   */
  async only(type: string): Promise<Recorded> {
    const found = await this.ofType(type);
    const [first] = found;
    if (first === undefined || found.length > 1) throw new Error(`expected one ${type}, found ${found.length}`);
    return first;
  }
}

/** The API server's part: an object without a name gets its logical name. */
function named({ type, name, inputs }: Recorded): Record<string, unknown> {
  if (!type.startsWith("kubernetes:")) return {};
  const metadata = (inputs["metadata"] ?? {}) as Record<string, unknown>;
  return { metadata: { name, ...metadata } };
}

/** The random provider's part: a password that is the same at every run, and long enough for whoever checks it. */
function madeUp({ type, name }: Recorded): Record<string, unknown> {
  return type === "random:index/randomPassword:RandomPassword" ? { result: `made-up-password-of-${name}` } : {};
}
