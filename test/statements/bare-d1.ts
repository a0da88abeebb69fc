import { readMigrations } from '../../scripts/migrations/files.ts';
import { openDatabase } from '../../src/db/database.ts';
import { asAnswer, resultOf } from '../simulation/ports/d1.ts';
import { asValue, type Bound, openSqliteD1, type SqliteD1 } from '../simulation/ports/sqlite-d1.ts';

/**
 * Today's tables and their keys without what else guards them: a row may be another's in one column alone, which no
 * trigger, reference or check lets happen. So each condition of a statement is seen to hold by itself.
 */
export async function openBare() {
  const store = openSqliteD1((await readMigrations()).map(({ sql }) => sql));
  store.exec('PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON');
  for (const { name } of store.look("SELECT name FROM sqlite_master WHERE type = 'trigger'")) {
    store.exec(`DROP TRIGGER ${String(name)}`);
  }
  const tables = store
    .look("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    .map(({ name }) => String(name));
  // Opened for each test: statements that are prepared once are prepared by each as they are then.
  return { store, open: () => openDatabase(bindingOf(store)), tables };
}

export function bindingOf(store: SqliteD1): D1Database {
  const bounds = new WeakMap<object, Bound>();
  const statement = (bound: Bound): D1PreparedStatement => {
    const all = async () => resultOf(store.all(bound));
    const made = {
      bind: (...values: unknown[]) => statement({ sql: bound.sql, values: values.map(asValue) }),
      all,
      run: all,
      first: () => Promise.reject(new Error('first is not used')),
      raw: async () => store.raw(bound),
    };
    bounds.set(made, bound);
    return asAnswer(made);
  };
  return {
    prepare: (sql) => statement({ sql, values: [] }),
    batch: async <T>(statements: D1PreparedStatement[]): Promise<D1Result<T>[]> => {
      const bound = statements.map((each) => bounds.get(each)).filter((each) => each !== undefined);
      return asAnswer(store.batch(bound).map(resultOf));
    },
    exec: () => Promise.reject(new Error('exec is not used')),
    withSession: () => {
      throw new Error('sessions are not used');
    },
    dump: () => Promise.reject(new Error('dump is not used')),
  };
}
