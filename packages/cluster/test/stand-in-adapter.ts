import type { Availability, ClusterAdapter, ClusterStatus, Provider, Report } from "../src/index.ts";

/** An adapter without a cluster: it has the images and nodes that a test gives it, and writes down what it is asked. */
export class StandInAdapter implements ClusterAdapter {
  readonly asked: string[] = [];
  readonly provider: Provider;
  readonly #availability: Availability;
  /** Nodes without the image, before it is loaded and after. */
  lacking: { before: readonly string[]; after: readonly string[] } = { before: [], after: [] };

  constructor(provider: Provider, availability: Availability = { ok: true }) {
    this.provider = provider;
    this.#availability = availability;
  }

  async availability(): Promise<Availability> {
    this.asked.push("availability");
    return this.#availability;
  }

  async loadImage(reference: string, report: Report): Promise<void> {
    this.asked.push(`load ${reference}`);
    report(`loading ${reference}`);
  }

  async nodesWithout(reference: string): Promise<readonly string[]> {
    return this.asked.includes(`load ${reference}`) ? this.lacking.after : this.lacking.before;
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
