import { join } from "node:path";

/** Where a real node keeps its things: all of them below one folder, which goes with it. */
export interface NodePlaces {
  /** Folder of everything that is kept for all clones; it must be seen from within the node. */
  readonly home: string;
  /** Folder of this node. */
  readonly workdir: string;
  /** Links to its programs: what runs from here is of this node. */
  readonly bin: string;
  /** Certificates, keys and kubeconfigs of its components. */
  readonly pki: string;
  /** Files that its components are set up by. */
  readonly settings: string;
  /** Further authorities and addresses of registries. */
  readonly registries: string;
  readonly logs: string;
  readonly etcd: string;
  /** Images and containers. */
  readonly containerd: string;
  readonly kubelet: string;
  readonly podLogs: string;
  /** One folder for each volume. */
  readonly volumes: string;
  /** Written last, so that a node without it is known to be half made. */
  readonly marker: string;
}

/** Where the real node of this name keeps its things below `home`. */
export function nodePlaces(home: string, name: string): NodePlaces {
  const workdir = join(home, "nodes", name);
  const below = (folder: string): string => join(workdir, folder);
  return {
    home,
    workdir,
    bin: below("bin"),
    pki: below("pki"),
    settings: below("settings"),
    registries: below("registries"),
    logs: below("logs"),
    etcd: below("etcd"),
    containerd: below("containerd"),
    kubelet: below("kubelet"),
    podLogs: below("pod-logs"),
    volumes: below("volumes"),
    marker: below("moorage.json"),
  };
}

/** Every folder of it, in no order that matters. */
export function nodeFolders({ bin, pki, settings, registries, logs, etcd, containerd, kubelet, podLogs, volumes }: NodePlaces): readonly string[] {
  return [bin, pki, settings, registries, logs, etcd, containerd, kubelet, podLogs, volumes];
}
