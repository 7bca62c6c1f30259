import type { Problem } from "@moorage/core";
import { plainPath } from "./dialect.ts";
import type { Dialect } from "./dialect.ts";

/**
 * Any controller that keeps to what Kubernetes defines: exact paths and prefixes, the longest first. How it is told more is
 * in annotations that only the author knows.
 * @see https://kubernetes.io/docs/concepts/services-networking/ingress/#path-types
 */
export const standard: Dialect = {
  problems: (prefix, { className, routes, annotations }) =>
    annotations !== undefined
      ? []
      : routes.flatMap(({ path, match, stripPrefix = false }): readonly Problem[] => {
          const asks = match === "regex" ? "is a regular expression" : stripPrefix ? "is to lose its prefix" : undefined;
          return asks === undefined ? [] : [{ path: `${prefix}: routes.${path}`, problem: `${asks}, and how ${JSON.stringify(className)} is told so is not known here`, expected: "the annotations that say it, in annotations" }];
        }),
  parts: (routes) => [{ suffix: "", annotations: {}, paths: routes.map(plainPath) }],
};
