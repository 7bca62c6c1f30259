import assert from "node:assert/strict";
import fc from "fast-check";
import { imageName, imageNameProblem } from "../src/index.ts";

const DIGEST = `sha256:${"0123456789abcdef".repeat(4)}`;

describe("an image's name", () => {
  it("is taken apart at the colon after the last slash, for an earlier one belongs to a port", () => {
    assert.deepEqual(imageName("registry.example.com:5000/team/app"), { repository: "registry.example.com:5000/team/app" });
    assert.deepEqual(imageName(`registry.example.com:5000/team/app:1.2@${DIGEST}`), { repository: "registry.example.com:5000/team/app", tag: "1.2", digest: DIGEST });
    assert.deepEqual(imageName("postgres:17.6"), { repository: "postgres", tag: "17.6" });
  });

  for (const good of ["postgres:17.6-bookworm", "registry.example.com:5000/team/app:1", `nats:2@${DIGEST}`, "docker.io/library/redis:8.2", "my__app/x.y-z:0_1"]) {
    it(`may be ${good}`, () => assert.equal(imageNameProblem(good), undefined));
  }

  for (const [bad, problem] of [
    ["postgres", "has no tag"],
    ["registry:5000/app", "has no tag"],
    ["postgres:latest", "is tagged latest, which is another image every day"],
    ["postgres:", "has a malformed tag"],
    [`postgres:${"x".repeat(129)}`, "has a malformed tag"],
    ["Postgres:17", "is no image name"],
    ["https://registry.example.com/app:1", "is no image name"],
    ["", "is no image name"],
    ["app:1@sha256:abc", "has a malformed digest"],
    [`app:1@sha256:${"G".repeat(64)}`, "has a malformed digest"],
    [`app@${DIGEST}`, "has no tag"],
  ] as const) {
    it(`may not be ${JSON.stringify(bad.slice(0, 40))}: it ${problem}`, () => assert.equal(imageNameProblem(bad)?.problem, problem));
  }

  it("needs a digest only where digests are insisted on, and is told the command that finds it", () => {
    const wrong = imageNameProblem("redis:8.2", { digestsRequired: true });
    assert.deepEqual([wrong?.problem, wrong?.expected, wrong?.fix], ["has no digest, and a tag can be moved", "redis:8.2@sha256:…", "docker buildx imagetools inspect redis:8.2"]);
    assert.equal(imageNameProblem(`redis:8.2@${DIGEST}`, { digestsRequired: true }), undefined);
    assert.equal(imageNameProblem("redis:8.2", { digestsRequired: false }), undefined);
  });

  it("comes back whole from its parts", () => {
    const part = fc.stringMatching(/^[a-z0-9]{1,10}$/);
    fc.assert(fc.property(fc.array(part, { minLength: 1, maxLength: 4 }), fc.option(fc.integer({ min: 1, max: 65535 })), part, fc.boolean(), (parts, port, tag, pinned) => {
      const repository = port === null ? parts.join("/") : `host:${port}/${parts.join("/")}`;
      const reference = `${repository}:${tag}${pinned ? `@${DIGEST}` : ""}`;
      assert.deepEqual(imageName(reference), { repository, tag, ...(pinned ? { digest: DIGEST } : {}) });
      assert.equal(imageNameProblem(reference) === undefined, tag !== "latest");
    }));
  });
});
