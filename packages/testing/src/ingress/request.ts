/** A request as an Ingress controller sees it. */
export interface Request {
  readonly host: string;
  readonly path: string;
}

/**
 * What a client asks for by an address. The path is as it was sent: an URL would resolve dots and more.
 * @throws TypeError for what is no URL
 */
export function requestOf(url: string): Request {
  const path = /^[a-z]+:\/\/[^/?#]*([^?#]*)/.exec(url)?.[1] ?? "";
  return { host: new URL(url).hostname, path: path === "" ? "/" : path };
}
