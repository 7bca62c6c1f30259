/** Something that a service needs to do its work: a store, a connection, a clock. */
export interface Part {
  readonly name: string;
  /** Makes it ready; called again when it fails. */
  start(): Promise<void>;
  /** Fails while it cannot be used. */
  check(): Promise<void>;
  /** Finishes what it does and lets go. */
  stop(): Promise<void>;
}
