/** Names and addresses that never leave a machine, Docker Desktop's own names for it among them. */
const LOOPBACK = /^(?:(?:.+\.)?localhost|127(?:\.\d+){3}|\[::1\]|\[::ffff:7f[0-9a-f]{2}:[0-9a-f]{1,4}\]|0\.0\.0\.0|\[::\]|(?:host|kubernetes)\.docker\.internal)$/;

/** What tools call the contexts of clusters that they make on the machine they run on. */
const LOCAL_CONTEXT = /^(?:(?:k3d|kind)-.+|minikube|docker-desktop|rancher-desktop|colima(?:-.+)?|orbstack)$/;

/** Whether an address leads to this machine. */
export function isLoopback({ hostname }: URL): boolean {
  return LOOPBACK.test(hostname);
}

/** Whether a context has the name of a cluster on some developer's machine. */
export function isLocalContext(name: string): boolean {
  return LOCAL_CONTEXT.test(name);
}
