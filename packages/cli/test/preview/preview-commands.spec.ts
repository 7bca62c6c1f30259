import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { drift } from "../../src/commands/drift.ts";
import { preview } from "../../src/commands/preview.ts";
import type { PreviewFlags } from "../../src/commands/preview.ts";
import { up } from "../../src/commands/up.ts";
import { withPlanFile } from "../../src/preview/plan-file.ts";
import { StandInEngine, driftEvents, imageEvents } from "./stand-in-engine.ts";

const said = async (attempt: Promise<unknown>): Promise<string> => {
  try {
    return assert.fail(`nothing was refused: ${JSON.stringify(await attempt)}`);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
};
const PREVIEW: PreviewFlags = { commentFile: "preview.md" };

describe("the commands of previews", function () {
  this.timeout(30_000);
  let machine: StandInEngine;
  beforeEach(() => (machine = new StandInEngine()));
  afterEach(() => machine.remove());

  const run = async (stacks: readonly string[] = ["prod"], flags: Partial<PreviewFlags> = {}): Promise<number> => preview(stacks, { ...PREVIEW, ...flags }, machine.context());
  const calls = (): readonly string[] => machine.read("calls").trim().split("\n");
  const call = (verb: string): string => calls().find((line) => line.startsWith(`<${verb}>`)) ?? assert.fail(calls().join("\n"));

  describe("moorage preview", () => {
    it("asks the engine for its events, beside that for settings and state, and shows what changes", async () => {
      assert.equal(await run(), 2);
      assert.match(machine.said.out, /api:2/);
      assert.deepEqual([...calls()].sort(), ["<config><--show-secrets><--json><--stack><prod><--non-interactive>", "<preview><--json><--stack><prod><--non-interactive>", "<stack><export><--show-secrets><--stack><prod><--non-interactive>"]);
      assert.match(machine.read("environment"), /^PULUMI_ENABLE_STREAMING_JSON_PREVIEW=true$/m);
      assert.equal(machine.said.err, "prod: begun\nprod: done after 1 s\n".replace("1 s", /after (\d+ s)/.exec(machine.said.err)?.[1] ?? ""));
    });

    it("ends with 0 where nothing changes", async () => {
      machine.events(imageEvents("api:1"));
      assert.equal(await run(), 0);
      assert.match(machine.said.out, /no changes/);
    });

    for (const format of ["markdown", "terminal", "json", "html"] as const) {
      it(`shows no secret of settings, state, calls, variables and files in ${format}, nor in the log`, async () => {
        const secrets = ["hunter2-vault", "in-state-vault", "in-call-vault", "in-variable-vault", "in-file-vault", "in-address-vault"];
        machine.write("state.json", JSON.stringify({ deployment: { resources: [{ inputs: { x: { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", plaintext: '"in-state-vault"' } } }] } }));
        machine.write("calls-of-engine", `${JSON.stringify({ x: { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", value: "in-call-vault" } })}\n`);
        machine.write("during", 'cat "$W/calls-of-engine" > "$PULUMI_DEBUG_GRPC"; cat "$W/events" >&2');
        machine.env["SOME_TOKEN"] = "in-variable-vault";
        machine.env["SOME_PASSWORD_FILE"] = machine.write("password", "in-file-vault\n");
        machine.env["DATABASE"] = "postgres://a:in-address-vault@b";
        machine.events(imageEvents(`api:${secrets.join("/")}`));
        assert.equal(await run(["prod"], { format, verbose: true }), 2);
        const all = machine.said.out + machine.said.err;
        assert.match(machine.said.out, /\[secret\]/);
        assert.match(machine.said.err, /^prod: \{"sequence"/m);
        for (const secret of secrets) assert.ok(!all.includes(secret), secret);
      });
    }

    it("shows nothing of a stack whose secrets cannot be read, and no log of it", async () => {
      machine.before('case "$1" in stack) echo "error: the state is locked away" >&2; exit 1;; esac');
      assert.equal(await run(["prod"], { verbose: true }), 1);
      assert.match(machine.said.out, /its secrets cannot be read, so that nothing may be shown: the state is locked away/);
      assert.doesNotMatch(machine.said.out, /api:2/);
      assert.match(machine.said.err, /^prod: the engine's log is not shown: its secrets cannot be known here$/m);
    });

    it("gives the engine no token that writes comments, in no call", async () => {
      machine.before('[ -n "$GITHUB_TOKEN$GITLAB_TOKEN" ] && echo seen >> "$W/seen"');
      Object.assign(machine.env, { GITHUB_TOKEN: "ghs_x", GITLAB_TOKEN: "glpat_x" });
      await run();
      assert.equal(machine.has("seen"), false);
    });

    it("previews several stacks in the order given, also when an earlier one takes longer", async () => {
      machine.remove();
      machine = new StandInEngine(["dev", "prod"]);
      machine.write("during", 'case "$*" in *"--stack prod"*) sleep 0.3;; esac');
      assert.equal(await run(["prod", "dev"], { format: "json" }), 2);
      const { previews, diffHash } = JSON.parse(machine.said.out) as { readonly previews: readonly { readonly label: string }[]; readonly diffHash: string };
      assert.deepEqual(previews.map(({ label }) => label), ["prod", "dev"]);
      assert.match(diffHash, /^[0-9a-f]{16,}-[0-9a-f]{16,}$/);
    });

    it("shows a stack that failed beside one that did not, and writes the comment all the same, without a hash of it", async () => {
      machine.remove();
      machine = new StandInEngine(["dev", "prod"]);
      machine.write("during", `case "$*" in *"--stack dev"*) echo "error: no stack named 'dev' found" >&2; exit 6;; esac`);
      const path = join(machine.folder, "out", "comment.md");
      assert.equal(await run([], { comment: "file", commentFile: path }), 1);
      const comment = readFileSync(path, "utf8");
      for (const text of [comment, machine.said.out]) {
        assert.match(text, /no stack named 'dev' found/);
        assert.match(text, /api:2/);
      }
      assert.match(comment, /"diffHash":"[0-9a-f]+"/);
      assert.match(machine.said.err, /^dev: failed after/m);
      assert.match(machine.said.err, /^the comment is in .*comment\.md$/m);
    });

    it("refreshes where that is wanted", async () => {
      await run(["prod"], { refresh: true });
      assert.match(call("preview"), /^<preview><--json><--refresh>/);
    });

    it("writes to a file where that is wanted, and nothing else to standard output", async () => {
      const path = join(machine.folder, "preview.html");
      await run(["prod"], { format: "html", out: path });
      assert.match(readFileSync(path, "utf8"), /<html/);
      assert.equal(machine.said.out, "");
      assert.match(await said(run(["prod"], { out: machine.folder })), /cannot be written: EISDIR$/);
    });

    it("writes one comment to the pull request, names the commit, and tells where it is", async () => {
      const bodies: string[] = [];
      const server = createServer((request, response) => {
        let body = "";
        request.on("data", (piece: Buffer) => (body += piece.toString()));
        request.on("end", () => {
          if (request.url === "/graphql") return void response.end(JSON.stringify({ data: { viewer: { login: "bot" } } }));
          if (request.method === "GET") return void response.end("[]");
          bodies.push((JSON.parse(body) as { readonly body: string }).body);
          response.end(JSON.stringify({ id: 1, html_url: "https://github.com/acme/board/pull/5#issuecomment-1", user: { login: "bot" } }));
        });
      });
      await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
      const event = machine.write("event.json", JSON.stringify({ pull_request: { number: 5, head: { sha: "4f1c2ab99" } } }));
      Object.assign(machine.env, { GITHUB_ACTIONS: "true", GITHUB_TOKEN: "ghs_x", GITHUB_REPOSITORY: "acme/board", GITHUB_EVENT_PATH: event, GITHUB_API_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
      try {
        assert.equal(await run(["prod"], { comment: "github" }), 2);
        assert.match(bodies[0] ?? "", /^<!-- moorage-preview \{"stack":"prod","sha":"4f1c2ab","diffHash":"[0-9a-f]+"\} -->\n## .* board · preview of `4f1c2ab`/);
        assert.match(machine.said.err, /^the comment was created: https:\/\/github\.com\/acme\/board\/pull\/5#issuecomment-1$/m);
      } finally {
        server.closeAllConnections();
        server.close();
      }
    });

    it("finds everything that is wrong at once, before anything runs", async () => {
      const problems = await said(run(["prdo"], { comment: "github", project: ["board", "nowhere"] }));
      for (const says of [/^GITHUB_TOKEN: is not set/m, /^GITHUB_REPOSITORY: is not set/m, /^there is no system "nowhere"/m, /^board: there is no stack "prdo"/m]) assert.match(problems, says);
      assert.match(await said(run(["prod"], { comment: "gitlab" })), /^GITLAB_TOKEN: is not set[\s\S]*^CI_MERGE_REQUEST_IID: is not set/m);
      assert.equal(machine.has("calls"), false);
    });

    it("ends when it is interrupted, and shows nothing then", async () => {
      machine.write("during", "exec sleep 20");
      const running = run();
      setTimeout(() => machine.interruption.abort(new Error("interrupted")), 500);
      assert.equal(await said(running), "interrupted");
      assert.equal(machine.said.out, "");
    });
  });

  describe("moorage drift", () => {
    it("asks for a refresh that changes nothing, and tells drift from none", async () => {
      machine.events(driftEvents("api:2"));
      assert.equal(await drift(["prod"], {}, machine.context()), 2);
      assert.match(call("refresh"), /^<refresh><--preview-only><--json><--stack><prod><--non-interactive>$/);
      assert.match(machine.said.out, /drift[\s\S]*api:2/);
      machine.events(driftEvents("api:1"));
      assert.equal(await drift([], { format: "markdown" }, machine.context()), 0);
    });

    it("fails when the engine does, and for a stack that is not there", async () => {
      machine.write("during", 'echo "error: incorrect passphrase" >&2; exit 1');
      assert.equal(await drift(["prod"], {}, machine.context()), 1);
      assert.match(machine.said.out, /Fix: set PULUMI_CONFIG_PASSPHRASE/);
      assert.match(await said(drift(["prdo"], {}, machine.context())), /Did you mean prod\?$/);
    });
  });

  describe("moorage up", () => {
    const review = async (format: "markdown" | "json" | "html" = "markdown"): Promise<string> => {
      const path = join(machine.folder, `review-of.${format}`);
      await run(["prod"], { format, out: path });
      return path;
    };
    const bringUp = async (planOf: string, stack = "prod", flags = {}): Promise<number> => up(stack, { planOf, yes: true, ...flags }, machine.context());

    for (const format of ["markdown", "json", "html"] as const) {
      it(`brings up what was reviewed as ${format}, held to the plan that was compared`, async () => {
        const path = await review(format);
        machine.env["GITHUB_TOKEN"] = "ghs_x";
        assert.equal(await bringUp(path), 0);
        const [, plan] = /^<up><--stack><prod><--plan><([^>]+)><--yes><--skip-preview>$/.exec(call("up")) ?? [];
        assert.ok(plan !== undefined && call("preview").length > 0);
        assert.ok(calls().some((line) => line.startsWith("<preview>") && line.includes(`<--save-plan><${plan}>`)));
        assert.equal(existsSync(plan), false);
        assert.doesNotMatch(machine.read("up-environment"), /GITHUB_TOKEN/);
      });
    }

    it("asks first unless it is told not to", async () => {
      await bringUp(await review(), "prod", { yes: undefined });
      assert.match(call("up"), /^<up><--stack><prod><--plan><[^>]+>$/);
    });

    it("finds one stack's plan in a review of several", async () => {
      machine.remove();
      machine = new StandInEngine(["dev", "prod"]);
      const path = join(machine.folder, "both.md");
      await run([], { format: "markdown", out: path });
      assert.equal(await bringUp(path), 0);
    });

    for (const format of ["markdown", "json"] as const) {
      it(`refuses another plan in one line, and runs nothing: ${format}`, async () => {
        const path = await review(format);
        machine.events(imageEvents("api:3"));
        assert.match(await said(bringUp(path)), /^prod was not brought up: it would change the resources that were reviewed in another way than reviewed\. Fix: run `moorage preview` again and have its comment reviewed$/);
        machine.events(imageEvents("api:2").replaceAll('"api"', '"web"').replaceAll("::api", "::web"));
        assert.match(await said(bringUp(path)), /other than reviewed, it would update Deployment board\/web\. Fix/);
        machine.events(imageEvents("api:1"));
        assert.match(await said(bringUp(path)), /it would change no resource any more/);
        assert.ok(!calls().some((line) => line.startsWith("<up>")));
      });
    }

    it("refuses where the preview fails, and shows why", async () => {
      const path = await review();
      machine.write("during", 'echo "error: incorrect passphrase" >&2; exit 1');
      assert.equal(await said(bringUp(path)), "prod was not brought up: its preview failed");
      assert.match(machine.said.err, /incorrect passphrase/);
    });

    it("finds everything that is wrong at once", async () => {
      const problems = await said(bringUp("gone.md", "prdo"));
      assert.match(problems, /^board: there is no stack "prdo".*\n--plan-of gone\.md: cannot be read: ENOENT$/);
      assert.match(await said(bringUp(machine.write("other.md", "# hello"), "prod", { project: "nowhere" })), /^there is no system "nowhere".*\n--plan-of .*other\.md: holds no plan/);
    });

    it("keeps the plan where only its user may read, and only as long as it is needed", async () => {
      const seen: string[] = [];
      await assert.rejects(withPlanFile(async (path) => {
        seen.push(path);
        const { statSync } = await import("node:fs");
        assert.equal(statSync(path).mode & 0o777, 0o600);
        assert.equal(statSync(join(path, "..")).mode & 0o777, 0o700);
        throw new Error("in between");
      }), /in between/);
      assert.equal(existsSync(join(seen[0] ?? "", "..")), false);
    });
  });
});
