import { env } from 'cloudflare:test';
import { type Database, openDatabase } from '../../../src/db/database.ts';

const RUNS = ['all', 'first', 'raw', 'run'];

type Send = <T>(act: () => Promise<T>) => Promise<T>;

/** The test's D1, with each trip to it in the hands of `send`. */
function bindingBy(send: Send): D1Database {
  const originals = new WeakMap<D1PreparedStatement, D1PreparedStatement>();
  const wrap = (statement: D1PreparedStatement): D1PreparedStatement => {
    const made = new Proxy(statement, {
      get(target, name) {
        if (name === 'bind') return (...values: unknown[]) => wrap(target.bind(...values));
        const member: unknown = Reflect.get(target, name);
        if (typeof member !== 'function') return member;
        return (...given: unknown[]) =>
          RUNS.includes(String(name))
            ? send(() => Reflect.apply(member, target, given))
            : Reflect.apply(member, target, given);
      },
    });
    originals.set(made, statement);
    return made;
  };
  return {
    prepare: (sql) => wrap(env.DB.prepare(sql)),
    batch: (statements) => send(() => env.DB.batch(statements.map((each) => originals.get(each) ?? each))),
    exec: (sql) => env.DB.exec(sql),
    withSession: (constraint) => env.DB.withSession(constraint),
    dump: () => env.DB.dump(),
  };
}

/**
 * The test's D1 for a worker that is killed at its nth trip there: before what it sent was done, or, with `done`, after it was and
 * before it knows. Nothing that it sends afterwards arrives.
 */
export function killedAt(trip: number, done = false): Database {
  let trips = 0;
  return openDatabase(
    bindingBy(async (act) => {
      trips += 1;
      if (trips < trip) return act();
      if (trips === trip && done) await act();
      throw new Error('killed');
    }),
  );
}

/** D1 that takes what it is asked, and never answers. */
export const silentD1 = (): D1Database => bindingBy(() => new Promise<never>(() => undefined));

/** D1 that cannot be reached. */
export const lostD1 = (): D1Database =>
  bindingBy(() => Promise.reject(new Error('D1_ERROR: Network connection lost.')));

/** D1 that is silent while it is dark, or says that it cannot be reached, and how often it was asked. */
export function darkD1() {
  const dark = { isDark: true, isLost: false, trips: 0 };
  const db = bindingBy((act) => {
    dark.trips += 1;
    if (dark.isLost) return Promise.reject(new Error('D1_ERROR: Network connection lost.'));
    return dark.isDark ? new Promise<never>(() => undefined) : act();
  });
  return Object.assign(dark, { db });
}
