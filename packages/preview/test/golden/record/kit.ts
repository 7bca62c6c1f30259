/** A resource of a program, with what the engine knows of it. */
export interface Made {
  readonly [property: string]: unknown;
}

/** Properties of a resource, or options of it. */
export type Given = Readonly<Record<string, unknown>>;

/** What a scenario's program is written with: the SDKs of the project that runs it. */
export interface Kit {
  /** The cluster's namespace of this name, one of its own for every scenario. */
  readonly namespace: (name?: string) => string;
  /** A resource by its class, such as `k8s.apps.v1.Deployment`. */
  readonly make: (kind: string, name: string, args: Given, opts?: Given) => Made;
  /** A component without properties. */
  readonly component: (name: string, opts?: Given) => Made;
  /** What exists already, by its class and id. */
  readonly get: (kind: string, name: string, id: string) => Made;
  readonly secret: (value: unknown) => unknown;
  readonly setting: (key: string) => string | undefined;
  readonly secretSetting: (key: string) => unknown;
  readonly warn: (message: string, resource?: Made) => void;
  /** Ends the program as a component does that was given what cannot be. */
  readonly refuse: (problems: readonly Given[]) => never;
  /** Folder of the project. */
  readonly folder: string;
}

/** A program; what it gives are the stack's outputs. */
export type Program = (kit: Kit) => Given | undefined;

/** What is recorded: a program that was brought up, then the preview of another one. */
export interface Scenario {
  /** What the stream shows, in one sentence. */
  readonly shows: string;
  /** Exit code that the preview's model has. */
  readonly exit: 0 | 1 | 2 | 3;
  /** What was there. @default nothing: the stack is new */
  readonly before?: Program;
  /** What is previewed. @default the same as before */
  readonly after?: Program;
  /** Settings of the stack, secret ones by a key in capitals. @default none */
  readonly settings?: readonly [before: Readonly<Record<string, string>>, after: Readonly<Record<string, string>>];
  /** What happens to the cluster between the two, as arguments of kubectl; `NAMESPACE` is its namespace. @default nothing */
  readonly meanwhile?: readonly (readonly string[])[];
  /** What is in the cluster before the program first runs, as arguments of kubectl. @default nothing */
  readonly earlier?: readonly (readonly string[])[];
  /** Whether the engine looks at live objects, before a preview or alone. @default it does not */
  readonly refresh?: "first" | "only";
  /** How the policy pack is to judge. @default there is none */
  readonly policy?: "advisory" | "mandatory" | "content";
  /** What the stack's name is. @default prod */
  readonly stack?: string;
  /** Whether the stream's stand-in, the digest, is recorded too, as `digest-<name>`. @default it is not */
  readonly digest?: true;
}
