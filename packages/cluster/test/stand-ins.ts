import { appendFileSync, chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Writes to the kubeconfig that the real tools would take: the one of the environment, else the user's own. */
const MEDDLE = 'echo "# touched by $0" >> "${KUBECONFIG:-$HOME/.kube/config}"';

const kubeconfigOf = (context: string): string => `cat <<'END'
apiVersion: v1
kind: Config
current-context: ${context}
contexts: [{ name: ${context}, context: { cluster: c, user: u } }]
clusters: [{ name: c, cluster: { server: "https://0.0.0.0:26443", certificate-authority-data: QUJD } }]
users: [{ name: u, user: { client-certificate-data: QUJD, client-key-data: QUJD } }]
END
`;

const SCRIPTS: Readonly<Record<string, string>> = {
  docker: `
case "$1 $2" in
  version*) if [ -f "$W/no-engine" ]; then echo "Cannot connect to the Docker daemon" >&2; exit 1; fi; echo 29.0.0 ;;
  ps*) cat "$W/containers" 2>/dev/null || true ;;
  "image inspect") grep -qx "$5" "$W/built" 2>/dev/null || { echo "Error: No such image: $5" >&2; exit 1; }; echo 1234 ;;
  start*) sed -i 's/exited/running/' "$W/containers" ;;
  save*) [ -f "$W/save-fails" ] && { echo "no such layer" >&2; exit 1; }; echo "$2" ;;
  "exec --interactive") read -r reference; [ -f "$W/ctr-fails" ] && { echo "ctr: no space left on device" >&2; exit 1; }; [ -f "$W/ctr-lies" ] || echo "$reference" >> "$W/images-$3" ;;
  exec*) printf '{"images":['; sep=; for i in $(cat "$W/images-$2" 2>/dev/null); do printf '%s{"repoTags":["docker.io/library/%s"]}' "$sep" "$i"; sep=,; done; printf ']}' ;;
  port*) [ "$2" = k3d-lb ] && echo 127.0.0.1:8099 ;;
esac`,
  k3d: `
case "$1 $2" in
  "cluster create") [ -f "$W/create-fails" ] && { echo "no space left on device" >&2; exit 1; }
    case "$*" in *--kubeconfig-update-default=false*) ;; *) ${MEDDLE} ;; esac
    printf 'k3d-server\\trunning\\tserver\\nk3d-agent\\trunning\\tagent\\nk3d-lb\\trunning\\tloadbalancer\\n' > "$W/containers" ;;
  "cluster start") [ -f "$W/start-fails" ] && { echo "network gone" >&2; exit 1; }; sed -i 's/exited/running/' "$W/containers" ;;
  "cluster delete") rm -f "$W/containers"; ${MEDDLE} ;;
  "kubeconfig get") ${kubeconfigOf("k3d-moorage")} ;;
  "image import") [ -f "$W/import-fails" ] && { echo "tools node failed" >&2; exit 1; }
    [ -f "$W/import-lies" ] && exit 0; echo "$3" >> "$W/images-k3d-server"; [ -f "$W/import-halfway" ] || echo "$3" >> "$W/images-k3d-agent" ;;
esac`,
  kind: `
case "$1 $2" in
  "create cluster") cat > "$W/kind-config"; ${MEDDLE}; printf 'kind-control-plane\\trunning\\tcontrol-plane\\n' > "$W/containers" ;;
  "delete cluster") rm -f "$W/containers"; ${MEDDLE} ;;
  "get kubeconfig") ${kubeconfigOf("kind-moorage")} ;;
  "load docker-image") [ -f "$W/import-lies" ] && exit 0; echo "$3" >> "$W/images-kind-control-plane" ;;
esac`,
  kubectl: `
[ -f "$W/no-answer" ] && { echo "connection refused" >&2; exit 1; }
cat "$W/nodes"`,
};

/** A machine in a folder: tools that record how they were called, and a user with a kubeconfig of their own. */
export class World {
  readonly folder = mkdtempSync(join(tmpdir(), "moorage-cluster-"));
  readonly stateDir = join(this.folder, "clone", ".moorage");
  readonly home = join(this.folder, "shared");
  readonly userKubeconfig = join(this.folder, "user", ".kube", "config");
  readonly env: Record<string, string>;

  constructor() {
    mkdirSync(join(this.folder, "bin"));
    mkdirSync(join(this.userKubeconfig, ".."), { recursive: true });
    writeFileSync(this.userKubeconfig, "# the user's own\n");
    for (const [name, body] of Object.entries(SCRIPTS)) {
      const path = this.tool(name);
      writeFileSync(path, `#!/bin/sh\nW='${this.folder}'\necho "${name} $*" >> "$W/calls"\n${body}\n`);
      chmodSync(path, 0o755);
    }
    this.nodes(["server", true], ["agent", true]);
    this.env = { HOME: join(this.folder, "user"), PATH: process.env["PATH"] ?? "" };
  }

  tool(name: string): string {
    return join(this.folder, "bin", name);
  }

  tools(...names: readonly string[]): Record<string, string> {
    return Object.fromEntries(names.map((name) => [name, this.tool(name)]));
  }

  /** What every call of this machine's clone is given. */
  options(...tools: readonly string[]): { stateDir: string; home: string; tools: Record<string, string>; env: Record<string, string> } {
    return { stateDir: this.stateDir, home: this.home, tools: this.tools(...tools), env: this.env };
  }

  /** Puts a file there: for most of them, being there is what counts. */
  set(file: string, text = ""): void {
    writeFileSync(join(this.folder, file), text);
  }

  unset(file: string): void {
    rmSync(join(this.folder, file), { force: true });
  }

  /** Images that the engine holds. */
  built(reference: string): void {
    appendFileSync(join(this.folder, "built"), `${reference}\n`);
  }

  nodes(...nodes: readonly (readonly [name: string, ready: boolean])[]): void {
    const items = nodes.map(([name, ready]) => ({
      metadata: { name, resourceVersion: "1" },
      status: { conditions: [{ type: "Ready", status: ready ? "True" : "False" }], nodeInfo: { kubeletVersion: "v1.36.1" } },
    }));
    this.set("nodes", JSON.stringify({ items }));
  }

  /** Every call so far, one a line; forgets them. */
  calls(): readonly string[] {
    const path = join(this.folder, "calls");
    if (!existsSync(path)) return [];
    const lines = readFileSync(path, "utf8").split("\n").filter((line) => line !== "");
    rmSync(path);
    return lines;
  }

  read(file: string): string {
    return readFileSync(join(this.folder, file), "utf8");
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
