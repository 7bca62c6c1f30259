/** A secret that no message may show. */
export const CANARY = "canary-of-a-secret";
