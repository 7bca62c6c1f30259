import assert from "node:assert/strict";
import { join } from "node:path";
import { baseImages } from "@moorage/machine";
import type { Obtained, Offer, PartContext, Refusal } from "@moorage/toolchain";
import { imageBuilding, without } from "../src/image-building.ts";
import type { ImageBuilding } from "../src/image-building.ts";
import { StandInMachine } from "./stand-in-machine.ts";

/** Has the images of a file; pulls those that another file allows. */
const DOCKER = `echo "$*" >> "$W/calls"
for last; do :; done
case "$1" in
  image) /bin/grep -qxF "$last" "$W/images" 2>/dev/null ;;
  pull) /bin/grep -qxF "$last" "$W/pullable" 2>/dev/null || { echo "Error response from daemon: no such host" >&2; exit 1; }; echo "$last" >> "$W/images" ;;
esac`;

describe("what is found out about building images", () => {
  let machine: StandInMachine;
  let images: ImageBuilding;
  beforeEach(() => {
    machine = new StandInMachine();
    images = imageBuilding([baseImages.python]);
  });
  afterEach(() => machine.remove());

  const host = (): string => machine.env["DOCKER_HOST"] ?? "";
  const context = (changes: Partial<PartContext> = {}): PartContext => ({ home: join(machine.folder, "shared"), offline: true, env: machine.env, signal: new AbortController().signal, ...changes });
  const offered = async (changes: Partial<PartContext> = {}): Promise<Offer | Refusal> => images.part.offer(context(changes));
  const obtained = async (changes: Partial<PartContext> = {}, lines: string[] = []): Promise<Obtained> => {
    const offer = await offered(changes);
    if (offer.source === "none") return assert.fail(offer.why);
    return offer.obtain((line) => lines.push(line));
  };

  it("is nothing before anybody has looked", () => {
    assert.deepEqual(images.machine(), { docker: { available: false, why: "nobody has looked for a Docker engine" }, baseImages: {} });
  });

  it("is not shared between two plans", async () => {
    const other = imageBuilding([baseImages.python]);
    await offered();
    assert.notDeepEqual(images.machine(), other.machine());
  });

  it("is why there is no engine, where there is none: that is a refusal, and no error", async () => {
    machine.program("docker", DOCKER);
    const offer = await offered();
    assert.ok(offer.source === "none");
    assert.equal(offer.why, `DOCKER_HOST names ${host()}, where no Docker engine answers`);
    assert.deepEqual(images.machine(), without(offer.why));
  });

  describe("with an engine that answers", () => {
    beforeEach(async () => {
      machine.program("docker", DOCKER);
      await machine.engine();
    });

    it("takes no time where the base image is there, and is told where the engine is", async () => {
      machine.write("images", `${baseImages.python}\n`);
      const offer = await offered();
      assert.deepEqual([offer.source, "seconds" in offer ? offer.seconds : undefined], ["path", 0]);
      assert.deepEqual(await obtained(), { executables: { docker: join(machine.folder, "bin", "docker") }, env: { DOCKER_HOST: host() } });
      assert.deepEqual(images.machine(), { docker: { available: true, host: host() }, baseImages: {} });
    });

    it("says beforehand that a base image is to be got, and asks the engine for no more than whether it has it", async () => {
      const offer = await offered();
      assert.ok(offer.source !== "none");
      assert.ok(offer.seconds > 0);
      assert.ok(offer.from.includes(`base image ${baseImages.python} (pulled, else made`), offer.from);
      assert.deepEqual(machine.read("calls").trim().split("\n").filter((call) => !call.startsWith("image inspect")), []);
    });

    it("knows nothing while it only offers", async () => {
      await offered();
      assert.deepEqual(images.machine(), without("nobody has looked for a Docker engine"));
    });

    it("pulls the base image where that can be done, and builds upon that very one", async () => {
      machine.write("pullable", `${baseImages.python}\n`);
      const lines: string[] = [];
      await obtained({ offline: false }, lines);
      assert.deepEqual(lines, [`pulling ${baseImages.python}`]);
      assert.deepEqual(images.machine(), { docker: { available: true, host: host() }, baseImages: {} });
    });

    it("keeps nobody from deploying where a base image cannot be had, and says why what is built upon it is left out", async () => {
      assert.deepEqual((await obtained()).executables, { docker: join(machine.folder, "bin", "docker") });
      const { docker, lackingBases } = images.machine();
      assert.ok(docker.available);
      assert.deepEqual(lackingBases, { [baseImages.python]: `${baseImages.python} cannot be pulled (--offline allows no pull), and this is no Debian, so that none can be made` });
    });

    it("passes on why a pull failed", async () => {
      await obtained({ offline: false });
      assert.match(images.machine().lackingBases?.[baseImages.python] ?? "", /cannot be pulled \(Error response from daemon: no such host\)/);
    });

    it("gets the base images that are wanted and no others, and counts the time of each that is missing", async () => {
      images = imageBuilding([baseImages.python, baseImages.node]);
      machine.write("images", `${baseImages.python}\n`);
      machine.write("pullable", `${baseImages.node}\n${baseImages.jre}\n`);
      const offer = await offered({ offline: false });
      assert.ok(offer.source !== "none");
      assert.ok(offer.from.includes(`base image ${baseImages.node} (pulled`), offer.from);
      assert.equal(offer.seconds, 60);
      const lines: string[] = [];
      await obtained({ offline: false }, lines);
      assert.deepEqual(lines, [`pulling ${baseImages.node}`]);
      assert.deepEqual(images.machine(), { docker: { available: true, host: host() }, baseImages: {} });
    });

    it("passes over no failure that is a mistake of ours", async () => {
      const offer = await offered({ offline: false });
      assert.ok(offer.source !== "none");
      await assert.rejects(offer.obtain(() => {
        throw new TypeError("a mistake");
      }), TypeError);
    });
  });
});
