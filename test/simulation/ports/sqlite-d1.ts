import { DatabaseSync, type StatementSync } from 'node:sqlite';

/** https://developers.cloudflare.com/d1/platform/limits/ */
const MOST_PARAMETERS = 100;
const MOST_COLUMNS = 100;
const MOST_SQL = 100_000;

export type Value = string | number | null | Uint8Array;
export type Bound = { readonly sql: string; readonly values: readonly Value[] };
export type Rows = Record<string, unknown>[];

/** What D1 does with statements, over Node's SQLite: one writer, a batch is one transaction, D1's limits. */
export type SqliteD1 = {
  /** Rows as objects: of two columns of one name, one swallows the other. */
  readonly all: (bound: Bound) => Rows;
  /** Rows as arrays. */
  readonly raw: (bound: Bound) => unknown[][];
  readonly batch: (statements: readonly Bound[]) => Rows[];
  /** Without D1's limits, for the checks. */
  readonly look: (sql: string, ...values: Value[]) => Record<string, unknown>[];
  readonly exec: (sql: string) => void;
  /** Gives the checks' own triggers a function; a restored database has neither. */
  readonly teach: (name: string, answer: () => number) => void;
  /** Keeps the database as it is now in a file. */
  readonly keep: (file: string) => void;
  /** Goes back to what was kept in a file. Temporary tables and triggers are gone. */
  readonly restore: (file: string) => void;
  readonly close: () => void;
};

/** A recorded request to the database with its answer, to be compared with D1's. */
export type Recorded = {
  readonly how: 'all' | 'raw' | 'batch';
  readonly statements: readonly Bound[];
  /** Null where it was refused. */
  readonly answer: unknown;
};

/** Records every request with its answer. */
export function recording(store: SqliteD1, keep: (recorded: Recorded) => void): SqliteD1 {
  const kept = <T>(how: Recorded['how'], statements: readonly Bound[], work: () => T): T => {
    let answer: T | null = null;
    try {
      answer = work();
      return answer;
    } finally {
      keep({ how, statements, answer });
    }
  };
  return {
    ...store,
    all: (bound) => kept('all', [bound], () => store.all(bound)),
    raw: (bound) => kept('raw', [bound], () => store.raw(bound)),
    batch: (bounds) => kept('batch', bounds, () => store.batch(bounds)),
  };
}

/** Opens an empty database and applies the migrations, in the order of their names. */
export function openSqliteD1(migrations: readonly string[]): SqliteD1 {
  let db = new DatabaseSync(':memory:');
  for (const migration of migrations) db.exec(migration);
  const prepared = new Map<string, StatementSync>();
  const seen = new Set<string>();
  const prepare = (sql: string): StatementSync => {
    const known = prepared.get(sql);
    if (known !== undefined) return known;
    const made = db.prepare(sql);
    prepared.set(sql, made);
    return made;
  };
  const checked = ({ sql, values }: Bound): StatementSync => {
    if (values.length > MOST_PARAMETERS)
      throw new Error(`D1_ERROR: too many SQL variables: ${values.length}`);
    if (sql.length > MOST_SQL) throw new Error('D1_ERROR: statement too long');
    const statement = prepare(sql);
    if (!seen.has(sql)) {
      if (statement.columns().length > MOST_COLUMNS)
        throw new Error('D1_ERROR: too many columns in result set');
      seen.add(sql);
    }
    return statement;
  };
  const run = (bound: Bound): Rows => {
    const statement = checked(bound);
    statement.setReturnArrays(false);
    return statement.all(...bound.values);
  };
  const guarded = <T>(work: () => T): T => {
    try {
      return work();
    } catch (error) {
      throw error instanceof Error ? new Error(`D1_ERROR: ${error.message}`, { cause: error }) : error;
    }
  };
  return {
    all: (bound) => guarded(() => run(bound)),
    raw: (bound) =>
      guarded(() => {
        const statement = checked(bound);
        statement.setReturnArrays(true);
        const rows: unknown = statement.all(...bound.values);
        return Array.isArray(rows) ? rows : [];
      }),
    batch: (bounds) =>
      guarded(() => {
        db.exec('BEGIN');
        try {
          const rows = bounds.map(run);
          db.exec('COMMIT');
          return rows;
        } catch (error) {
          db.exec('ROLLBACK');
          throw error;
        }
      }),
    look: (sql, ...values) => {
      const statement = prepare(sql);
      statement.setReturnArrays(false);
      return statement.all(...values);
    },
    exec: (sql) => db.exec(sql),
    teach: (name, answer) => db.function(name, answer),
    keep: (file) => db.prepare('VACUUM INTO ?').run(file),
    restore: (file) => {
      db.close();
      prepared.clear();
      db = new DatabaseSync(file);
      db.exec('PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF');
    },
    close: () => db.close(),
  };
}

/** What D1 takes for a parameter: booleans are numbers, and undefined is a mistake. */
export function asValue(value: unknown): Value {
  if (typeof value === 'boolean') return Number(value);
  if (value === null || typeof value === 'string' || typeof value === 'number') return value;
  if (value instanceof Uint8Array) return value;
  if (value instanceof ArrayBuffer) return new Uint8Array(value);
  throw new Error(`D1_TYPE_ERROR: Type '${typeof value}' not supported for value '${String(value)}'`);
}
