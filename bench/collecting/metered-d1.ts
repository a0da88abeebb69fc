import type { Scheduler, Task } from '../../test/simulation/kernel/scheduler.ts';
import type { Bound, SqliteD1 } from '../../test/simulation/ports/sqlite-d1.ts';
import { bindingOver } from './binding.ts';

/** A round trip from the Worker to its database in the same region, ms. */
const TRIP_MS = 10;
/** The time of each statement, ms. A database runs one at a time; a thousand short ones take part of a second. */
const STATEMENT_MS = 0.2;

/** Counts of requests to the database. */
export type Meter = {
  trips: number;
  statements: number;
  /** The most statements of one invocation: D1 allows a thousand. */
  mostByTask: number;
  /** How long the database was busy, ms. */
  busyMs: number;
};

/** D1 as the Worker has it, over SQLite: one statement after the other, each counted. */
export function meteredD1(store: SqliteD1, scheduler: Scheduler): { binding: D1Database; meter: Meter } {
  const meter: Meter = { trips: 0, statements: 0, mostByTask: 0, busyMs: 0 };
  const byTask = new WeakMap<Task, number>();
  let freeAt = 0;

  const ask = <T>(statements: readonly Bound[], perform: () => T): Promise<T> => {
    const task = scheduler.current();
    if (task === null) throw new Error('the database is asked by nobody');
    const soFar = (byTask.get(task) ?? 0) + statements.length;
    byTask.set(task, soFar);
    meter.trips += 1;
    meter.statements += statements.length;
    meter.mostByTask = Math.max(meter.mostByTask, soFar);
    const begins = Math.max(freeAt, scheduler.now() + TRIP_MS / 2);
    const lasts = statements.length * STATEMENT_MS;
    freeAt = begins + lasts;
    meter.busyMs += lasts;
    return new Promise<T>((resolve, reject) => {
      scheduler.at(begins, 'd1', () => {
        let answer: () => void;
        try {
          const value = perform();
          answer = () => resolve(value);
        } catch (error) {
          answer = () => reject(error);
        }
        scheduler.at(begins + lasts + TRIP_MS / 2, 'd1 answers', answer, task);
      });
    });
  };
  return { binding: bindingOver(store, ask), meter };
}
