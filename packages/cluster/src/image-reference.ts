/**
 * A reference as container runtimes list it: with the registry, the organisation and the tag that short forms leave
 * out, so `board-api:1` is `docker.io/library/board-api:1`.
 */
export function canonicalReference(reference: string): string {
  const [written = "", digest] = reference.split("@");
  // Docker Hub by its own name is the registry that short forms leave out.
  const name = written.replace(/^(index\.)?docker\.io\//, "");
  const slash = name.indexOf("/");
  const first = slash === -1 ? "" : name.slice(0, slash);
  const hasRegistry = first === "localhost" || first.includes(".") || first.includes(":");
  const path = hasRegistry ? name : `docker.io/${slash === -1 ? "library/" : ""}${name}`;
  const tagged = digest !== undefined || path.lastIndexOf(":") > path.lastIndexOf("/") ? path : `${path}:latest`;
  return digest === undefined ? tagged : `${tagged}@${digest}`;
}
