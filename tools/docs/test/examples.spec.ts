import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { compileExamples, exampleProject, findExamples, placeOf, runExample } from "../src/index.ts";
import type { CompiledExample, Example, ExampleProject } from "../src/index.ts";

const ROOT = join(import.meta.dirname, "..", "..", "..");
const DOCS = join(ROOT, "tools", "docs");
const USER = join(import.meta.dirname, "fixtures", "user");
const F = "```";

/** An example as it would stand on line 10 of a page. */
function written(...lines: readonly string[]): Example {
  const code = lines.join("\n");
  return { code, run: true, places: [{ file: "page.md", line: 10, run: true, code }] };
}

describe("Examples", () => {
  describe("of a repository", () => {
    let root: string;
    before(() => {
      root = realpathSync(mkdtempSync(join(tmpdir(), "moorage-docs-")));
      const put = (path: string, ...lines: readonly string[]): void => {
        mkdirSync(dirname(join(root, path)), { recursive: true });
        writeFileSync(join(root, path), lines.join("\n"));
      };
      put("packages/shop/src/deep/shop.ts", "/**", " * @example", ` * ${F}ts`, " * shop();", ` * ${F}`, " */", "export function shop() {}");
      put("packages/shop/src/data.json", "{}");
      put("packages/shop/README.md", `${F}ts no-run`, "start();", F);
      put("packages/bare/src/index.ts", "export {};");
      put("docs/components/shop.md", `${F}ts`, "shop();", F, `${F}ts`, "start();", F);
      put("docs/how-to/other.md", `${F}ts`, "elsewhere();", F);
    });
    after(() => rmSync(root, { recursive: true, force: true }));

    it("are one where the same code is in several places, and name them all", () => {
      const found = findExamples(root).map(({ code, places }) => [code, ...places.map(placeOf)]);
      assert.deepEqual(found, [
        ["shop();", "packages/shop/src/deep/shop.ts:4", "docs/components/shop.md:2"],
        ["start();", "packages/shop/README.md:2", "docs/components/shop.md:5"],
      ]);
    });

    it("are not run when one of the places says so", () => {
      assert.deepEqual(findExamples(root).map(({ run }) => run), [true, false]);
    });
  });

  describe("in a project", function () {
    this.timeout(60_000);
    const given = {
      good: written(`import { AppNamespace } from "@moorage/namespace";`, "", `const apps = new AppNamespace("apps", { name: "shop-dev" }, opts);`, "apps.name;"),
      ownNames: written("const platform = 1;", "const opts = platform + 1;"),
      dependency: written(`import * as k8s from "@pulumi/kubernetes";`, `new k8s.core.v1.ConfigMap("settings", {}, opts);`),
      unused: written(`import { Problems } from "@moorage/core";`, "", "namespace.plainName;"),
      wrong: written("const port: number = 1;", "", `const name: string = port;`),
      unknown: written("const at = target;", "", "database.connection;"),
      strict: written(`const peer: import("@moorage/core").Peer = { cidr: undefined };`),
      malformed: written("const a = (;"),
      throwing: written(`import { InputError } from "@moorage/core";`, "", `throw new InputError([{ path: "web", problem: "is bad" }]);`),
      rejecting: written("const bad = password.apply(() => Promise.reject(new Error(`refused`)));"),
      relative: written(`import { readFileSync } from "node:fs";`, "", `export const page = readFileSync("apps/web/index.html", "utf8");`),
      folder: written(`import { readFileSync } from "node:fs";`, `const page = readFileSync("/path/to/apps/web/index.html", "utf8");`, `if (!page.includes("Hello")) throw new Error(page);`),
    };
    type Name = keyof typeof given;
    let project: ExampleProject;
    let compiled: Readonly<Record<Name, CompiledExample>>;
    before(() => {
      project = exampleProject(Object.values(given), { root: ROOT, world: join(DOCS, "src", "example-world.ts"), folder: USER, within: join(DOCS, "node_modules") });
      const all = compileExamples(ROOT, project.examples);
      compiled = Object.fromEntries(Object.keys(given).map((name, index) => [name, all[index]])) as typeof compiled;
    });
    after(() => project.remove());

    const errors = (name: Name): string => compiled[name].errors.join("\n");

    it("find the packages, what those depend on, and the free names", () => {
      for (const name of ["good", "dependency", "folder", "relative", "throwing", "rejecting"] as const) assert.equal(errors(name), "", name);
    });

    it("may give their own values the names of the world", () => {
      assert.equal(errors("ownNames"), "");
    });

    it("are told of type errors by the line of their page", () => {
      assert.match(errors("wrong"), /^page\.md:12: TS2322: Type 'number' is not assignable to type 'string'\.$/);
      assert.match(errors("unknown"), /^page\.md:12: TS2304: Cannot find name 'database'\.$/);
    });

    it("are held to the repository's strictest options", () => {
      assert.match(errors("strict"), /^page\.md:10: TS2375: .*exactOptionalPropertyTypes/);
    });

    it("are told of imports that they do not need, and not of values", () => {
      assert.match(errors("unused"), /^page\.md:10: TS6133: 'Problems' is declared but its value is never read\.$/);
    });

    it("that are no TypeScript are found", () => {
      assert.match(errors("malformed"), /^page\.md:10: TS1109: Expression expected\./);
    });

    it("make resources or do not", () => {
      assert.deepEqual(Object.keys(given).filter((name) => compiled[name as Name].makesResources), ["good", "dependency"]);
    });

    it("are run: what they register is handed out, without the platform's provider", async () => {
      const types = (await runExample(compiled.good.file, USER)).map(({ type }) => type);
      assert.ok(types.includes("moorage:namespace:AppNamespace"), types.join(", "));
      assert.ok(types.includes("kubernetes:core/v1:Namespace"), types.join(", "));
      assert.ok(!types.some((type) => type.startsWith("pulumi:providers:")), types.join(", "));
    });

    it("that register nothing have run too", async () => {
      assert.deepEqual(await runExample(compiled.ownNames.file, USER), []);
    });

    it("that throw are found", async () => {
      await assert.rejects(runExample(compiled.throwing.file, USER), /web: is bad/);
    });

    it("with an Output that is rejected are found", async () => {
      await assert.rejects(runExample(compiled.rejecting.file, USER), /refused/);
    });

    it("find an app where they say /path/to, and in the folder that they run in", async () => {
      const before = process.cwd();
      assert.deepEqual(await runExample(compiled.folder.file, USER), []);
      assert.deepEqual(await runExample(compiled.relative.file, USER), []);
      await assert.rejects(runExample(compiled.throwing.file, USER));
      assert.equal(process.cwd(), before);
    });

    it("leave nothing behind", () => {
      const other = exampleProject([written("1;")], { root: ROOT, world: "./world.ts", folder: "", within: join(DOCS, "node_modules") });
      const before = readdirSync(join(DOCS, "node_modules")).filter((name) => name.startsWith(".examples-")).length;
      other.remove();
      assert.equal(readdirSync(join(DOCS, "node_modules")).filter((name) => name.startsWith(".examples-")).length, before - 1);
    });
  });
});
