import assert from "node:assert/strict";
import { serverProblem } from "../src/server-name.ts";

describe("a managed server", () => {
  for (const good of ["db.example.com", "db-1.abc.eu-central-1.rds.amazonaws.com", "localhost-db", "10.0.0.5", "192.168.1.1", "2001:db8::5"]) {
    it(`may be ${good}`, () => assert.equal(serverProblem(good), undefined));
  }

  const bad = [
    ["", /label ""/], ["DB.example.com", /label "DB"/], ["db_1.example.com", /label "db_1"/], ["db..example.com", /label ""/], ["db.example.com.", /label ""/], [`${"a".repeat(64)}.com`, /label/],
    ["db.example.com:5432", /has a port/], ["10.0.0.5:5432", /has a port/], ["10.0.0.256", /is no IP address/], ["10.0.0", /is no IP address/],
    ["127.0.0.1", /cannot reach/], ["127.1.2.3", /cannot reach/], ["0.0.0.0", /cannot reach/], ["169.254.169.254", /cannot reach/], ["224.0.0.1", /cannot reach/], ["::1", /cannot reach/], ["::", /cannot reach/], ["fe80::1", /cannot reach/],
    [`${"a.".repeat(130)}com`, /has 263 characters/],
  ] as const;
  for (const [server, says] of bad) {
    it(`cannot be ${JSON.stringify(server.slice(0, 40))}`, () => assert.match(serverProblem(server)?.problem ?? "", says));
  }

  for (const url of ["postgresql://me:canary@db.example.com/shop", "me:canary@db.example.com", "db.example.com/shop?password=canary"]) {
    it(`is not repeated when it is all of a URL, which may have a password in it: ${url.slice(0, 12)}…`, () => {
      const wrong = serverProblem(url);
      assert.match(wrong?.problem ?? "", /more than a host name/);
      assert.doesNotMatch(JSON.stringify(wrong), /canary/);
    });
  }
});
