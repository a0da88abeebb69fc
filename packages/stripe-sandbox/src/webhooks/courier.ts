import type { Kernel } from '../core/scope.ts';
import { deliver, type Send } from './deliver.ts';
import { readSwitch } from './switch.ts';

/** Delivers due webhooks in the background. */
export interface Courier {
  /** Delivers whatever is due soon, after the current work. */
  deliverSoon(): void;
  /** Resolves when nothing that is due now is left undelivered (retries that lie ahead are not waited for). */
  drain(): Promise<void>;
  /** Delivers all that is pending, due or not, whatever the switch says. Returns how many deliveries. */
  flush(): Promise<number>;
  /** Returns everything pending as the signed requests that would be posted; they count as delivered. */
  take(): Promise<Taken[]>;
  /** Delivers these again, or for the first time, now. */
  deliverNow(deliveryIds: string[]): Promise<void>;
  close(): Promise<void>;
}

/** A signed request that a test posts itself, where the sandbox cannot reach the endpoint. */
export interface Taken {
  url: string;
  headers: Record<string, string>;
  body: string;
}

interface Options {
  send: Send;
  /** How many deliveries may be under way at once; 1 keeps the events' order. */
  concurrency: number;
}

/** Longer than a delivery may take. */
const LEASE_MS = 60_000;
const FOREVER = Number.MAX_SAFE_INTEGER;
/** setTimeout counts in 32 bits. */
const LONGEST_TIMER_MS = 2_000_000_000;

export function createCourier(kernel: Kernel, options: Options): Courier {
  const underWay = new Set<string>();
  let round: Promise<void> | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let closed = false;

  /**
   * Leases the due deliveries, in the order in which they are to go out. A lease, not a removal: if the process
   * dies before the outcome is recorded, they come up again.
   */
  const leaseDue = (untilMs: number, all: boolean): string[] => {
    const { mode } = readSwitch(kernel.store);
    if (mode === 'off' && !all) return [];
    const due = kernel.store.dueTasks('delivery', untilMs);
    if (mode === 'drop' && !all) {
      for (const { id } of due) kernel.store.removeTask(id);
      return [];
    }
    for (const task of due) kernel.store.putTask({ ...task, at: kernel.clock.now() + LEASE_MS });
    const ids = due.map(({ id }) => id).filter((id) => !underWay.has(id));
    return mode === 'reorder' ? ids.reverse() : ids;
  };

  const sendAll = async (ids: string[], send: Send = options.send): Promise<void> => {
    const waiting = [...ids];
    for (const id of ids) underWay.add(id);
    const worker = async (): Promise<void> => {
      for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) {
        try {
          await deliver(kernel, id, send);
        } finally {
          underWay.delete(id);
        }
      }
    };
    await Promise.all(Array.from({ length: Math.min(options.concurrency, ids.length) }, worker));
  };

  const work = async (): Promise<void> => {
    while (!closed) {
      const ids = kernel.store.transaction(() => leaseDue(kernel.clock.now(), false));
      if (ids.length === 0) return;
      await sendAll(ids);
    }
  };

  const schedule = (): void => {
    clearTimeout(timer);
    if (closed || readSwitch(kernel.store).mode === 'off') return;
    const at = kernel.store.nextTaskAt('delivery');
    if (at === null) return;
    timer = setTimeout(
      () => courier.deliverSoon(),
      Math.min(LONGEST_TIMER_MS, Math.max(0, at - kernel.clock.now())),
    );
    timer.unref?.();
  };

  const courier: Courier = {
    deliverSoon() {
      if (closed || round) return;
      // A macrotask later: the answer to the request that caused the event goes first.
      round = new Promise<void>((resolve) => setImmediate(resolve)).then(work).finally(() => {
        round = null;
        schedule();
      });
    },
    async drain() {
      do {
        courier.deliverSoon();
        await round;
      } while (
        !closed &&
        readSwitch(kernel.store).mode !== 'off' &&
        kernel.store.dueTask('delivery', kernel.clock.now())
      );
    },
    async flush() {
      await round;
      const ids = kernel.store.transaction(() => leaseDue(FOREVER, true));
      await sendAll(ids);
      schedule();
      return ids.length;
    },
    async take() {
      await round;
      const taken: Taken[] = [];
      const ids = kernel.store.transaction(() => leaseDue(FOREVER, true));
      await sendAll(ids, async (request) => {
        taken.push({
          url: request.url,
          headers: Object.fromEntries(request.headers),
          body: await request.text(),
        });
        return new Response();
      });
      schedule();
      return taken;
    },
    async deliverNow(ids) {
      await round;
      await sendAll(ids);
      schedule();
    },
    async close() {
      closed = true;
      clearTimeout(timer);
      await round;
    },
  };
  return courier;
}
