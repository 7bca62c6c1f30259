import type { Problem } from "@moorage/core";

/** Names in an order in which everything comes after what it depends on, or the cycle that leaves no such order. */
export type DependencyOrder = { readonly order: readonly string[] } | { readonly cycle: readonly string[] };

/** Puts names in order; among those that could come next, the one that was written first does. */
export function dependencyOrder(dependencies: Readonly<Record<string, readonly string[]>>): DependencyOrder {
  const done = new Set<string>();
  const visit = (name: string, path: readonly string[]): readonly string[] | undefined => {
    if (done.has(name)) return undefined;
    if (path.includes(name)) return [...path.slice(path.indexOf(name)), name];
    for (const before of dependencies[name] ?? []) {
      const cycle = visit(before, [...path, name]);
      if (cycle !== undefined) return cycle;
    }
    done.add(name);
    return undefined;
  };
  for (const name of Object.keys(dependencies)) {
    const cycle = visit(name, []);
    if (cycle !== undefined) return { cycle };
  }
  return { order: [...done].filter((name) => name in dependencies) };
}

/** What is wrong with dependencies: names that nothing has, and a cycle. */
export function dependencyProblems(path: string, dependencies: Readonly<Record<string, readonly string[]>>): readonly Problem[] {
  const names = Object.keys(dependencies);
  const unknown = Object.entries(dependencies).flatMap(([name, wanted]) =>
    wanted.filter((each) => !names.includes(each)).map((each) => ({ path: `${path}${name}.dependsOn`, problem: `names ${JSON.stringify(each)}, which is no service`, expected: `one of ${names.join(", ")}` })),
  );
  const ordered = dependencyOrder(dependencies);
  if ("order" in ordered) return unknown;
  return [...unknown, { path: `${path}dependsOn`, problem: `goes in a circle: ${ordered.cycle.join(" → ")}`, expected: "an order in which each starts after those it depends on" }];
}
