import assert from "node:assert/strict";
import type { ClusterFacts } from "@moorage/cluster";
import type { TestFacts } from "@moorage/testing";
import { Sandbox } from "../engine/sandbox.ts";
import type { Result } from "../engine/sandbox.ts";
import { ask } from "../fixtures/real-node.ts";
import type { Answer, Question } from "../fixtures/real-node.ts";

/** A clone of its own with a system on a real node, brought up as its user would. */
export class RealClone extends Sandbox {
  readonly system: string;
  #facts: ClusterFacts | undefined;

  constructor(facts: TestFacts, system = "board") {
    super(facts, system === "board" ? "." : `examples/${system}`);
    this.system = system;
  }

  /** The cluster that it is on. */
  get cluster(): ClusterFacts {
    return this.#facts ?? assert.fail("the clone has no cluster yet");
  }

  /** Makes a real node, and brings the system up on it by `moorage start`. */
  async start(): Promise<Result> {
    this.#facts = await this.clusterUp("real");
    const result = await this.moorage(["start", this.system, "--offline", "--nodes", "real"]);
    assert.equal(result.exitCode, 0, result.all);
    return result;
  }

  /** Asks through the Ingress, by the host that it has in dev. */
  async ask(path: string, question: Question = {}, host = `${this.system}.localhost`): Promise<Answer> {
    return ask(this.cluster, host, path, question);
  }
}
