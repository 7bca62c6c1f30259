import { createHmac } from "node:crypto";

/** What is to be paid. */
export interface Charge {
  readonly id: string;
  readonly amount: number;
  readonly currency: string;
}

/** Stands in for a provider of payments: it takes every charge, and signs it as a real one has requests signed. */
export class Provider {
  readonly #storeId: string;
  readonly #secretKey: string;

  constructor(storeId: string, secretKey: string) {
    this.#storeId = storeId;
    this.#secretKey = secretKey;
  }

  /** A receipt: the same charge gets the same one, and nobody without the key can make it. */
  charge({ id, amount, currency }: Charge): string {
    return createHmac("sha256", this.#secretKey).update(JSON.stringify([this.#storeId, id, amount, currency])).digest("base64url");
  }
}
