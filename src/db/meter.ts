import { AsyncLocalStorage } from 'node:async_hooks';

/**
 * What one invocation of the Worker may send. D1 takes 1,000 statements an invocation; what is left over is for what a unit
 * of work needs beyond its reservation. https://developers.cloudflare.com/d1/platform/limits/
 */
export const MOST_STATEMENTS = 300;
/** D1 binds no more values to a statement. */
export const MOST_VALUES = 100;

/** What an invocation has sent to D1 so far. A batch of five statements is one trip, and five statements. */
export type Meter = {
  statements: number;
  trips: number;
  /** The most values that were bound to one statement. */
  mostValues: number;
  /** Set aside for units of work that are under way. */
  reserved: number;
};

const invocations = new AsyncLocalStorage<Meter>();

/** Runs an invocation, a tick or a batch of messages, and counts what it sends to D1. */
export const metered = <T>(work: (meter: Meter) => Promise<T>): Promise<T> => {
  const meter = { statements: 0, trips: 0, mostValues: 0, reserved: 0 };
  return invocations.run(meter, () => work(meter));
};

/** Counts one trip to D1. */
export function countTrip(statements: number): void {
  const meter = invocations.getStore();
  if (meter === undefined) return;
  meter.trips += 1;
  meter.statements += statements;
}

/** Counts the values bound to a statement. D1 would refuse too many of them with a less helpful message. */
export function countValues(values: number): void {
  if (values > MOST_VALUES) throw new Error(`a statement binds ${values} values: D1 takes ${MOST_VALUES}`);
  const meter = invocations.getStore();
  if (meter !== undefined) meter.mostValues = Math.max(meter.mostValues, values);
}

/** Whether this invocation may send so many statements more, beside what is reserved. Always true where nobody counts. */
export function hasRoomFor(statements: number): boolean {
  const meter = invocations.getStore();
  return meter === undefined || meter.statements + meter.reserved + statements <= MOST_STATEMENTS;
}

/** Sets statements aside while a unit of work is under way, so that those that begin meanwhile leave it room. */
export async function reserving<T>(statements: number, work: () => Promise<T>): Promise<T> {
  const meter = invocations.getStore();
  if (meter === undefined) return work();
  meter.reserved += statements;
  try {
    return await work();
  } finally {
    meter.reserved -= statements;
  }
}
