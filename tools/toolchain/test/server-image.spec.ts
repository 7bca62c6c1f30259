import assert from "node:assert/strict";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { BaseImage } from "../parts/base-image/base-image.ts";
import type { DebianRelease } from "../parts/base-image/debian-release.ts";
import { serverRecipeFor, serverRecipes } from "../parts/server-image/recipes.ts";
import { ensureServerImage, findServerImage } from "../parts/server-image/server-image.ts";
import type { PartContext } from "../src/part.ts";
import { ToolchainError } from "../src/toolchain-error.ts";

/** Its images are the lines of a file. A build keeps its Dockerfile. */
const FAKE_DOCKER = `#!/bin/sh
echo "docker $*" >> "$FAKE/calls"
for last; do :; done
case "$1 $2" in
  "image inspect") grep -qxF "$last" "$FAKE/images" ;;
  "image rm") grep -vxF "$last" "$FAKE/images" > "$FAKE/kept"; mv "$FAKE/kept" "$FAKE/images" ;;
  "pull "*) [ -n "$FAKE_PULLS" ] || { echo "no such host" >&2; exit 1; }; echo "$3" >> "$FAKE/images" ;;
  "import "*) tar -tv > "$FAKE/imported"; echo "$last" >> "$FAKE/images" ;;
  "build "*) [ -z "$FAKE_BUILD_SAYS" ] || { echo "$FAKE_BUILD_SAYS" >&2; exit 1; }
    cat > "$FAKE/dockerfile"; echo "$4" >> "$FAKE/images" ;;
esac
`;
const FAKE_APT = '#!/bin/sh\necho "bookworm bookworm main http://mirror.test/debian/"\n';
const FAKE_DEBOOTSTRAP = `#!/bin/sh
echo "debootstrap $*" >> "$FAKE/calls"
[ -z "$FAKE_DEBOOTSTRAP_SLEEPS" ] || sleep "$FAKE_DEBOOTSTRAP_SLEEPS"
while [ $# -gt 2 ]; do shift; done
mkdir -p "$1/usr/bin"
touch "$1/usr/bin/sh"
`;
/** Runs the command behind its own three options, which take root. */
const FAKE_UNSHARE = '#!/bin/sh\nshift 3\nexec "$@"\n';
const FAKE_CHROOT = '#!/bin/sh\necho "chroot" >> "$FAKE/calls"\nprintf "%s" "$4" > "$FAKE/tailoring"\n';
const FAKE_GO = `#!/bin/sh
case "$1" in
  env) echo go1.26.8; echo local; exit 0 ;;
  list) exit 0 ;;
esac
echo "go $*" >> "$FAKE/calls"
while [ "$1" != "-o" ]; do shift; done
case "$2" in */) target="$2/nats-server" ;; *) target="$2" ;; esac
cp /bin/echo "$target"
chmod 755 "$target"
`;
const POSTGRES = "postgres:17.6-bookworm";
const MONGO = "mongo:8.0.17";

describe("What stands in for the image of a server", () => {
  let root: string;
  let env: Record<string, string>;
  let refusal: string | undefined;
  let docker: string;
  const lines: string[] = [];
  const release: DebianRelease = { codename: () => "bookworm", refusal: () => refusal, authorities: () => ["-----BEGIN CERTIFICATE-----\none\n-----END CERTIFICATE-----"] };

  const program = (name: string, text: string): void => {
    writeFileSync(join(root, "bin", name), text);
    chmodSync(join(root, "bin", name), 0o755);
  };
  const context = (changes: Partial<PartContext> = {}): PartContext => ({ home: join(root, "home"), offline: false, env, signal: new AbortController().signal, ...changes });
  const ensure = async (wanted: string, changes: Partial<PartContext> = {}): Promise<BaseImage> => ensureServerImage(wanted, docker, context(changes), (line) => lines.push(line), release);
  const find = async (wanted: string): Promise<string | undefined> => findServerImage(wanted, docker, context(), release);
  const failure = async (wanted: string, changes: Partial<PartContext> = {}): Promise<ToolchainError> => {
    const error: unknown = await ensure(wanted, changes).then(() => undefined, (thrown: unknown) => thrown);
    assert.ok(error instanceof ToolchainError, String(error));
    return error;
  };
  const text = (name: string): string => readFileSync(join(root, name), "utf8");
  const calls = (name: string): readonly string[] => text("calls").split("\n").filter((line) => line.startsWith(name));
  const images = (): readonly string[] => text("images").split("\n").filter((line) => line !== "");

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "moorage-server-image-"));
    mkdirSync(join(root, "bin"));
    env = { PATH: `${join(root, "bin")}:/usr/bin:/bin`, FAKE: root, HOME: root };
    for (const [name, script] of [["docker", FAKE_DOCKER], ["apt-get", FAKE_APT], ["debootstrap", FAKE_DEBOOTSTRAP], ["unshare", FAKE_UNSHARE], ["chroot", FAKE_CHROOT], ["go", FAKE_GO]] as const) program(name, script);
    for (const name of ["images", "calls"]) writeFileSync(join(root, name), "");
    docker = join(root, "bin", "docker");
    refusal = undefined;
    lines.length = 0;
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  it("is found by the official repository, however that is written, and by no other", () => {
    const digest = `sha256:${"0".repeat(64)}`;
    for (const reference of ["postgres", POSTGRES, "library/postgres:16", "docker.io/postgres", "docker.io/library/postgres:16", "index.docker.io/library/postgres:16", `postgres@${digest}`, `postgres:17.6@${digest}`]) {
      assert.equal(serverRecipeFor(reference), serverRecipes.postgres, reference);
    }
    for (const reference of ["", "postgresql:16", "bitnami/postgres:16", "ghcr.io/library/postgres", "moorage.local/postgres-stand-in:1", "postgres:", "postgres:a b", "postgres@sha256:1"]) {
      assert.equal(serverRecipeFor(reference), undefined, reference);
    }
    assert.deepEqual(["redis:8.2.3-bookworm", MONGO, "nats:2.11.8-alpine"].map((reference) => serverRecipeFor(reference)?.standsInFor), ["redis", "mongo", "nats"]);
  });

  it("is not made where the engine has the official image, or can pull it", async () => {
    writeFileSync(join(root, "images"), `${POSTGRES}\n`);
    assert.deepEqual(await ensure(POSTGRES), { image: POSTGRES, origin: "local" });
    env["FAKE_PULLS"] = "yes";
    assert.deepEqual(await ensure(MONGO), { image: MONGO, origin: "pulled" });
    assert.deepEqual([calls("debootstrap"), calls("go")], [[], []]);
  });

  it("is made of Debian's packages, under a name that says what it is, and once", async () => {
    const made = await ensure(POSTGRES);
    assert.match(made.image ?? "", /^moorage\.local\/postgres-stand-in:bookworm-[0-9a-f]{12}$/);
    assert.equal(made.image === undefined ? "" : made.origin, "made");
    assert.match(calls("debootstrap").join(), /--variant=minbase .*--include=postgresql,libnss-wrapper bookworm/);
    assert.deepEqual(await ensure(POSTGRES), { image: made.image, origin: "local" });
    assert.equal(await find("docker.io/library/postgres:12"), made.image);
    assert.equal(calls("debootstrap").length, 1);
    assert.deepEqual(images(), [made.image]);
  });

  it("keeps the contract of the official image and says that it is none", async () => {
    await ensure(POSTGRES);
    const [from, ...dockerfile] = text("dockerfile").trim().split("\n");
    assert.match(from ?? "", /^FROM moorage\.local\/postgres-stand-in:bookworm-[0-9a-f]{12}-bare$/);
    assert.deepEqual(dockerfile, [
      'LABEL org.opencontainers.image.title="postgres stand-in: PostgreSQL of Debian"',
      "LABEL dev.moorage.stands-in-for=postgres",
      "ENV PGDATA=/var/lib/postgresql/data",
      "EXPOSE 5432",
      "STOPSIGNAL SIGINT",
      'ENTRYPOINT ["docker-entrypoint.sh"]',
      'CMD ["postgres"]',
    ]);
  });

  it("has its own scripts as programs, is slimmed inside of itself, and trusts nobody, as it fetches nothing", async () => {
    await ensure(MONGO);
    const files = text("imported").split("\n");
    for (const name of ["docker-entrypoint.sh", "mongod", "mongosh", "mongodump", "ferretdb"]) assert.ok(files.some((line) => line.startsWith("-rwxr-xr-x") && line.endsWith(` ./usr/local/bin/${name}`)), name);
    assert.ok(!files.some((line) => line.includes("ca-certificates")));
    assert.match(text("tailoring"), /^mkdir -p \/data\/db \/data\/configdb\n[^]*rm -rf \/usr\/bin\/perl/);
    assert.equal(calls("chroot").length, 1);
    assert.doesNotMatch(calls("debootstrap").join(), /--include/);
  });

  it("is built of pinned sources where Debian has no package, even if a program of that name is on PATH", async () => {
    program("nats-server", "#!/bin/sh\necho 'nats-server: v2.11.8'\n");
    program("ferretdb", "#!/bin/sh\necho 'version: v1.24.2'\n");
    for (const wanted of [MONGO, "nats:2.11.8-alpine"]) assert.ok((await ensure(wanted)).image !== undefined);
    assert.equal(calls("go build").length, 2);
  });

  it("cannot be made without what it is made of, and says why", async () => {
    refusal = "this is no Debian";
    assert.deepEqual(await ensure(POSTGRES), { image: undefined, why: `${POSTGRES} cannot be pulled (no such host), and this is no Debian, so that none can be made` });
    refusal = undefined;
    program("go", "#!/bin/sh\necho go1.2.3\necho local\n");
    const { image, ...rest } = await ensure(MONGO);
    assert.equal(image, undefined);
    assert.match("why" in rest ? rest.why : "", /^mongo:8\.0\.17 cannot be pulled \(no such host\), and ferretdb cannot be had: .* is Go 1\.2\.3, and building it takes Go \S+ or newer, so that none can be made$/);
    assert.deepEqual(await ensure("mysql:8"), { image: undefined, why: "mysql:8 cannot be pulled (no such host), and nothing stands in for it, so that none can be made" });
    assert.equal(await find("mysql:8"), undefined);
    refusal = "--offline allows no installation";
    const { why } = (await ensure(POSTGRES, { offline: true })) as { readonly why: string };
    assert.match(why, /--offline allows no pull/);
    assert.deepEqual(calls("debootstrap"), []);
  });

  it("tells a build that fails and a full disk, and leaves nothing that is taken for it", async () => {
    env["FAKE_BUILD_SAYS"] = "Error response from daemon: no space left on device";
    assert.equal((await failure(POSTGRES)).code, "DISK_FULL");
    env["FAKE_BUILD_SAYS"] = "Cannot connect to the Docker daemon";
    assert.match((await failure(POSTGRES)).message, /^making moorage\.local\/postgres-stand-in:\S+ failed: Cannot connect to the Docker daemon$/);
    assert.equal(await find(POSTGRES), undefined);
    assert.deepEqual(images(), []);
    assert.deepEqual(readdirSync(join(root, "home", "base-images")), []);
    delete env["FAKE_BUILD_SAYS"];
    assert.ok((await ensure(POSTGRES)).image !== undefined);
  });

  it("stops at once when it is interrupted", async () => {
    env["FAKE_DEBOOTSTRAP_SLEEPS"] = "30";
    const begun = Date.now();
    assert.equal((await failure(POSTGRES, { signal: AbortSignal.timeout(500) })).code, "INTERRUPTED");
    assert.ok(Date.now() - begun < 10_000);
    assert.deepEqual(images(), []);
  });

  it("is made once by two runs at once", async () => {
    env["FAKE_DEBOOTSTRAP_SLEEPS"] = "0.3";
    const [one, other] = await Promise.all([ensure(POSTGRES), ensure(POSTGRES)]);
    assert.deepEqual(one, other);
    assert.equal(calls("debootstrap").length, 1);
    assert.ok(lines.some((line) => line.startsWith("another run is making moorage.local/postgres-stand-in")));
  });
});
