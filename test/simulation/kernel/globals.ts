import type { Entry } from './agenda.ts';
import type { Random } from './random.ts';
import type { Scheduler } from './scheduler.ts';
import { subtle } from './subtle.ts';

/** The process's originals, before anything is replaced. */
const realNow = Date.now.bind(Date);

type Running = {
  readonly scheduler: Scheduler;
  readonly random: Random;
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
};
let running: Running | null = null;

const needed = (): Running => {
  if (running === null) throw new Error('no simulation runs');
  return running;
};

class FakeTimer {
  readonly entry: Entry;
  constructor(entry: Entry) {
    this.entry = entry;
  }
  unref(): this {
    return this;
  }
  ref(): this {
    return this;
  }
}

/**
 * Takes the process's own clock, timers, randomness and network away from everything in it, once: from then on they
 * are the running simulation's. Modules that keep `fetch` for later find this one.
 */
export function replaceGlobals(): void {
  Object.assign(globalThis, {
    setTimeout: (run: (...given: unknown[]) => void, ms = 0, ...given: unknown[]) => {
      const { scheduler } = needed();
      const task = scheduler.current();
      return new FakeTimer(scheduler.at(scheduler.now() + ms, 'timer', () => run(...given), task));
    },
    clearTimeout: (timer: unknown) => {
      if (timer instanceof FakeTimer) timer.entry.cancelled = true;
    },
    fetch: (url: string, init: RequestInit) => needed().fetch(url, init),
  });
  Date.now = () => running?.scheduler.now() ?? realNow();
  Math.random = () => needed().random.float();
  Object.defineProperty(globalThis, 'crypto', {
    value: {
      subtle,
      getRandomValues: (into: Uint8Array) => {
        into.set(needed().random.bytes(into.length));
        return into;
      },
      randomUUID: () =>
        Array.from(needed().random.bytes(16), (byte) => byte.toString(16).padStart(2, '0')).join(''),
    },
  });
}

/** From now on the process's clock, timers, randomness and network are this simulation's. */
export function enterSimulation(next: Running | null): void {
  running = next;
}
