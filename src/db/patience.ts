import type { Database } from './database.ts';
import { D1Silent, silenceIn, withinLimit } from './time-limit.ts';

/** For so long (ms) a database that was silent is taken to be so still. */
const SILENT_FOR_MS = 5_000;

/** How long somebody waits for D1 who has another way to do without it. */
export type Patience = {
  /**
   * What D1 answers, within the time. Rejects with {@link D1Silent} after that, and for some seconds at once: of all who ask meanwhile,
   * one at a time tries it again. What was asked for may still be done.
   */
  readonly ask: <T>(db: Database, asked: () => Promise<T>) => Promise<T>;
  /** Whether it was silent a moment ago, and nothing has been heard of it since. */
  readonly isOver: (db: Database) => boolean;
  /** Whether it was silent when it was last asked, however long that is ago. */
  readonly isInDoubt: (db: Database) => boolean;
};

/** An isolate's patience of so many milliseconds, and what it remembers of each database. `now` is the clock of the machine: silence is no matter of dates. */
export function patienceOf(ms: number, now = (): number => Date.now()): Patience {
  const silentUntil = new WeakMap<Database, number>();
  const isOver = (db: Database): boolean => now() < (silentUntil.get(db) ?? 0);
  return {
    isOver,
    isInDoubt: (db) => silentUntil.has(db),
    ask: async (db, asked) => {
      if (isOver(db)) throw new D1Silent();
      // While this one tries, nobody else waits with it.
      if (silentUntil.has(db)) silentUntil.set(db, now() + ms);
      const answer = (async () => asked())();
      // One that comes late says that it speaks again, and so does a refusal of its own.
      const heard = () => void silentUntil.delete(db);
      answer.then(heard, (error: unknown) => (silenceIn(error) === null ? heard() : undefined));
      try {
        return await withinLimit(answer, ms);
      } catch (error) {
        if (silenceIn(error) !== null) silentUntil.set(db, now() + SILENT_FOR_MS);
        throw error;
      }
    },
  };
}
