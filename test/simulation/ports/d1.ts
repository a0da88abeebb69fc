import type { Ports } from './port.ts';
import { asValue, type Bound, type Rows, type SqliteD1 } from './sqlite-d1.ts';

const TRIP_MS = 6;
const bounds = new WeakMap<object, Bound>();

/** The Worker's binding to D1: each request is one call of a port, however much its batch holds. */
export function d1Binding(
  store: SqliteD1,
  ports: Ports,
  { isAway, era }: { readonly isAway: () => boolean; readonly era: () => number },
): D1Database {
  const ask = <T>(statements: readonly Bound[], perform: () => T): Promise<T> => {
    const writes = statements.some(({ sql }) => !/^\s*(?:select|with)\b/i.test(sql));
    const { faults, random } = ports;
    const label = `d1 ${labelOf(statements)}`;
    const askedIn = era();
    const asked = () => statements.map(({ sql, values }) => `${sql}\n${JSON.stringify(values)}`).join('\n');
    if (isAway() || faults.strikes('d1_failed', 'd1', writes ? 1 : 0.3)) {
      return ports.call<T>({
        port: 'd1',
        label: `${label} (fails)`,
        asked,
        tripMs: TRIP_MS,
        perform: () => {
          throw new Error('D1_ERROR: Network connection lost.');
        },
      });
    }
    const lost = writes && faults.strikes('d1_committed_reported_failed', 'd1');
    const slow = faults.strikes('d1_slow', 'd1') ? random.between(200, 8_000) : 0;
    return ports.call<T>({
      port: 'd1',
      label: lost ? `${label} (answer lost)` : label,
      asked,
      tripMs: TRIP_MS + slow,
      perform: () => {
        // What is on its way when a database is restored is cancelled.
        if (era() !== askedIn) throw new Error('D1_ERROR: D1 DB is being restored.');
        const value = perform();
        if (lost) throw new Error('D1_ERROR: Internal error in D1 DB storage caused object to be reset.');
        return value;
      },
    });
  };
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
    return asAnswer(made);
  };
  return {
    prepare: (sql) => statement({ sql, values: [] }),
    batch: async <T>(statements: D1PreparedStatement[]): Promise<D1Result<T>[]> => {
      const bound = statements.map((each) => bounds.get(each)).filter((each) => each !== undefined);
      const rows = await ask(bound, () => store.batch(bound));
      return asAnswer(rows.map(resultOf));
    },
    exec: () => Promise.reject(new Error('exec is not used')),
    withSession: () => {
      throw new Error('sessions are not used');
    },
    dump: () => Promise.reject(new Error('dump is not used')),
  };
}

/** What rows hold is what the caller's statement selects: only the caller knows its type. */
export function asAnswer<T>(value: object): T {
  const held: object = { value };
  return Reflect.get(held, 'value');
}

export const resultOf = (results: Rows) => ({ success: true, results, meta: META });
/** D1's metadata, which our code does not read. */
const META = {};

/** What a request does, short enough for a trace: each statement's verb and table. */
function labelOf(statements: readonly Bound[]): string {
  const short = statements.slice(0, 4).map(({ sql }) => {
    const [, verb = '', table = ''] = /^(\w+)[\s\S]*?"(\w+)"/.exec(sql) ?? [];
    return `${verb} ${table}`;
  });
  return statements.length > 4 ? `${short.join(', ')} … ${statements.length}` : short.join(', ');
}
