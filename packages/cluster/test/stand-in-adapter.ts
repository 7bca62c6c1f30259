import type { Availability, ClusterAdapter, ClusterStatus, NodeKind, Provider, Report } from "../src/index.ts";

/** An adapter without a cluster: it has the images and nodes that a test gives it, and writes down what it is asked. */
export class StandInAdapter implements ClusterAdapter {
  readonly asked: string[] = [];
  /** Images that somebody wanted to know of. */
  readonly lookedFor: string[] = [];
  readonly provider: Provider;
  readonly nodes: NodeKind;
  readonly #availability: Availability;
  /** Nodes without the image, before it is loaded and after. */
  lacking: { before: readonly string[]; after: readonly string[] } = { before: [], after: [] };

  constructor(provider: Provider, availability: Availability = { ok: true }, nodes: NodeKind = "real") {
    this.provider = provider;
    this.nodes = nodes;
    this.#availability = availability;
  }

  async availability(): Promise<Availability> {
    this.asked.push("availability");
    return this.#availability;
  }

  async loadImage(reference: string, report: Report, as?: string): Promise<void> {
    this.asked.push(`load ${reference}${as === undefined ? "" : ` as ${as}`}`);
    report(`loading ${reference}`);
  }

  async nodesWithout(reference: string): Promise<readonly string[]> {
    this.lookedFor.push(reference);
    return this.asked.some((line) => line.startsWith("load ")) ? this.lacking.after : this.lacking.before;
  }

  async hasImage(reference: string): Promise<boolean> {
    return (await this.nodesWithout(reference)).length === 0;
  }

  up(): never {
    throw new Error("nobody asked for a cluster");
  }

  async status(): Promise<ClusterStatus> {
    return { exists: false, running: false };
  }

  async down(): Promise<void> {
    this.asked.push("down");
  }
}
