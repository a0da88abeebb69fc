import { BaseSQLiteDatabase } from 'drizzle-orm/sqlite-core';

/*
 * Which statements the code sends, apart from those that a test looks with: both use the same database, so whoever begins a
 * statement is told apart by where it is written. drizzle sends it later, by the session that it was begun with.
 */

const BEGIN = [
  'select',
  'selectDistinct',
  'insert',
  'update',
  'delete',
  '$count',
  'run',
  'all',
  'get',
  'values',
];

const sent = new Set<string>();

/** What the code sent since this was asked last. */
export function takeSent(): readonly string[] {
  const taken = [...sent];
  sent.clear();
  return taken;
}

/** Whether the place that called the method, the first that is no part of drizzle or of this file, is the code's. */
function isCalledByCode(): boolean {
  const { prepareStackTrace } = Error;
  // Places as V8 has them: written out, each would be looked up in its source map, at a tenth of what all tests take.
  Error.prepareStackTrace = (_, places) => places.map((place) => place.getFileName() ?? '');
  const where: { stack?: unknown } = {};
  Error.captureStackTrace(where, isCalledByCode);
  const files = where.stack;
  Error.prepareStackTrace = prepareStackTrace;
  const caller = Array.isArray(files)
    ? files.find((file) => !/node_modules|support\/worker\/sent/.test(file))
    : '';
  return /\/src\//.test(caller ?? '');
}

const listening = new WeakMap<object, object>();

/** The same database, or session, but for one property. */
const withProperty = (of: object, name: string, value: unknown): object =>
  Object.create(of, { [name]: { value, enumerable: true } });

/** A database whose session notes what it prepares. */
function listened(database: object): object {
  const known = listening.get(database);
  if (known !== undefined) return known;
  const session: object = Reflect.get(database, 'session');
  const client: D1Database = Reflect.get(session, 'client');
  const noting: Pick<D1Database, 'prepare' | 'batch'> = {
    prepare: (sql) => {
      sent.add(sql);
      return client.prepare(sql);
    },
    batch: (statements) => client.batch(statements),
  };
  const made = withProperty(database, 'session', withProperty(session, 'client', noting));
  listening.set(database, made);
  return made;
}

for (const name of BEGIN) {
  const begin: unknown = Reflect.get(BaseSQLiteDatabase.prototype, name);
  if (typeof begin !== 'function') throw new Error(`drizzle has no ${name} any more`);
  Object.defineProperty(BaseSQLiteDatabase.prototype, name, {
    configurable: true,
    writable: true,
    value(this: object, ...given: unknown[]): unknown {
      return Reflect.apply(begin, isCalledByCode() ? listened(this) : this, given);
    },
  });
}
