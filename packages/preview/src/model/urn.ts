/** The parts of a URN that people know. */
export interface UrnParts {
  readonly stack: string;
  readonly project: string;
  /** The resource's own type, without its parents'. */
  readonly type: string;
  /** Its name in the program. */
  readonly name: string;
}

/** Takes `urn:pulumi:stack::project::parents$type::name` apart. Names may hold anything, `::` included. */
export function urnParts(urn: string): UrnParts {
  const [stack = "", project = "", types = "", ...name] = urn.replace(/^urn:pulumi:/, "").split("::");
  return { stack, project, type: types.split("$").at(-1) ?? "", name: name.join("::") };
}

/** `kubernetes:apps/v1:Deployment` is a `Deployment` to people, `pulumi:providers:kubernetes` a `kubernetes provider`. */
export function kindOf(type: string): string {
  const name = type.split(":").at(-1) ?? type;
  return isProvider(type) ? `${name} provider` : name;
}

/** Whether Kubernetes keeps such resources. */
export function isKubernetes(type: string): boolean {
  return type.startsWith("kubernetes:");
}

/** The resource that every stack is: its outputs are the stack's. */
const STACK = "pulumi:pulumi:Stack";
const PROVIDER = "pulumi:providers:";

/** Whether it is the stack itself. */
export function isStack(type: string): boolean {
  return type === STACK;
}

/** Whether it is a provider: what reaches a cloud, a cluster or an engine. */
export function isProvider(type: string): boolean {
  return type.startsWith(PROVIDER);
}
