import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { Problems } from "@moorage/core";
import type { CheckedPod } from "../src/index.ts";
import { podVolumeProblems } from "../src/volume-problems.ts";

function linesOf(settings: CheckedPod): readonly string[] {
  const problems = new Problems();
  podVolumeProblems(problems, settings);
  return problems.found.map(({ path, problem, expected }) => `${path}: ${problem}; ${expected}`);
}

describe("the volumes of a pod", () => {
  it("are found by every container that names them", () => {
    assert.deepEqual(linesOf({ volumes: [{ name: "shared", emptyDir: {} }], mounts: { "/a": { volume: "shared" } }, sidecars: { log: { mounts: { "/b": { volume: "shared" } } } } }), []);
    assert.deepEqual(linesOf({ mounts: { "/a": { secret: "a" }, "/b": { configMap: "b" }, "/c": { claim: "c" } } }), []);
  });

  it("are listed to whoever names another, main container or not", () => {
    const volumes = [{ name: "shared", emptyDir: {} }, { name: "data", emptyDir: {} }];
    const wrong = { mounts: { "/a": { volume: "shraed" } } };
    const says = 'mounts./a: names the volume "shraed", which the pod does not have; one of shared, data';
    assert.deepEqual(linesOf({ volumes, ...wrong, sidecars: { log: wrong }, initContainers: { setup: wrong } }), [says, `sidecars.log.${says}`, `initContainers.setup.${says}`]);
    assert.deepEqual(linesOf(wrong), ['mounts./a: names the volume "shraed", which the pod does not have; a volume in volumes']);
  });

  it("are taken on trust while one of them has a name that is not known yet", () => {
    assert.deepEqual(linesOf({ volumes: [{ name: pulumi.output("later"), emptyDir: {} }], mounts: { "/a": { volume: "later" } } }), []);
  });

  it("are none of the node's", () => {
    const [line, ...rest] = linesOf({ volumes: [{ name: "docker", hostPath: { path: "/var/run/docker.sock" } }, { name: "tmp", emptyDir: {} }] });
    assert.match(line ?? "", /^volumes\.docker: is a hostPath volume, which Pod Security restricted does not admit; one of configMap, csi, /);
    assert.deepEqual(rest, []);
  });
});
