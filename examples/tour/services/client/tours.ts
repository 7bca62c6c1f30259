import { z } from "zod";

/** Milliseconds that a visitor waits at most. */
const PATIENCE = 3000;

const tour = z.object({ id: z.string(), title: z.string(), summary: z.string(), days: z.int(), price: z.int(), currency: z.string() });
const page = z.object({ items: z.array(tour), next: z.string().nullable() });

export type Tour = z.output<typeof tour>;
export type TourPage = z.output<typeof page>;

/** Tours as their service tells of them. */
export class Tours {
  readonly #address: string;

  constructor(address: string) {
    this.#address = address;
  }

  async list(before: string | undefined): Promise<TourPage> {
    return page.parse(await this.#ask(`/api/v1/tours?limit=20${before === undefined ? "" : `&before=${encodeURIComponent(before)}`}`));
  }

  /** One tour; nothing when there is none. */
  async get(id: string): Promise<Tour | undefined> {
    const found = await this.#ask(`/api/v1/tours/${encodeURIComponent(id)}`);
    return found === undefined ? undefined : tour.parse(found);
  }

  async #ask(path: string): Promise<unknown> {
    const response = await fetch(new URL(path, this.#address), { signal: AbortSignal.timeout(PATIENCE) });
    if (response.status === 404) return undefined;
    if (!response.ok) throw new Error(`the tour service answered ${response.status}`);
    return response.json();
  }
}
