import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { containerd } from "../parts/containerd/part.ts";
import { chromiumOn } from "../parts/chromium/part.ts";
import { kubernetes } from "../parts/kubernetes/part.ts";
import { KUBERNETES } from "../parts/kubernetes/source.ts";
import { kubernetesNode } from "../parts/kubernetes-node/part.ts";
import { nodeProgramsOn } from "../parts/node-programs/part.ts";
import { moduleTexts } from "../src/go.ts";
import type { Offer, Refusal } from "../src/part.ts";
import { dispensablePurposes, partsByName, partsFor, realNodeParts, testParts } from "../src/parts.ts";
import type { PartName } from "../src/parts.ts";
import { DebianMachine } from "./debian-machine.ts";
import { Workbench, accepted } from "./workbench.ts";

const BUILT = ["kubernetes-node", "containerd", "coredns", "traefik", "node-helpers"] as const satisfies readonly PartName[];
const PROGRAMS = ["runc", "iptables", "ip", "nsenter", "unshare"];
const PLUGINS = ["ptp", "host-local", "portmap", "loopback"];

describe("Parts of a real node", () => {
  it("serve a purpose of their own, without which a cluster is still of use", () => {
    assert.deepEqual(partsFor["node"], [...BUILT, "node-programs"]);
    assert.ok(dispensablePurposes.includes("node") && !dispensablePurposes.includes("cluster"));
    assert.deepEqual(realNodeParts.filter((name) => partsFor["cluster"].includes(name) || testParts.includes(name)), []);
  });

  describe("built with Go", () => {
    let bench: Workbench;
    beforeEach(() => {
      bench = new Workbench();
      bench.env["MOORAGE_DOWNLOAD_BASE"] = "http://127.0.0.1:9";
    });
    afterEach(() => bench.remove());

    const offer = async (name: PartName, changes = {}): Promise<Offer | Refusal> => partsByName[name].offer(bench.context(changes));
    const text = (name: PartName, file: string): string => readFileSync(join(import.meta.dirname, "..", "parts", name, file), "utf8");

    it("say the version that their sums pin", () => {
      const said = (name: PartName, pattern: RegExp): string => pattern.exec(text(name, "part.ts"))?.[1] ?? "none";
      for (const [name, module, version] of [
        ["kubernetes", "k8s.io/kubernetes", KUBERNETES],
        ["kubernetes-node", "k8s.io/kubernetes", KUBERNETES],
        ["containerd", "github.com/containerd/containerd/v2", said("containerd", /version\.Version": "([\d.]+)"/)],
        ["traefik", "github.com/traefik/traefik/v3", said("traefik", /VERSION = "([\d.]+)"/)],
      ] as const) {
        assert.match(text(name, "go.mod"), new RegExp(`^(?:require|\\t)\\s*${module.replaceAll(".", "\\.")} v${version.replaceAll(".", "\\.")}(?: // indirect)?$`, "m"), name);
      }
    });

    it("are of the same Kubernetes as the control plane: a kubelet must not be newer", () => {
      const version = (name: PartName): string | undefined => /^(?:require|\t)\s*k8s\.io\/kubernetes (v\S+)(?: \/\/ indirect)?$/m.exec(text(name, "go.mod"))?.[1];
      assert.match(version("kubernetes-node") ?? "", /^v1\.36\./);
      assert.equal(version("kubernetes-node"), version("kubernetes"));
      assert.deepEqual(kubernetesNode.gives?.filter((name) => kubernetes.gives?.includes(name)), []);
    });

    for (const [name, programs] of [
      ["kubernetes-node", ["kubelet", "kube-proxy"]],
      ["containerd", ["containerd", "containerd-shim-runc-v2", "ctr"]],
      ["coredns", ["coredns"]],
      ["traefik", ["traefik"]],
      ["node-helpers", ["pause", "listen", "local-volumes"]],
    ] as const) {
      it(`are ${programs.join(", ")} of ${name}, all of one build, under the names they are run by`, async () => {
        const answer = accepted(await offer(name));
        assert.deepEqual([answer.source, answer.from], ["go", `Go module tools/toolchain/parts/${name}`]);
        assert.ok(answer.seconds > 0);
        const { executables } = await answer.obtain(() => undefined);
        assert.deepEqual(Object.keys(executables).sort(), [...programs].sort());
        assert.equal(bench.builds().length, 1);
        assert.deepEqual(partsByName[name].gives, programs);
        assert.equal(accepted(await offer(name)).source, "cache");
      });
    }

    it("leave the file systems out of the runtime that nobody has", async () => {
      await accepted(await containerd.offer(bench.context())).obtain(() => undefined);
      assert.match(bench.builds()[0] ?? "", / -tags=no_btrfs,no_zfs,no_devmapper -ldflags -s -w -X github\.com\/containerd\/containerd\/v2\/version\.Version=2\.4\.2 /);
    });

    it("tell the API server the version that they are of", async () => {
      await accepted(await kubernetesNode.offer(bench.context())).obtain(() => undefined);
      assert.match(bench.builds()[0] ?? "", /-X k8s\.io\/component-base\/version\.gitVersion=v1\.36\.3 /);
    });

    it("are known by their own sources, which lie in folders", () => {
      const texts = moduleTexts({ folder: join(import.meta.dirname, "..", "parts", "node-helpers"), packages: {} });
      for (const file of ["pause/main.go", "listen/main.go", "local-volumes/main.go", "go.mod", "go.sum"]) assert.ok(texts.includes(file), file);
      assert.ok(!texts.includes("part.ts"));
    });

    it("are refused where there is no Go, and offline, each with what to do", async () => {
      for (const name of BUILT) {
        assert.deepEqual(await offer(name, { offline: true }), { source: "none", why: "it is not in the cache, and --offline allows nothing else", remedy: `run once without --offline, or put ${name} on PATH` });
      }
      bench.withoutGo();
      for (const name of BUILT) assert.match(JSON.stringify(await offer(name)), /no Go is on PATH/);
    });

    it("come from PATH where the ingress controller of their series is there, and nothing else does", async () => {
      bench.program("traefik", "#!/bin/sh\nprintf 'Version:      3.6.2\\nCodename:     ramequin\\n'\n");
      assert.equal((await offer("traefik")).source, "path");
      for (const version of ["3.5.9", "4.0.0"]) {
        bench.program("traefik", `#!/bin/sh\necho "Version:      ${version}"\n`);
        assert.equal((await offer("traefik")).source, "go");
      }
      for (const name of ["kubelet", "kube-proxy", "containerd", "ctr", "coredns"]) bench.program(name, "#!/bin/sh\necho v9.9.9\n");
      for (const name of ["kubernetes-node", "containerd", "coredns"] as const) assert.equal((await offer(name)).source, "go", name);
    });
  });

  describe("of Debian", () => {
    let machine: DebianMachine;
    beforeEach(() => {
      machine = new DebianMachine();
    });
    afterEach(() => machine.remove());

    const folders = (): readonly string[] => ["first", "second"].map((name) => join(machine.root, name));
    const offer = async (): Promise<Offer | Refusal> => nodeProgramsOn({ debianRefusal: machine.debianRefusal, pluginFolders: folders() }).offer(machine.context());
    const programs = (): void => PROGRAMS.forEach((name) => void machine.script(name, "exit 0"));
    const plugins = (folder: string | undefined, names = PLUGINS): void => names.forEach((name) => void machine.script(name, "exit 0", folder));

    it("are what the system has, with plug-ins that are on nobody's PATH", async () => {
      programs();
      plugins(folders()[1]);
      const answer = accepted(await offer());
      assert.deepEqual([answer.source, answer.from, answer.seconds], ["path", join(machine.bin, "runc"), 0]);
      const { executables } = await answer.obtain(() => undefined);
      assert.deepEqual(executables, Object.fromEntries([...PROGRAMS.map((name) => [name, join(machine.bin, name)]), ...PLUGINS.map((name) => [name, join(folders()[1] ?? "", name)])]));
    });

    it("are plug-ins of one folder, the first that has all of them: their runtime looks into no other", async () => {
      programs();
      plugins(folders()[0], PLUGINS.slice(1));
      plugins(folders()[1]);
      assert.equal((await accepted(await offer()).obtain(() => undefined)).executables["loopback"], join(folders()[1] ?? "", "loopback"));
      plugins(folders()[0]);
      assert.equal((await accepted(await offer()).obtain(() => undefined)).executables["loopback"], join(folders()[0] ?? "", "loopback"));
    });

    it("are installed where a plug-in is missing, and that is no service of the system's", async () => {
      programs();
      plugins(folders()[0], PLUGINS.slice(1));
      machine.withInstaller(`printf '#!/bin/sh\\n' > "${folders()[0] ?? ""}/ptp"; /bin/chmod 755 "${folders()[0] ?? ""}/ptp"`);
      const answer = accepted(await offer());
      assert.deepEqual([answer.source, answer.from], ["debian", "Debian packages containernetworking-plugins, iproute2, iptables, runc, util-linux"]);
      assert.deepEqual(machine.calls(), []);
      assert.equal((await answer.obtain(() => undefined)).executables["ptp"], join(folders()[0] ?? "", "ptp"));
      assert.match(machine.calls()[0] ?? "", /^install .*DPkg::Path=\S+ containernetworking-plugins iproute2 iptables runc util-linux$/);
    });

    it("are refused on other machines, with what is to be installed", async () => {
      programs();
      assert.deepEqual(await offer(), {
        source: "none",
        why: "runc, iptables, ip, nsenter, unshare or the CNI plug-ins are not there, and this is no Debian",
        remedy: "install runc, iptables, iproute2, util-linux and the CNI plug-ins (https://github.com/containernetworking/plugins/releases, in /opt/cni/bin)",
      });
    });
  });
});

describe("A browser for tests", () => {
  let machine: DebianMachine;
  beforeEach(() => {
    machine = new DebianMachine();
  });
  afterEach(() => machine.remove());

  const offer = async (): Promise<Offer | Refusal> => chromiumOn(machine).offer(machine.context());

  it("is for tests alone", () => assert.ok(testParts.includes("chromium") && !realNodeParts.includes("chromium")));

  for (const name of ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]) {
    it(`is the one that a system has as ${name}, under one name`, async () => {
      const path = machine.script(name, "exit 0");
      assert.deepEqual(await accepted(await offer()).obtain(() => undefined), { executables: { chromium: path } });
    });
  }

  it("is Chromium itself before what is built upon it", async () => {
    machine.script("google-chrome", "exit 0");
    const path = machine.script("chromium", "exit 0");
    assert.equal(accepted(await offer()).from, path);
  });

  it("is installed where there is none", async () => {
    machine.withInstaller(`printf '#!/bin/sh\\n' > "${machine.bin}/chromium"; /bin/chmod 755 "${machine.bin}/chromium"`);
    const answer = accepted(await offer());
    assert.deepEqual([answer.source, answer.from], ["debian", "Debian packages chromium"]);
    assert.deepEqual(await answer.obtain(() => undefined), { executables: { chromium: join(machine.bin, "chromium") } });
  });

  it("is refused on other machines, and fails where the package brings none", async () => {
    assert.deepEqual(await offer(), { source: "none", why: "no chromium is on PATH, and this is no Debian", remedy: "install Chromium and put it on PATH" });
    machine.withInstaller(":");
    await assert.rejects(accepted(await offer()).obtain(() => undefined), { code: "INSTALL_FAILED", message: "chromium is installed, yet no chromium is on PATH" });
  });
});
