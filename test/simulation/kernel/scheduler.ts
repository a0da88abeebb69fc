import { AsyncLocalStorage } from 'node:async_hooks';
import { createHash } from 'node:crypto';
import { createAgenda, type Entry } from './agenda.ts';
import type { Random } from './random.ts';

/** One invocation of the Worker: a request, a tick, a batch of messages. It can be killed between any two awaits. */
export type Task = {
  readonly id: number;
  readonly name: string;
  readonly startedAt: number;
  alive: boolean;
  /** A fault happened in it, so its work may not be recorded. */
  isHurt: boolean;
};

/** How a task ended. */
export type End =
  | { readonly kind: 'done' }
  | { readonly kind: 'threw'; readonly error: unknown }
  | { readonly kind: 'killed' };

export type Scheduler = {
  /** The true time, milliseconds since the epoch; the isolates' clocks differ from it. */
  readonly now: () => number;
  /** Does something at an instant, unless its task is dead by then. */
  readonly at: (ms: number, label: string, happen: Entry['happen'], task?: Task | null) => Entry;
  readonly spawn: (name: string, work: () => Promise<void>, ended: (end: End) => void) => Task;
  /** Kills the task: its pending awaits never resolve, but requests already sent arrive. */
  readonly kill: (task: Task) => void;
  /** The task that runs now; null outside of all. */
  readonly current: () => Task | null;
  /** Runs something that belongs to no task, such as Stripe's side of a call. */
  readonly outside: <T>(work: () => T) => T;
  /** Work that ends beyond the event loop: nothing else happens until it has. */
  readonly await: <T>(work: Promise<T>) => Promise<T>;
  /** Lets everything happen that is due up to that instant. */
  readonly runUntil: (ms: number) => Promise<void>;
  readonly note: (line: string) => void;
  /** What happened, in one hash: the same for the same seed. */
  readonly trace: () => string;
  readonly steps: () => number;
};

const macrotask = setImmediate;

/**
 * The only place that decides what happens next: everything that crosses a port waits here for its turn. Time
 * advances to the next event on the agenda; the seed decides the order among events of one instant.
 */
export function createScheduler(
  random: Random,
  startMs: number,
  onStep: ((line: string) => void) | null,
): Scheduler {
  const tasks = new AsyncLocalStorage<Task | null>();
  const agenda = createAgenda();
  const ended = new Map<Task, (end: End) => void>();
  const hash = createHash('sha256');
  let now = startMs;
  let order = 0;
  let steps = 0;
  let under = 0;
  let last: Promise<unknown> = Promise.resolve();

  const note = (line: string): void => {
    hash.update(`${now} ${line}\n`);
    onStep?.(`${new Date(now).toISOString()} ${line}`);
  };
  const finish = (task: Task, end: End): void => {
    const told = ended.get(task);
    ended.delete(task);
    task.alive = false;
    told?.(end);
  };
  /** Until every task waits at a port: microtasks run dry before the next macrotask. */
  const settle = async (): Promise<void> => {
    do await new Promise<void>((resolve) => macrotask(resolve));
    while (under > 0);
  };
  const at: Scheduler['at'] = (ms, label, happen, task = null) => {
    order += 1;
    const entry: Entry = {
      at: Math.max(now, Math.round(ms)),
      lot: random.int(1 << 20),
      order,
      label,
      happen: () => {
        if (task === null) return happen();
        return task.alive ? tasks.run(task, happen) : undefined;
      },
      cancelled: false,
    };
    agenda.put(entry);
    return entry;
  };

  return {
    now: () => now,
    at,
    spawn(name, work, told) {
      order += 1;
      const task: Task = { id: order, name, startedAt: now, alive: true, isHurt: false };
      ended.set(task, told);
      at(now, `start ${name}`, () => {
        tasks.run(task, () => {
          work().then(
            () => finish(task, { kind: 'done' }),
            (error: unknown) => finish(task, { kind: 'threw', error }),
          );
        });
      });
      return task;
    },
    kill(task) {
      if (!task.alive) return;
      task.isHurt = true;
      note(`killed ${task.name}`);
      finish(task, { kind: 'killed' });
    },
    current: () => tasks.getStore() ?? null,
    outside: (work) => tasks.run(null, work),
    await(work) {
      under += 1;
      // Tasks run one after the other, so that the machine's concurrency does not decide the order.
      const mine = last.then(() => work);
      last = mine.catch(() => undefined);
      return mine.finally(() => {
        under -= 1;
      });
    },
    async runUntil(ms) {
      for (let next = agenda.first(); next !== undefined && next.at <= ms; next = agenda.first()) {
        agenda.take();
        if (next.cancelled) continue;
        now = next.at;
        steps += 1;
        note(next.label);
        await next.happen();
        await settle();
      }
      now = Math.max(now, ms);
    },
    note,
    trace: () => hash.copy().digest('hex').slice(0, 16),
    steps: () => steps,
  };
}
