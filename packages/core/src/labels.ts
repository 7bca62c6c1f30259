import type { Problem } from "./problems.ts";

/** Kubernetes labels. */
export type Labels = Readonly<Record<string, string>>;

/** What the recommended labels are made of. */
export interface Subject {
  /** The application, as `app.kubernetes.io/name`. */
  readonly name: string;
  /** One installation of it. @default the name */
  readonly instance?: string;
  /** Its role in the system, such as `database`. @default no label */
  readonly component?: string;
  /** The system it belongs to. @default no label */
  readonly partOf?: string;
}

/**
 * Labels that select pods. A selector is immutable, so nothing that may change is in it: no version, no component.
 */
export function selectorLabels({ name, instance }: Subject): Labels {
  return { "app.kubernetes.io/name": name, "app.kubernetes.io/instance": instance ?? name };
}

/**
 * The labels every object carries.
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/common-labels/
 */
export function commonLabels(subject: Subject): Labels {
  return {
    ...selectorLabels(subject),
    ...(subject.component === undefined ? {} : { "app.kubernetes.io/component": subject.component }),
    ...(subject.partOf === undefined ? {} : { "app.kubernetes.io/part-of": subject.partOf }),
    "app.kubernetes.io/managed-by": "pulumi",
  };
}

/**
 * What keeps `value` from being a label's value.
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set
 */
export function labelValueProblem(value: string): Omit<Problem, "path"> | undefined {
  if (/^(?=.{0,63}$)([A-Za-z0-9]([\w.-]*[A-Za-z0-9])?)?$/.test(value)) return undefined;
  return { problem: "is no label value", got: JSON.stringify(value), expected: "at most 63 letters, digits, -, _ and ., beginning and ending with a letter or digit" };
}
