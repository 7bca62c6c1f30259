import assert from "node:assert/strict";
import fc from "fast-check";
import { adapterOf, chooseProvider, ClusterError, everyAdapter, nodeRefusal, PROVIDERS, realNodeTools } from "../src/index.ts";
import type { ClusterContext, NodeKind } from "../src/index.ts";
import { nameOf } from "../src/choose-provider.ts";
import { REQUIRED_TOOLS } from "../src/embedded/components.ts";
import { StandInAdapter } from "./stand-in-adapter.ts";

const contextWith = (...tools: readonly string[]): ClusterContext => ({
  name: "moorage-abcdef",
  stateDir: "/clone/.moorage",
  home: "/home/shared",
  tools: Object.fromEntries(tools.map((name) => [name, `/tools/${name}`])),
  env: {},
});

describe("the adapters", () => {
  it("are one for each provider, the embedded one in both its forms, and the one that needs least luck last", () => {
    assert.deepEqual(everyAdapter(contextWith()).map(nameOf), ["k3d", "kind", "embedded with a real node", "embedded with simulated nodes"]);
    assert.deepEqual(everyAdapter(contextWith()).map(({ nodes }) => nodes), ["real", "real", "real", "simulated"]);
  });

  for (const provider of PROVIDERS) {
    it(`give ${provider} to whom asks for ${provider}`, () => assert.equal(adapterOf(provider, contextWith(), "real").provider, provider));
  }

  it("give the kind of nodes that is asked for where there is a choice, and real ones where there is none", () => {
    const kinds = (wanted: NodeKind): readonly NodeKind[] => PROVIDERS.map((provider) => adapterOf(provider, contextWith(), wanted).nodes);
    assert.deepEqual([kinds("real"), kinds("simulated")], [["real", "real", "real"], ["real", "real", "simulated"]]);
  });

  it("name every tool that they lack, without running anything", async () => {
    const refusals = await Promise.all(everyAdapter(contextWith()).map(async (adapter) => adapter.availability()));
    assert.deepEqual(refusals, [
      { ok: false, why: "k3d, docker, kubectl not there" },
      { ok: false, why: "kind, docker, kubectl not there" },
      { ok: false, why: nodeRefusal() ?? `${realNodeTools.join(", ")} not there` },
      { ok: false, why: `${REQUIRED_TOOLS.join(", ")} not there` },
    ]);
  });

  it("of the embedded cluster with simulated nodes can be used with all of its tools, and with nothing less", async () => {
    await fc.assert(
      fc.asyncProperty(fc.subarray([...REQUIRED_TOOLS]), async (given) => {
        const missing = REQUIRED_TOOLS.filter((name) => !given.includes(name));
        const availability = await adapterOf("embedded", contextWith(...given), "simulated").availability();
        assert.deepEqual(availability, missing.length === 0 ? { ok: true } : { ok: false, why: `${missing.join(", ")} not there` });
      }),
    );
  });
});

describe("the choice among adapters", () => {
  const adapters = (...usable: readonly boolean[]): readonly StandInAdapter[] =>
    usable.map((ok, index) => new StandInAdapter(PROVIDERS[index % PROVIDERS.length] ?? "embedded", ok ? { ok } : { ok, why: `reason ${index}` }, index < PROVIDERS.length ? "real" : "simulated"));

  it("falls on the first that can be used, tells why not on those before, and leaves those after in peace", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.boolean(), { minLength: 1, maxLength: 6 }).filter((usable) => usable.includes(true)), async (usable) => {
        const all = adapters(...usable);
        const first = usable.indexOf(true);
        const { adapter, why } = await chooseProvider(all);
        assert.equal(adapter, all[first]);
        assert.deepEqual(why.split("; "), [`cluster by ${nameOf(adapter)}`, ...all.slice(0, first).map((one, index) => `not ${nameOf(one)}: reason ${index}`)]);
        assert.deepEqual(all.map(({ asked }) => asked.length), usable.map((_, index) => (index <= first ? 1 : 0)));
      }),
    );
  });

  it("is an error in one line with every reason when none can be used", async () => {
    await assert.rejects(chooseProvider(adapters(false, false, false)), (error: unknown) => {
      assert.ok(error instanceof ClusterError);
      assert.equal(error.code, "no-provider");
      assert.match(error.message, /not k3d: reason 0; not kind: reason 1; not embedded with a real node: reason 2\. Fix: run `pnpm start`/);
      assert.doesNotMatch(error.message, /\n/);
      return true;
    });
  });

  it("does not take a failed look for a missing tool: an interruption stays one", async () => {
    const interrupted = new StandInAdapter("k3d");
    interrupted.availability = async () => Promise.reject(new ClusterError("aborted", "interrupted"));
    await assert.rejects(chooseProvider([interrupted, new StandInAdapter("embedded")]), { code: "aborted" });
  });
});
