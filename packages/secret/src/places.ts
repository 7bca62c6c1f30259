import * as pulumi from "@pulumi/pulumi";
import { Problems } from "@moorage/core";
import type { NamespaceReference, Problem } from "@moorage/core";
import { demand } from "./checked.ts";

/** The namespaces that one Secret is in. */
export interface PlaceArgs {
  /** Namespace that it is in. */
  readonly namespace: pulumi.Input<string>;
  /** Further namespaces that have it too: a Secret is visible in its own alone. @default none */
  readonly namespaces?: readonly NamespaceReference[];
}

/** One of them, with what is made there. */
export interface Place {
  /** Logical name of the object there. */
  readonly logicalName: string;
  /** The namespace, once it is there. */
  readonly namespace: pulumi.Input<string>;
}

/** What was made in each of them. */
export interface InPlaces<T> {
  /** In the namespace that it is in. */
  readonly own: T;
  /** In each further one, by its name. */
  readonly further: ReadonlyMap<string, T>;
}

const TWICE = { problem: "is given twice", expected: "each namespace once" } as const;

/**
 * Makes the same in every namespace. No name of a namespace has a dot in it, so no two components of one program can give two objects the same
 * logical name.
 */
export function inPlaces<T>(component: string, logicalName: string, { namespace: own, namespaces = [] }: PlaceArgs, make: (place: Place) => T): InPlaces<T> {
  const once = (further: pulumi.Input<string>): pulumi.Output<string> =>
    pulumi.all([own, further]).apply(([one, other]) => {
      demand(`${component}: namespaces`, one === other ? { ...TWICE, got: JSON.stringify(other) } : undefined);
      return other;
    });
  return {
    own: make({ logicalName, namespace: own }),
    further: new Map(namespaces.map(({ plainName, name }) => [plainName, make({ logicalName: `${logicalName}.${plainName}`, namespace: once(name) })])),
  };
}

/** What each of them is called there, by the name of the namespace. */
export function mapped<T, U>(further: ReadonlyMap<string, T>, of: (made: T) => U): ReadonlyMap<string, U> {
  return new Map([...further].map(([plainName, made]) => [plainName, of(made)]));
}

/** Every namespace that is given twice. */
export function placeProblems(component: string, { namespace, namespaces = [] }: PlaceArgs): readonly Problem[] {
  const problems = new Problems(component);
  const seen = new Set<unknown>([namespace]);
  for (const { plainName } of namespaces) {
    if (seen.has(plainName)) problems.add({ path: "namespaces", ...TWICE, got: JSON.stringify(plainName) });
    seen.add(plainName);
  }
  return problems.found;
}
