import assert from "node:assert/strict";
import { createServer } from "node:http";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { CliError } from "../../src/cli-error.ts";
import { commentOf, reviewedAt } from "../../src/preview/reviewed.ts";
import { StandInMachine } from "../stand-in-machine.ts";

const REVIEW = '<!-- moorage-preview {"stack":"prod","diffHash":"abc-def"} -->\n## board\n';

describe("what was reviewed", () => {
  let machine: StandInMachine;
  let server: Server;
  let origin: string;
  let asked: IncomingMessage[];
  let answer: (request: IncomingMessage, response: ServerResponse) => void;
  beforeEach(async () => {
    machine = new StandInMachine();
    asked = [];
    answer = (_, response) => response.end(JSON.stringify({ body: REVIEW }));
    server = createServer((request, response) => {
      asked.push(request);
      answer(request, response);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterEach(() => {
    server.closeAllConnections();
    server.close();
    machine.remove();
  });

  const read = async (source: string, env: NodeJS.ProcessEnv = {}): Promise<string> => (await reviewedAt(source, machine.folder, env, new AbortController().signal)).hashes;
  const refusal = async (source: string, env: NodeJS.ProcessEnv = {}): Promise<string> => {
    try {
      return assert.fail(`it was read: ${await read(source, env)}`);
    } catch (error) {
      assert.ok(error instanceof CliError, String(error));
      assert.ok(!error.message.includes("\n"), error.message);
      return error.message;
    }
  };

  it("is a file, named from where the user is", async () => {
    machine.write("review.md", REVIEW);
    assert.equal(await read("review.md"), "abc-def");
    assert.equal(await read(machine.write("review.json", '{"diffHash":"from-json"}')), "from-json");
  });

  it("is a comment on GitHub, read with the token of that host", async () => {
    assert.equal(await read(`${origin}/acme/board/pull/5#issuecomment-123`, { GITHUB_SERVER_URL: origin, GITHUB_TOKEN: "ghs_x" }), "abc-def");
    assert.deepEqual([asked[0]?.url, asked[0]?.headers.authorization], ["/api/v3/repos/acme/board/issues/comments/123", "Bearer ghs_x"]);
  });

  it("is a note on GitLab, in a project of any depth", async () => {
    assert.equal(await read(`${origin}/group/sub/board/-/merge_requests/7#note_9`, { CI_SERVER_URL: origin, CI_API_V4_URL: `${origin}/base/api/v4`, GITLAB_TOKEN: "glpat" }), "abc-def");
    assert.deepEqual([asked[0]?.url, asked[0]?.headers.authorization], ["/base/api/v4/projects/group%2Fsub%2Fboard/merge_requests/7/notes/9", "Bearer glpat"]);
  });

  it("is read without a token from a host that the token is not for", async () => {
    assert.equal(await read(`${origin}/acme/board/pull/5#issuecomment-123`, { GITHUB_TOKEN: "ghs_x", GITLAB_TOKEN: "glpat" }), "abc-def");
    await read(`${origin}/acme/board/-/merge_requests/5#note_1`, { GITHUB_TOKEN: "ghs_x", GITLAB_TOKEN: "glpat" });
    assert.deepEqual(asked.map(({ headers }) => headers.authorization), [undefined, undefined]);
  });

  it("of the well-known hosts is asked at their own interfaces", () => {
    assert.equal(commentOf("https://github.com/a/b/pull/1#issuecomment-2", {})?.url, "https://api.github.com/repos/a/b/issues/comments/2");
    assert.equal(commentOf("https://gitlab.com/a/b/-/merge_requests/1#note_2", {})?.url, "https://gitlab.com/api/v4/projects/a%2Fb/merge_requests/1/notes/2");
  });

  for (const address of ["https://github.com/a/b/pull/1", "https://github.com/a/b/pull/1#discussion_r5", "https://github.com/a#issuecomment-2", "https://gitlab.com/a/b/merge_requests/1#note_2", "https://"]) {
    it(`is not at ${address}`, async () => assert.match(await refusal(address), /is the address of no comment; expected https:\/\/…\/pull\/5#issuecomment-123 or/));
  }

  it("is not in a file that is not there, nor in a folder", async () => {
    assert.equal(await refusal("gone.md"), "--plan-of gone.md: cannot be read: ENOENT");
    assert.equal(await refusal("."), "--plan-of .: cannot be read: EISDIR");
  });

  for (const [title, text] of [["some other text", "# hello\n"], ["an empty file", ""], ["a preview without a hash", '<!-- moorage-preview {"stack":"prod"} -->\n']] as const) {
    it(`is not ${title}`, async () => {
      machine.write("other.md", text);
      assert.match(await refusal("other.md"), /^--plan-of other\.md: holds no plan: .* Fix: name the comment of/);
    });
  }

  it("cannot be read where the host says no, and a redirection takes no token along", async () => {
    const address = `${origin}/acme/board/pull/5#issuecomment-123`;
    answer = (_, response) => response.writeHead(404).end();
    assert.match(await refusal(address, { GITHUB_SERVER_URL: origin }), /cannot be read: 404 Not Found\. Fix: set GITHUB_TOKEN to a token that may read it$/);
    assert.match(await refusal(address, {}), /Fix: say by GITHUB_SERVER_URL that this is the host of GITHUB_TOKEN$/);
    answer = (_, response) => response.writeHead(302, { location: "https://example.com/" }).end();
    assert.match(await refusal(address), /cannot be read: .*redirect/);
    answer = (_, response) => response.end("<html>");
    assert.match(await refusal(address), /the answer is no comment/);
  });

  it("shows nothing of a token that no header can carry", async () => {
    await assert.rejects(read(`${origin}/acme/board/pull/5#issuecomment-123`, { GITHUB_SERVER_URL: origin, GITHUB_TOKEN: "a secret\nvault" }), (error: unknown) => error instanceof Error && !error.message.includes("vault"));
    assert.equal(asked.length, 0);
  });
});
