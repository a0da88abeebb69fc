import type { Store } from '../store/store.ts';

const OFFSET = 'clock_offset_ms';

/** The sandbox's time. It runs with the machine's and can be moved forward, never back. */
export interface Clock {
  /** Milliseconds since the epoch, UTC. */
  now(): number;
  /** Moves the clock forward by `ms`. Rejects a negative number. */
  advance(ms: number): void;
  /** Back to the machine's time: only for a reset, when everything else is cleared as well. */
  reset(): void;
}

/**
 * A clock over the machine's time (or a test's). Its offset is saved in the store, so that a restarted process
 * continues at the same time as its objects.
 */
export function createClock(machineNow: () => number, store: Store): Clock {
  let offsetMs = Number(store.readMeta(OFFSET) ?? 0);
  return {
    now: () => machineNow() + offsetMs,
    advance(ms) {
      if (!Number.isFinite(ms) || ms < 0) throw new RangeError('The clock only moves forward.');
      offsetMs += Math.round(ms);
      store.writeMeta(OFFSET, String(offsetMs));
    },
    reset() {
      offsetMs = 0;
      store.writeMeta(OFFSET, '0');
    },
  };
}
