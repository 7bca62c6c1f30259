import assert from "node:assert/strict";
import { USER_ID, containerSecurity, podSecurity, scratchSpace } from "../src/index.ts";

describe("hardening", () => {
  it("of pods is what Pod Security `restricted` asks for, by a user that no node has", () => {
    assert.equal(podSecurity.runAsNonRoot, true);
    assert.deepEqual(podSecurity.seccompProfile, { type: "RuntimeDefault" });
    assert.deepEqual([podSecurity.runAsUser, podSecurity.runAsGroup, podSecurity.fsGroup], [USER_ID, USER_ID, USER_ID]);
    assert.ok(podSecurity.runAsUser >= 10_000);
  });

  it("of containers leaves them no privilege, no capability and no writable root", () => {
    assert.deepEqual(containerSecurity, { allowPrivilegeEscalation: false, privileged: false, readOnlyRootFilesystem: true, capabilities: { drop: ["ALL"] } });
  });

  it("is shared by every pod, so nobody can loosen it for all by loosening it for one", () => {
    const loosen: readonly (() => void)[] = [
      () => Object.assign(podSecurity, { runAsNonRoot: false }),
      () => Object.assign(podSecurity.seccompProfile, { type: "Unconfined" }),
      () => Object.assign(containerSecurity, { privileged: true }),
      () => Object.assign(containerSecurity.capabilities, { add: ["SYS_ADMIN"] }),
      () => void containerSecurity.capabilities.drop.pop(),
    ];
    for (const change of loosen) assert.throws(change, TypeError, String(change));
  });

  it("leaves a container one folder to write to, of a limited size", () => {
    assert.deepEqual(scratchSpace("tmp", "/tmp", "64Mi"), { volume: { name: "tmp", emptyDir: { sizeLimit: "64Mi" } }, mount: { name: "tmp", mountPath: "/tmp" } });
  });
});
