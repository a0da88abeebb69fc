import { asValue, type Bound, type Rows, type SqliteD1 } from '../../test/simulation/ports/sqlite-d1.ts';

/** How a request reaches the store: at once, or when a clock says so. */
export type Ask = <T>(statements: readonly Bound[], perform: () => T) => Promise<T>;

/** D1 as the Worker has it, over SQLite. */
export function bindingOver(store: SqliteD1, ask: Ask): D1Database {
  const bounds = new WeakMap<object, Bound>();
  const statement = (bound: Bound): D1PreparedStatement => {
    const all = async () => resultOf(await ask([bound], () => store.all(bound)));
    const made = {
      bind: (...values: unknown[]) => statement({ sql: bound.sql, values: values.map(asValue) }),
      all,
      run: all,
      first: () => Promise.reject(new Error('first is not used')),
      raw: () => ask([bound], () => store.raw(bound)),
    };
    bounds.set(made, bound);
    return asTold(made);
  };
  return {
    prepare: (sql) => statement({ sql, values: [] }),
    batch: async <T>(statements: D1PreparedStatement[]): Promise<D1Result<T>[]> => {
      const bound = statements.map((each) => bounds.get(each)).filter((each) => each !== undefined);
      const rows = await ask(bound, () => store.batch(bound));
      return asTold(rows.map(resultOf));
    },
    exec: () => Promise.reject(new Error('exec is not used')),
    withSession: () => {
      throw new Error('sessions are not used');
    },
    dump: () => Promise.reject(new Error('dump is not used')),
  };
}

/** What rows hold is what the caller's statement selects: only the caller knows its type. */
function asTold<T>(value: object): T {
  const held: object = { value };
  return Reflect.get(held, 'value');
}

const resultOf = (results: Rows) => ({ success: true, results, meta: {} });
