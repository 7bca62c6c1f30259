import assert from "node:assert/strict";
import fc from "fast-check";
import type { PreviewModel } from "../../src/model/model.ts";
import { renderMarkdown } from "../../src/render/markdown.ts";
import { BUDGETS } from "../../src/render/options.ts";
import type { CommentHost } from "../../src/render/options.ts";
import { many } from "./many.ts";
import { change, changed, deletion, preview } from "./previews.ts";

const HOSTS = Object.keys(BUDGETS) as readonly CommentHost[];

const bodyOf = (models: readonly PreviewModel[], host: CommentHost | undefined, artifact?: string): string => renderMarkdown(models, { title: "board", ...(host === undefined ? {} : { host }), ...(artifact === undefined ? {} : { artifact }) }).body;
const big = (size: number) => [changed("spec.replicas", "1", "2"), changed("spec.text", "x".repeat(size / 2), "y".repeat(size / 2))];

describe("A comment on a host with a limit", () => {
  it("keeps to the limits that hosts have", () => {
    assert.deepEqual(BUDGETS, { github: 65_536, gitlab: 1_000_000, "bitbucket-server": 32_768, "azure-devops": 150_000 });
  });

  for (const host of HOSTS) {
    it(`has what is destructive of 500 resources, keeps to ${host}'s limit and says what is left out`, () => {
      const model = many(500);
      const body = bodyOf([model, preview({ stack: "dev" })], host, "preview-4f1c2ab");
      assert.ok(body.length <= BUDGETS[host], String(body.length));
      for (const { name, destructive } of model.changes) if (destructive) assert.ok(body.includes(`\`${name}\``), name);
      const shown = [...body.matchAll(/<summary>[~+] Deployment board\/component-/g)].length;
      if (host === "gitlab") assert.deepEqual([shown, body.includes("Left out")], [475, false]);
      else {
        const [, total, updates, creates] = /\*\*Left out for want of room: (\d+) resources \((?:(\d+) updates? and )?(\d+) creations?\)\.\*\* Everything is in the artifact `preview-4f1c2ab`\.\n$/.exec(body) ?? [];
        assert.equal(Number(total), 475 - shown, body.slice(-300));
        assert.equal(Number(updates ?? 0) + Number(creates), 475 - shown);
        assert.ok(body.length > BUDGETS[host] * 0.95, "room is used");
      }
    });
  }

  it("leaves out what is made before what changes, and each from the end", () => {
    const body = bodyOf([many(500, 0)], "github");
    const shown = [...body.matchAll(/<summary>(.) Deployment board\/component-(\d+)/g)].map(([, sign, number]) => [sign, Number(number)] as const);
    assert.ok(shown.every(([sign]) => sign === "~"), "updates come first");
    assert.deepEqual(shown.map(([, number]) => number), shown.map((_, index) => index * 2));
  });

  it("leaves out whole resources of any preview, and no preview", () => {
    const body = bodyOf([many(100, 2), { ...many(400, 3), stack: "dev" }], "github");
    for (const part of ["| 🔴 prod |", "| 🔴 dev |", "### 🔴 prod", "### 🔴 dev"]) assert.ok(body.includes(part), part);
    assert.equal(body.match(/^```diff$/gm)?.length, body.match(/^```$/gm)?.length);
  });

  it("names no artifact where there is none", () => {
    assert.match(bodyOf([many(500)], "github"), /creations?\)\.\*\*\n$/);
  });

  it("leaves nothing out without a host", () => {
    const body = bodyOf([many(500)], undefined);
    assert.ok(body.length > BUDGETS.github && !body.includes("Left out"));
  });

  it("gives up what changes in destructive ones before it gives up one of them", () => {
    const changes = Array.from({ length: 200 }, (_, index) => change("replace", `StatefulSet board/store-${index}`, { destructive: true, consequences: ["deleted, then made again.", "Its name is fixed: expect an outage."], properties: big(400) }));
    const body = bodyOf([preview({ changes })], "github", "whole");
    assert.ok(body.length <= BUDGETS.github);
    for (const { name } of changes) assert.ok(body.includes(`**StatefulSet \`${name}\`: deleted, then made again.** Its name is fixed: expect an outage.`), name);
    assert.ok(body.endsWith("**Left out for want of room: details of destructive changes.** Everything is in the artifact `whole`.\n"), body.slice(-200));
  });

  it("names every destructive one where there is no room for sentences", () => {
    const changes = Array.from({ length: 1000 }, (_, index) => deletion(`Deployment board/component-${index}`, { consequences: ["deleted.", "Its pods stop."] }));
    const body = bodyOf([preview({ changes })], "bitbucket-server");
    assert.ok(body.length <= BUDGETS["bitbucket-server"]);
    for (const { name } of changes) assert.ok(body.includes(`\`${name}\``), name);
  });

  it("says how many it could not even name", () => {
    const changes = Array.from({ length: 3000 }, (_, index) => deletion(`Deployment board/component-${index}`));
    const body = bodyOf([preview({ changes })], "bitbucket-server");
    assert.ok(body.length <= BUDGETS["bitbucket-server"]);
    const named = body.match(/`board\/component-\d+`/g)?.length ?? 0;
    assert.ok(named > 1000 && body.includes(`> - **and ${3000 - named} more for which there is no room here**`), body.slice(-300));
  });

  it("tells errors in short before it gives up what changes", () => {
    const diagnostics = Array.from({ length: 50 }, (_, index) => ({ severity: "error" as const, message: `problem ${index}\n${"why\n".repeat(38)}${"x".repeat(500)}` }));
    const body = bodyOf([preview({ failed: true, diagnostics: diagnostics.flatMap((one) => [one, { ...one, severity: "warning" }]), changes: [change("update", "Deployment a/b", { properties: big(100) })] })], "bitbucket-server");
    assert.ok(body.length <= BUDGETS["bitbucket-server"]);
    assert.ok(body.includes("- problem 9\n") && !body.includes("- problem 10\n") && body.includes("… and 40 more."), body);
    assert.ok(body.includes("~ Deployment a/b"));
  });

  it("keeps to the limit with thousands of previews", () => {
    const models = Array.from({ length: 3000 }, (_, index) => preview({ stack: `stack-${index}`, failed: true }));
    const body = bodyOf(models, "bitbucket-server");
    assert.ok(body.length <= BUDGETS["bitbucket-server"]);
    assert.match(body, /\n## ❌ board · preview\n[^]*Left out for want of room: .*3000 previews/);
  });

  it("keeps to the limit, and has every destructive change that can be named, whatever the previews", () => {
    const size = fc.integer({ min: 2, max: 3000 });
    const changeOf = (destructive: boolean) => fc.tuple(fc.constantFrom("replace", "update", "create"), size, fc.integer({ min: 0, max: 9999 })).map(([op, length, number]) => change(op, `Kind space/name-${number}`, { destructive, consequences: destructive ? ["gone."] : [], properties: big(length) }));
    fc.assert(
      fc.property(fc.array(changeOf(true), { maxLength: 150 }), fc.array(changeOf(false), { maxLength: 150 }), fc.constantFrom(...HOSTS), (grave, light, host) => {
        const body = bodyOf([preview({ changes: [...light, ...grave] })], host);
        assert.ok(body.length <= BUDGETS[host]);
        for (const { name } of grave) assert.ok(body.includes(`\`${name}\``), name);
        assert.equal(body, bodyOf([preview({ changes: [...light, ...grave] })], host));
      }),
      { numRuns: 40 },
    );
  });
});
