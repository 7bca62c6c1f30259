/** A request that is not done, with the status of the answer and a reason for whoever asked. */
export class Refusal extends Error {
  readonly status: number;

  constructor(status: number, reason: string) {
    super(reason);
    this.name = "Refusal";
    this.status = status;
  }
}

/** What a document is not found with: whether it was never there or is somebody else's is not told. */
export function missing(what: string): Refusal {
  return new Refusal(404, `there is no such ${what}`);
}
