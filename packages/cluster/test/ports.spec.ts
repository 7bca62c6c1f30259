import assert from "node:assert/strict";
import { createServer } from "node:net";
import type { AddressInfo, Server } from "node:net";
import fc from "fast-check";
import { becomesFree, freePorts, holdPort, isPortFree } from "../src/ports.ts";

const SEARCHED = { lowest: 20000, highest: 31999 };

describe("a TCP port", () => {
  const servers: Server[] = [];
  const listen = async (host: string, port = 0): Promise<number> => {
    const server = createServer();
    servers.push(server);
    await new Promise<void>((resolve, reject) => server.once("error", reject).listen(port, host, resolve));
    return (server.address() as AddressInfo).port;
  };
  const close = async (): Promise<void> => {
    await Promise.all(servers.splice(0).map((server) => new Promise((resolve) => server.close(resolve))));
  };
  afterEach(close);

  for (const host of ["127.0.0.1", "0.0.0.0"]) {
    it(`is taken while something listens on ${host}, and free again after that`, async () => {
      const port = await listen(host);
      assert.equal(await isPortFree(port), false);
      await close();
      assert.equal(await isPortFree(port), true);
    });
  }

  it("is not held by the look at it", async () => {
    const [port = 0] = await freePorts(1, "moorage-looked");
    assert.equal(await isPortFree(port), true);
    assert.equal(await listen("127.0.0.1", port), port);
  });

  it("is waited for while the process before gives it up", async () => {
    const port = await listen("127.0.0.1");
    setTimeout(() => void close(), 250);
    assert.equal(await becomesFree(port), true);
  });

  describe("held for who is to have it", () => {
    it("is not free until it is released, and is then", async () => {
      const [port = 0] = await freePorts(1, "held");
      const held = await holdPort(port);
      assert.equal(held?.port, port);
      assert.equal(await isPortFree(port), false);
      assert.equal(await holdPort(port), undefined);
      await held.release();
      assert.equal(await isPortFree(port), true);
      await held.release();
    });

    for (const host of ["127.0.0.1", "0.0.0.0"]) {
      it(`is not to be had where another listens at ${host}`, async () => {
        assert.equal(await holdPort(await listen(host)), undefined);
      });
    }

    it("is never had by two who want it at once", async () => {
      const [port = 0] = await freePorts(1, "wanted");
      const held = (await Promise.all(Array.from({ length: 8 }, async () => holdPort(port)))).filter((one) => one !== undefined);
      assert.ok(held.length <= 1, `${held.length} have it`);
      await held[0]?.release();
    });
  });

  describe("found for a cluster", () => {
    it("lies where no outgoing connection gets one by chance, and each is found once", async () => {
      await fc.assert(
        fc.asyncProperty(fc.nat({ max: 6 }), fc.string({ unit: "grapheme" }), async (count, seed) => {
          const ports = await freePorts(count, seed);
          assert.equal(ports.length, count);
          assert.equal(new Set(ports).size, count);
          for (const port of ports) assert.ok(port >= SEARCHED.lowest && port <= SEARCHED.highest, String(port));
        }),
        { numRuns: 40 },
      );
    });

    it("is looked for from the same place whenever the same cluster asks, past what is taken by then", async () => {
      const [first = 0] = await freePorts(1, "moorage-a1b2c3");
      await listen("127.0.0.1", first);
      const [second = 0] = await freePorts(1, "moorage-a1b2c3");
      const span = SEARCHED.highest - SEARCHED.lowest + 1;
      const steps = (second - first + span) % span;
      assert.ok(steps > 0 && steps < 100, `${first}, then ${second}`);
    });

    it("is not found where there are fewer than wanted, and the range is named", async () => {
      await assert.rejects(freePorts(SEARCHED.highest - SEARCHED.lowest + 2, "moorage-a1b2c3"), {
        code: "port-in-use",
        message: "no 12001 free TCP ports between 20000 and 32000. Fix: stop programs that listen there",
      });
    });
  });
});
