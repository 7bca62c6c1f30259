import assert from "node:assert/strict";
import { readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { parse } from "yaml";
import { PAUSE_IMAGE } from "../../src/real-node/pause-image.ts";
import { RUNTIME_SOCKET, writeSettings } from "../../src/real-node/settings.ts";
import { StandInNode } from "./stand-in-node.ts";
import { fromToml } from "./toml.ts";
import type { Table } from "./toml.ts";

const ADDRESS = "198.18.7.6";

describe("the settings of a real node", () => {
  let node: StandInNode;
  beforeEach(() => {
    node = new StandInNode();
    writeSettings(node.places, { name: "moorage-abcdef", address: ADDRESS, plugin: "/usr/lib/cni/ptp" });
  });
  afterEach(() => node.remove());

  const text = (file: string): string => readFileSync(join(node.places.settings, file), "utf8");
  const yaml = (file: string): Record<string, unknown> => parse(text(file)) as Record<string, unknown>;

  it("are files, all of them in one folder", () => {
    const files = readdirSync(node.places.settings, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map(({ name }) => name);
    assert.deepEqual(files.sort(), ["10-moorage.conflist", "Corefile", "containerd.toml", "kube-proxy.yaml", "kubelet.yaml"]);
  });

  it("are not touched where they are as they should be: the proxy ends when its own are written", () => {
    const files = ["containerd.toml", "kubelet.yaml", "kube-proxy.yaml", "Corefile", "network/10-moorage.conflist"];
    for (const file of files) utimesSync(join(node.places.settings, file), 0, 0);
    writeSettings(node.places, { name: "moorage-abcdef", address: ADDRESS, plugin: "/usr/lib/cni/ptp" });
    for (const file of files) assert.equal(statSync(join(node.places.settings, file)).mtimeMs, 0, file);
  });

  it("are mended where somebody changed them, and follow the node where that has moved", () => {
    const before = text("kubelet.yaml");
    writeFileSync(join(node.places.settings, "kubelet.yaml"), "{}");
    writeSettings(node.places, { name: "moorage-abcdef", address: ADDRESS, plugin: "/usr/lib/cni/ptp" });
    assert.equal(text("kubelet.yaml"), before);
    writeSettings(node.places, { name: "moorage-abcdef", address: "198.18.0.2", plugin: "/usr/lib/cni/ptp" });
    assert.equal(yaml("kubelet.yaml")["address"], "198.18.0.2");
  });

  describe("of its container runtime", () => {
    const toml = (): Table => fromToml(text("containerd.toml"));
    const plugin = (name: string): Table => (toml()["plugins"] as Table)[`io.containerd.cri.v1.${name}`] as Table;

    it("keep images and containers in the node's own folder, and what does not outlive it in its own memory", () => {
      assert.deepEqual([toml()["version"], toml()["root"], toml()["state"]], [3, node.places.containerd, "/run/containerd"]);
      assert.deepEqual(toml()["grpc"], { address: RUNTIME_SOCKET });
    });

    it("begin each pod with an image that no registry is asked for", () => {
      assert.deepEqual(plugin("images")["pinned_images"], { sandbox: PAUSE_IMAGE });
      assert.match(PAUSE_IMAGE, /^moorage\.local\//);
    });

    it("find registries where the node says", () => assert.deepEqual(plugin("images")["registry"], { config_path: node.places.registries }));

    it("ask nothing of the kernel that a confined root may not do", () => {
      assert.deepEqual([plugin("runtime")["disable_apparmor"], plugin("runtime")["restrict_oom_score_adj"]], [true, true]);
    });

    it("run containers by runc, in control groups that are folders", () => {
      assert.deepEqual(plugin("runtime")["containerd"], { default_runtime_name: "runc", runtimes: { runc: { runtime_type: "io.containerd.runc.v2", options: { SystemdCgroup: false } } } });
    });

    it("take plug-ins for networks from where they were found, and the network that is described", () => {
      assert.deepEqual(plugin("runtime")["cni"], { bin_dirs: ["/usr/lib/cni"], conf_dir: join(node.places.settings, "network") });
    });
  });

  it("give each pod a wire of its own and an address, and let it reach what the node reaches", () => {
    const { cniVersion, plugins } = JSON.parse(text("network/10-moorage.conflist")) as { readonly cniVersion: string; readonly plugins: readonly Record<string, unknown>[] };
    assert.equal(cniVersion, "1.0.0");
    assert.deepEqual(plugins.map(({ type }) => type), ["ptp", "portmap"]);
    const ipam = plugins[0]?.["ipam"] as { readonly type: string; readonly dataDir: string; readonly ranges: unknown };
    assert.deepEqual([plugins[0]?.["ipMasq"], ipam.type, ipam.ranges], [true, "host-local", [[{ subnet: "10.244.0.0/16" }]]]);
    // Addresses that were given out must not outlive the pods that had them.
    assert.match(ipam.dataDir, /^\/run\//);
    assert.deepEqual(plugins[1]?.["capabilities"], { portMappings: true });
  });

  describe("of its kubelet", () => {
    it("let in nobody whom the API server does not know", () => {
      const { authentication, authorization } = yaml("kubelet.yaml");
      assert.deepEqual(authentication, { anonymous: { enabled: false }, webhook: { enabled: true }, x509: { clientCAFile: join(node.places.pki, "ca.crt") } });
      assert.deepEqual(authorization, { mode: "Webhook" });
    });

    it("listen on the node's address, under its own certificate", () => {
      const { address, tlsCertFile, tlsPrivateKeyFile } = yaml("kubelet.yaml");
      assert.deepEqual([address, tlsCertFile, tlsPrivateKeyFile], [ADDRESS, join(node.places.pki, "kubelet-server.crt"), join(node.places.pki, "kubelet-server.key")]);
    });

    it("put pods into the node's control group, by either version of those", () => {
      const { cgroupDriver, cgroupRoot, failCgroupV1, failSwapOn } = yaml("kubelet.yaml");
      assert.deepEqual([cgroupDriver, cgroupRoot, failCgroupV1, failSwapOn], ["cgroupfs", "/moorage-abcdef", false, false]);
    });

    it("let pods ask the cluster for names, and nobody else", () => {
      const { clusterDNS, clusterDomain, resolvConf } = yaml("kubelet.yaml");
      assert.deepEqual([clusterDNS, clusterDomain, resolvConf], [["10.96.0.10"], "cluster.local", ""]);
    });

    it("throw away no image, which nobody would load again, and no pod for a percentage of a disk", () => {
      const { imageGCHighThresholdPercent, evictionHard, imagePullCredentialsVerificationPolicy } = yaml("kubelet.yaml");
      assert.deepEqual([imageGCHighThresholdPercent, imagePullCredentialsVerificationPolicy], [100, "NeverVerify"]);
      for (const [signal, value] of Object.entries(evictionHard as Record<string, string>)) assert.match(value, /^\d+Mi$/, signal);
    });

    it("keep logs and plug-ins in the node's own folder", () => {
      const { podLogsDir, volumePluginDir, containerRuntimeEndpoint } = yaml("kubelet.yaml");
      assert.equal(podLogsDir, node.places.podLogs);
      assert.equal(dirname(String(volumePluginDir)), node.places.kubelet);
      assert.equal(containerRuntimeEndpoint, `unix://${RUNTIME_SOCKET}`);
    });
  });

  it("of its proxy touch nothing of the whole machine's kernel, and open no port of any other address", () => {
    const { mode, conntrack, nodePortAddresses, healthzBindAddress, metricsBindAddress, clientConnection } = yaml("kube-proxy.yaml");
    assert.equal(mode, "iptables");
    assert.deepEqual(conntrack, { maxPerCore: 0, min: 0, tcpEstablishedTimeout: "0s", tcpCloseWaitTimeout: "0s" });
    assert.deepEqual(nodePortAddresses, [`${ADDRESS}/32`]);
    for (const address of [healthzBindAddress, metricsBindAddress]) assert.match(String(address), /^127\.0\.0\.1:/);
    assert.deepEqual(clientConnection, { kubeconfig: join(node.places.pki, "kube-proxy.kubeconfig") });
  });

  it("of its names answer on the node's address, and ask nobody else", () => {
    const corefile = text("Corefile");
    assert.match(corefile, new RegExp(`^ {4}bind ${ADDRESS.replaceAll(".", "\\.")}$`, "m"));
    assert.match(corefile, /^ {4}kubernetes cluster\.local in-addr\.arpa ip6\.arpa \{$/m);
    assert.ok(corefile.includes(join(node.places.pki, "coredns.kubeconfig")));
    assert.doesNotMatch(corefile, /forward|hosts/);
    assert.equal(corefile.split("{").length, corefile.split("}").length);
  });

  it("name only files of the node's own folder, or what is in its own memory", () => {
    const files = ["containerd.toml", "kubelet.yaml", "kube-proxy.yaml", "Corefile", "network/10-moorage.conflist"];
    for (const file of files) {
      for (const [path] of text(file).matchAll(/(?<=["'\s])\/[\w./-]+\w/g)) {
        const allowed = path.startsWith(`${node.places.workdir}/`) || path.startsWith("/run/") || path === "/usr/lib/cni" || path === `/${basename(node.places.workdir)}`;
        assert.ok(allowed, `${path} in ${file}`);
      }
    }
  });
});
