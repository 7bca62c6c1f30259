/** What is to happen to a resource. */
export type Operation = "replace" | "delete" | "update" | "create" | "import" | "read";

/** How a value may be shown: as it is, not at all, or not yet. */
export type Shown = "plain" | "secret" | "unknown";

/** A value as people read it. */
export interface Value {
  /** Its text; `[secret]` for a secret, `(known after apply)` for what only the update finds out. */
  readonly text: string;
  /** How it may be shown. */
  readonly shown: Shown;
}

/** One property of a resource, or of the stack's outputs, that changes. */
export interface PropertyChange {
  /** Where: `spec.template.spec.containers[name=web].image`. List items go by what names them, not by number. */
  readonly path: string;
  /** What happens to it. */
  readonly kind: "added" | "removed" | "changed";
  /** What it is now. @default none: there is no such property now */
  readonly before?: Value;
  /** What it is to be. @default none: the property goes */
  readonly after?: Value;
  /** What a reader should know of it. @default nothing */
  readonly note?: string;
}

/** One resource that changes. */
export interface ResourceChange {
  /** What is to happen to it. */
  readonly op: Operation;
  /** Its name for the engine. */
  readonly urn: string;
  /** Its type for the engine, such as `kubernetes:apps/v1:Deployment`. */
  readonly type: string;
  /** Its type for people, such as `Deployment`. */
  readonly kind: string;
  /** Its namespace and name for people: `board/board-api`. */
  readonly name: string;
  /** Whether something may stop or be lost: deletions, and replacements that delete first or carry nothing over. */
  readonly destructive: boolean;
  /** Sentences of what follows from it, the first one about what happens to the resource itself. */
  readonly consequences: readonly string[];
  /** What follows from an update in a word or two, such as `pods roll`. @default nothing */
  readonly effect?: string;
  /** Whether a replacement deletes the old one before it makes the new one. @default it is no replacement */
  readonly deletesFirst?: boolean;
  /** Paths of the properties that cannot change in place. Empty unless it is replaced. */
  readonly replaceReasons: readonly string[];
  /** What changes in it, in order of their paths. */
  readonly properties: readonly PropertyChange[];
}

/** A rule of a policy pack that a resource breaks. */
export interface PolicyViolation {
  /** Pack and rule: `house-rules/image-has-digest`. */
  readonly policy: string;
  /** Whether it stops the update. */
  readonly mandatory: boolean;
  /** The resource for people, such as `Deployment web`. @default none: the rule is about the whole stack */
  readonly resource?: string;
  /** What the rule says. */
  readonly message: string;
}

/** What policy packs found. */
export interface Policies {
  /** Names of the packs that ran. */
  readonly packs: readonly string[];
  /** What they found. */
  readonly violations: readonly PolicyViolation[];
}

/** A change of what the stack gives to others. */
export interface OutputChange extends PropertyChange {
  /** Whether who reads it may fail: it goes, its type changes, or it becomes a secret. */
  readonly breaking: boolean;
  /** Whether a secret becomes readable for everybody who reads the outputs. */
  readonly exposed: boolean;
}

/** An image that is built, and so costs time. */
export interface BuiltImage {
  /** Name and tag. */
  readonly name: string;
  /** The resource's name for the engine. */
  readonly urn: string;
}

/** What the engine, a provider or the program said. */
export interface Diagnostic {
  /** How grave it is. */
  readonly severity: "error" | "warning";
  /** What was said, line by line, without stack traces. */
  readonly message: string;
  /** The resource it is about, for people. @default none: it is about the whole stack */
  readonly resource?: string;
}

/** How many resources change, images and components aside. */
export interface Counts {
  /** Deleted and made again, in whichever order. */
  readonly replace: number;
  /** Deleted for good. */
  readonly delete: number;
  /** Changed in place. */
  readonly update: number;
  /** Made. */
  readonly create: number;
  /** Images that are built. */
  readonly images: number;
}

/** One stack's preview: what every renderer works from. Everything in it is masked already. */
export interface PreviewModel {
  /** Name of the project. */
  readonly project: string;
  /** Name of the stack. */
  readonly stack: string;
  /** What the changes are: a plan, or how far live objects are from the last update. */
  readonly about: "plan" | "drift";
  /** Whether the preview failed; what else is known of it is then known in part. */
  readonly failed: boolean;
  /** What changes, the destructive first. */
  readonly changes: readonly ResourceChange[];
  /** How far live objects were found from the last update; empty unless the engine was told to refresh. */
  readonly drift: readonly ResourceChange[];
  /** Whether all live objects were looked at, so that `drift` is whole even where the plan failed. @default false */
  readonly refreshed?: boolean;
  /** What policy packs found. */
  readonly policies: Policies;
  /** Changes of the stack's outputs, in order of their paths. */
  readonly outputs: readonly OutputChange[];
  /** Images that are built, by name. */
  readonly imagesBuilt: readonly BuiltImage[];
  /** Errors and warnings, in the order in which they were said. */
  readonly diagnostics: readonly Diagnostic[];
  /** How many of what. */
  readonly counts: Counts;
}
