/** The packages that have a page in docs/components, in the order in which a newcomer meets them. */
export const documented = Object.freeze(["app", "workload", "data", "network", "namespace", "secret", "image", "platform", "project", "config", "pod", "core"]);
