import assert from "node:assert/strict";
import { checkSettings } from "@moorage/config";
import type { Values } from "@moorage/config";
import { Recorder, valueOf } from "@moorage/testing";
import { managedBy, managedServer } from "../src/index.ts";
import { source } from "./sources.ts";

const settings = { ...managedServer("redis"), ...managedServer("mongo") };
const values: Readonly<Record<string, string>> = { "shop:redis": '{"server":"redis.example.com"}', "shop:redisPassword": "canary", "shop:mongo": '{"server":"10.0.0.7","port":27018,"tls":"verify-ca","username":"tour"}', "shop:mongoPassword": "canary", "shop:mongoAuthority": "PEM" };
const secrets = ["shop:redisPassword", "shop:mongoPassword"];

describe("a managed server, in settings", () => {
  beforeEach(async () => void (await Recorder.start()));
  const checked = (change: Readonly<Record<string, string>> = {}, encrypted: readonly string[] = secrets) => checkSettings(settings, source({ ...values, ...change }, encrypted));
  const read = (): Values<typeof settings> => checked().values as Values<typeof settings>;

  it("is where it is, its password, and the authority that signed its certificate", () => {
    assert.deepEqual(Object.keys(managedServer("redis")), ["redis", "redisPassword", "redisAuthority"]);
  });

  it("becomes what a description says of a managed server, and leaves open what nobody set", async () => {
    const { password, ...redis } = managedBy("redis", read());
    assert.deepEqual(redis, { managed: { server: "redis.example.com" } });
    assert.equal(await valueOf(password), "canary");
  });

  it("carries port, TLS mode, user and authority where they are set", () => {
    const { managed, username, certificateAuthority } = managedBy("mongo", read());
    assert.deepEqual({ managed, username, certificateAuthority }, { managed: { server: "10.0.0.7", port: 27_018, tls: "verify-ca" }, username: "tour", certificateAuthority: "PEM" });
  });

  it("is refused without a server, with an unknown property, with another TLS mode, and with a password in plain text", () => {
    const paths = (change: Readonly<Record<string, string>>, encrypted?: readonly string[]): readonly string[] => checked(change, encrypted).problems.map(({ path }) => path);
    assert.deepEqual(paths({}), []);
    for (const wrong of ['{"port":1}', '{"server":"a","hots":"b"}', '{"server":"a","tls":"maybe"}']) assert.match(paths({ "shop:redis": wrong }).join(), /shop:redis/, wrong);
    const [problem] = checked({}, ["shop:mongoPassword"]).problems;
    assert.match(problem?.path ?? "", /shop:redisPassword/);
    assert.ok(!JSON.stringify(problem).includes("canary"));
  });

  it("names the command that sets it when it is missing", () => {
    const { problems } = checkSettings(managedServer("redis"), source());
    assert.deepEqual(problems.map(({ fix }) => fix), ["pulumi config set --stack dev --path shop:redis.server redis.example.com", "pulumi config set --stack dev --secret shop:redisPassword"]);
  });
});
