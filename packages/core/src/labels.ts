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
