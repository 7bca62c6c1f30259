/**
 * What every local cluster is made of. Nothing here moves by itself: another version comes with another commit.
 */
export const PINNED = {
  /** Kubernetes of the embedded cluster. */
  kubernetes: "1.36.3",
  /** Node image of k3d. */
  k3sImage: "rancher/k3s:v1.36.1-k3s1",
  /** Node image of kind. */
  kindNodeImage: "kindest/node:v1.36.1",
} as const;
