import assert from "node:assert/strict";
import { thirdPartyImage, thirdPartyImageProblems } from "../src/index.ts";

const DIGEST = `sha256:${"0".repeat(64)}`;

describe("an image from elsewhere", () => {
  it("is asked of its registry when a node does not have it, and never found missing for want of asking", () => {
    assert.deepEqual(thirdPartyImage("redis:8.2.1"), { reference: "redis:8.2.1", pullPolicy: "IfNotPresent" });
  });

  it("has no problem with an exact tag, and with a digest where one is insisted on", () => {
    assert.deepEqual(thirdPartyImageProblems("image", "redis:8.2.1"), []);
    assert.deepEqual(thirdPartyImageProblems("image", "redis:8.2.1", { digestsRequired: false }), []);
    assert.deepEqual(thirdPartyImageProblems("image", `registry.example.com:5000/team/redis:8.2.1@${DIGEST}`, { digestsRequired: true }), []);
  });

  const wrong: Readonly<Record<string, string>> = {
    "redis:latest": "is tagged latest, which is another image every day",
    redis: "has no tag",
    "registry:5000/app": "has no tag",
    "Redis:8": "is no image name",
    "redis:8@sha256:12": "has a malformed digest",
  };
  for (const [reference, problem] of Object.entries(wrong)) {
    it(`is refused as ${reference}, at the path where it stands`, () => {
      const found = thirdPartyImageProblems("Service cache: image", reference);
      assert.deepEqual(found.map((one) => [one.path, one.problem]), [["Service cache: image", problem]]);
    });
  }

  it("is refused without a digest where one is insisted on, with the command that shows it", () => {
    const [found, ...more] = thirdPartyImageProblems("image", "redis:8.2.1", { digestsRequired: true });
    assert.deepEqual([found?.problem, found?.fix, more], ["has no digest, and a tag can be moved", "docker buildx imagetools inspect redis:8.2.1", []]);
  });
});
