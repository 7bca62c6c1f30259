import { AckPolicy, JetStreamApiCodes, JetStreamApiError } from "@nats-io/jetstream";
import type { JetStreamManager } from "@nats-io/jetstream";
import { nanos } from "@nats-io/transport-node";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** How long events are kept, how much of them, and for how long an id is taken once only. */
const LIMITS = { max_age: nanos(30 * DAY), max_bytes: 64 * 1024 * 1024, duplicate_window: nanos(10 * MINUTE) };

/** After this long a message that nobody acknowledged is given to another pod. */
const ACKNOWLEDGE = nanos(MINUTE / 2);

/** The stream of a platform. */
export function streamOf(prefix: string): string {
  return `${prefix}-events`;
}

/** One stream for the events of all services, made by whichever comes first. */
export async function ensureStream(manager: JetStreamManager, prefix: string): Promise<void> {
  try {
    await manager.streams.info(streamOf(prefix));
  } catch (error) {
    if (!isCalled(error, JetStreamApiCodes.StreamNotFound)) throw error;
    await manager.streams.add({ name: streamOf(prefix), subjects: [`${prefix}.>`], ...LIMITS });
  }
}

/** One durable consumer for each service, whose pods share its messages; a new version may listen to other subjects. */
export async function ensureConsumer(manager: JetStreamManager, prefix: string, service: string, subjects: string[]): Promise<void> {
  const changing = { filter_subjects: subjects, ack_wait: ACKNOWLEDGE };
  try {
    await manager.consumers.update(streamOf(prefix), service, changing);
  } catch (error) {
    if (!isCalled(error, JetStreamApiCodes.ConsumerNotFound)) throw error;
    await manager.consumers.add(streamOf(prefix), { durable_name: service, ack_policy: AckPolicy.Explicit, ...changing });
  }
}

function isCalled(error: unknown, code: number): boolean {
  return error instanceof JetStreamApiError && error.code === code;
}
