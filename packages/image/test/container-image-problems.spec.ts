import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ImageDelivery, Problem } from "@moorage/core";
import { containerImageProblems } from "../src/index.ts";
import type { ContainerImageSettings } from "../src/index.ts";
import { loading, pushing } from "./deliveries.ts";

const CANARY = "canary-of-a-secret";
const VARIABLE = "MOORAGE_TEST_BUILD_SECRET";

describe("what keeps an image from being built", () => {
  let context: string;
  const problems = (settings: Partial<ContainerImageSettings> = {}, delivery: ImageDelivery = loading(), name = "web"): readonly Problem[] => containerImageProblems(name, { context, ...settings }, delivery);
  const only = (settings: Partial<ContainerImageSettings>, delivery?: ImageDelivery, name?: string): Problem => {
    const [found, ...more] = problems(settings, delivery, name);
    assert.deepEqual(more, []);
    assert.ok(found !== undefined, "nothing was found");
    assert.ok(!JSON.stringify(found).includes(CANARY));
    return found;
  };

  beforeEach(() => {
    context = mkdtempSync(join(tmpdir(), "image-"));
    writeFileSync(join(context, "Dockerfile"), "FROM scratch\n");
    process.env[VARIABLE] = CANARY;
  });
  afterEach(() => {
    rmSync(context, { recursive: true, force: true });
    delete process.env["MOORAGE_TEST_BUILD_SECRET"];
  });

  it("is nothing when all is well, loaded or pushed", () => {
    writeFileSync(join(context, "token"), CANARY);
    const whole: Partial<ContainerImageSettings> = {
      dockerfile: "Dockerfile",
      target: "final",
      platform: "linux/arm64",
      buildArgs: { BASE_IMAGE: "a", NODE_VERSION: "b", KEYBOARD: "c" },
      buildSecrets: { npm: { env: VARIABLE }, "pip.conf": { file: join(context, "token") } },
      repository: "shop/web_1.x--y",
      version: "1.4.2",
    };
    for (const delivery of [loading(), pushing()]) {
      assert.deepEqual(problems({}, delivery), []);
      assert.deepEqual(problems(whole, delivery), []);
    }
  });

  it("is a context that is not there, by its resolved path, and only that", () => {
    const { path, problem, got } = only({ context: "no/such/../folder", dockerfile: "Missing" });
    assert.deepEqual([path, problem, got], ["ContainerImage web: context", "is not there", join(process.cwd(), "no", "folder")]);
  });

  it("is a context that is a file", () => {
    const { path, problem, got } = only({ context: join(context, "Dockerfile") });
    assert.deepEqual([path, problem, got], ["ContainerImage web: context", "is no folder", join(context, "Dockerfile")]);
  });

  it("is a Dockerfile that is not there, or is a folder, by its resolved path", () => {
    assert.deepEqual([only({ dockerfile: "docker/Missing" }).problem, only({ dockerfile: "docker/Missing" }).got], ["is not there", join(context, "docker", "Missing")]);
    mkdirSync(join(context, "docker"));
    assert.equal(only({ dockerfile: "docker" }).problem, "is no file");
  });

  it("is a line of the .dockerignore that the engine would refuse", () => {
    writeFileSync(join(context, ".dockerignore"), "*.md\n[a\n");
    assert.deepEqual([only({}).path, only({}).got], ["ContainerImage web: context", '"[a"']);
    writeFileSync(join(context, "Dockerfile.dockerignore"), "*.md\n");
    assert.deepEqual(problems(), []);
  });

  for (const argument of ["DB_PASSWORD", "NPM_TOKEN", "API_KEY", "apikey", "PRIVATE_KEY", "CLIENT_SECRET", "AWS_CREDENTIALS", "passwd"]) {
    it(`is the build argument ${argument}, without its value and with the way out`, () => {
      const { path, problem, fix } = only({ buildArgs: { [argument]: CANARY } });
      assert.deepEqual([path, problem], [`ContainerImage web: buildArgs.${argument}`, "is named like a secret, and build arguments stay in the image"]);
      assert.equal(fix, `move ${argument} to buildSecrets, and RUN --mount=type=secret,id=${argument}`);
    });
  }

  it("is a build secret whose variable is not set or empty, by its name", () => {
    delete process.env["MOORAGE_TEST_BUILD_SECRET"];
    const { path, problem, fix } = only({ buildSecrets: { npm: { env: VARIABLE } } });
    assert.deepEqual([path, problem, fix], ["ContainerImage web: buildSecrets.npm", `comes from the variable ${VARIABLE}, which is not set`, `export ${VARIABLE}=…`]);
    process.env[VARIABLE] = "";
    assert.match(only({ buildSecrets: { npm: { env: VARIABLE } } }).problem, /which is empty$/);
  });

  it("is a build secret whose file is not there, or is a folder, or has a path that engines do not take", () => {
    const of = (file: string): readonly (string | undefined)[] => [only({ buildSecrets: { npm: { file } } }).problem, only({ buildSecrets: { npm: { file } } }).got];
    assert.deepEqual(of("no/such/file"), ["comes from a file that is not there", join(process.cwd(), "no", "such", "file")]);
    assert.deepEqual(of(context), ["comes from a folder", context]);
    writeFileSync(join(context, "a,b"), CANARY);
    assert.match(of(join(context, "a,b"))[0] ?? "", /comma/);
  });

  it("is no build secret where nothing is built, but for a malformed id", () => {
    const builds = { skippedBecause: "only looked at" };
    for (const delivery of [loading([], { builds }), pushing({}, { builds })]) {
      assert.deepEqual(problems({ buildSecrets: { npm: { file: "no/such/file" }, pip: { env: "NO_SUCH_VARIABLE" } } }, delivery), []);
      assert.equal(only({ buildSecrets: { "a,b": { env: VARIABLE } } }, delivery).problem, "has a malformed id");
    }
  });

  for (const repository of ["Web", "shop//web", "web:1", "web@sha256", "-web", "web/", "", "shop web", "Shop/web"]) {
    it(`is the repository ${JSON.stringify(repository)}`, () => {
      const { path, problem, got } = only({ repository });
      assert.deepEqual([path, problem, got], ["ContainerImage web: repository", "is no repository name", JSON.stringify(repository)]);
    });
  }

  it("is a component's name that makes no repository, unless one is given", () => {
    assert.equal(only({}, loading(), "Web").path, "ContainerImage Web: repository");
    assert.deepEqual(problems({ repository: "web" }, loading(), "Web"), []);
  });

  for (const version of ["", "1.4.2+build", ".1", "-1", "1 2", "v/1", "1".repeat(112)]) {
    it(`is the version ${JSON.stringify(version)}`, () => assert.deepEqual([only({ version }).path, only({ version }).problem], ["ContainerImage web: version", "is no part of a tag"]));
  }

  it("is the version latest, but not the longest one that fits before a hash", () => {
    assert.equal(only({ version: "latest" }).problem, "is latest, which is another image every day");
    assert.deepEqual(problems({ version: "1".repeat(111) }), []);
  });

  it("is a platform that is none", () => {
    const { path, got, expected } = only({ platform: "amd64" as "linux/amd64" });
    assert.deepEqual([path, got, expected], ["ContainerImage web: platform", '"amd64"', "one of linux/amd64, linux/arm64"]);
  });

  it("is a registry without an address, with the command that sets it", () => {
    const { path, problem, fix } = only({}, pushing({ address: "" }));
    assert.deepEqual([path, problem, fix], ["ContainerImage web: delivery.registry.address", "is empty", "pulumi config set registry ghcr.io/your-team"]);
  });

  it("is an address with a scheme", () => {
    assert.equal(only({}, pushing({ address: "https://registry.example.com/team" })).problem, "has a scheme");
  });

  it("is Never for what only a registry has, where no compiler refused it", () => {
    const { path, got, expected } = only({}, { ...pushing(), pullPolicy: "Never" } as unknown as ImageDelivery);
    assert.deepEqual([path, got, expected], ["ContainerImage web: delivery.pullPolicy", "Never", "IfNotPresent"]);
  });

  it("is everything at once, in one order", () => {
    const found = problems({ dockerfile: "None", buildArgs: { TOKEN: "x" }, buildSecrets: { npm: { file: "none" } }, repository: "A", version: "latest", platform: "x" as "linux/amd64" }, pushing({ address: "" }));
    const paths = ["dockerfile", "buildArgs.TOKEN", "buildSecrets.npm", "repository", "version", "platform", "delivery.registry.address"];
    assert.deepEqual(found.map(({ path }) => path), paths.map((path) => `ContainerImage web: ${path}`));
  });
});
