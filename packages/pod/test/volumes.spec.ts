import assert from "node:assert/strict";
import fc from "fast-check";
import type { ContainerArgs } from "../src/index.ts";
import { volumeName } from "../src/index.ts";
import { foldersOf, mountsOf } from "../src/volumes.ts";

const LABEL = /^(?=.{1,63}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?$/;
const image = { reference: "web:1", pullPolicy: "Never" } as const;
const mounted = (args: Partial<ContainerArgs> = {}) => mountsOf("web", { image, ...args });

describe("a volume's name", () => {
  const container = fc.stringMatching(/^[a-z]([a-z0-9-]{0,20}[a-z0-9])?$/);
  const path = fc.oneof(fc.string(), fc.string({ unit: "grapheme" }), fc.stringMatching(/^(\/[A-Za-z0-9._-]{1,30}){1,6}$/), fc.constantFrom("/", "", "/-", "---", "/A", "/a", "/a/b", "/a-b"));

  it("is an RFC 1123 label whatever the path", () => {
    fc.assert(fc.property(container, path, (name, where) => assert.match(volumeName(name, where), LABEL)));
  });

  it("is the same each time it is asked for", () => {
    fc.assert(fc.property(container, path, (name, where) => assert.equal(volumeName(name, where), volumeName(name, where))));
    // A name that changed with a release would roll every pod.
    assert.equal(volumeName("web", "/tmp"), "tmp-219b9930");
  });

  it("is another for each container and each path", () => {
    const pairs = fc.uniqueArray(fc.tuple(container, path), { selector: (pair) => JSON.stringify(pair), minLength: 2, maxLength: 20 });
    fc.assert(fc.property(pairs, (all) => assert.equal(new Set(all.map(([name, where]) => volumeName(name, where))).size, all.length)));
  });

  it("stays apart for paths that read alike", () => {
    const paths = ["/a/b", "/a-b", "/a_b", "/A/b", "/a/b/"];
    assert.equal(new Set(paths.map((each) => volumeName("web", each))).size, paths.length);
  });

  it("says where it is mounted, as far as there is room", () => {
    assert.match(volumeName("web", "/var/cache/nginx"), /^var-cache-nginx-[0-9a-f]{8}$/);
    assert.match(volumeName("web", "/"), /^root-[0-9a-f]{8}$/);
    assert.equal(volumeName("web", `/${"a".repeat(200)}`).length, 49);
  });
});

describe("the mounts of a container", () => {
  it("are an empty /tmp of 64Mi and nothing else, unless it asks for more", () => {
    const { mounts, volumes } = mounted();
    assert.deepEqual(mounts, [{ name: volumeName("web", "/tmp"), mountPath: "/tmp" }]);
    assert.deepEqual(volumes, [{ name: volumeName("web", "/tmp"), emptyDir: { sizeLimit: "64Mi" } }]);
  });

  it("have /tmp as large as it is told", () => {
    assert.deepEqual(mounted({ scratch: "1Gi" }).volumes, [{ name: volumeName("web", "/tmp"), emptyDir: { sizeLimit: "1Gi" } }]);
    assert.deepEqual(foldersOf({ writable: { "/tmp": "2Gi" } }), { "/tmp": "2Gi" });
  });

  it("have each writable folder as a volume of its own with its size limit", () => {
    const { mounts, volumes } = mounted({ writable: { "/cache": "1Gi" } });
    assert.deepEqual(mounts.map(({ mountPath }) => mountPath), ["/tmp", "/cache"]);
    assert.deepEqual(volumes[1], { name: volumeName("web", "/cache"), emptyDir: { sizeLimit: "1Gi" } });
  });

  it("have Secrets and ConfigMaps as files that nobody writes and only the group reads", () => {
    const { mounts, volumes } = mounted({ mounts: { "/certs": { secret: "web-tls" }, "/etc/web": { configMap: "web-files" } } });
    const [certs, files] = [volumeName("web", "/certs"), volumeName("web", "/etc/web")];
    assert.deepEqual(volumes.slice(1), [{ name: certs, secret: { secretName: "web-tls", defaultMode: 0o440 } }, { name: files, configMap: { name: "web-files", defaultMode: 0o440 } }]);
    assert.deepEqual(mounts.slice(1), [{ name: certs, mountPath: "/certs", readOnly: true }, { name: files, mountPath: "/etc/web", readOnly: true }]);
  });

  it("have a claim, as writable and as deep as it is told", () => {
    const { mounts, volumes } = mounted({ mounts: { "/data": { claim: "web-data", readOnly: true, subPath: "a" } } });
    assert.deepEqual(volumes[1], { name: volumeName("web", "/data"), persistentVolumeClaim: { claimName: "web-data" } });
    assert.deepEqual(mounts[1], { name: volumeName("web", "/data"), mountPath: "/data", readOnly: true, subPath: "a" });
    assert.deepEqual(mounted({ mounts: { "/data": { claim: "web-data" } } }).mounts[1], { name: volumeName("web", "/data"), mountPath: "/data" });
  });

  it("name a volume of the pod without making another", () => {
    const { mounts, volumes } = mounted({ mounts: { "/shared": { volume: "shared" } } });
    assert.deepEqual(mounts[1], { name: "shared", mountPath: "/shared" });
    assert.equal(volumes.length, 1);
  });
});
