import { DatabaseSync } from 'node:sqlite';
import { readMigrations } from '../../../scripts/migrations/files.ts';
import { type Filling, fillingStatements } from '../filling.ts';
import { type Planned, scans } from '../plans.ts';

const AT = Date.UTC(2026, 10, 29);
const FILLING: Filling = {
  at: AT,
  connections: 50,
  invoices: 5_000,
  customers: 500,
  duePayments: 50,
  backlog: 500,
};

/** A filled database, as it is; `analyzed`, with statistics of what is in it. */
async function filled(analyzed: boolean): Promise<DatabaseSync> {
  const db = new DatabaseSync(':memory:');
  for (const { sql } of await readMigrations()) db.exec(sql);
  // wrangler's own table, which the code reads.
  db.exec('CREATE TABLE d1_migrations (id INTEGER PRIMARY KEY, name TEXT, applied_at TEXT)');
  for (const statement of fillingStatements(FILLING)) db.exec(statement);
  if (analyzed) db.exec('ANALYZE');
  return db;
}

let databases: Promise<readonly DatabaseSync[]> | null = null;
const known = new Map<string, readonly string[]>();

/** The steps of these statements that read more the more there is. Each statement is explained once a process. */
export async function scansOf(statements: readonly string[]): Promise<readonly string[]> {
  databases ??= Promise.all([filled(false), filled(true)]);
  const opened = await databases;
  return statements.flatMap((statement) => {
    const found = known.get(statement) ?? opened.flatMap((db) => scans(explain(db, statement), tablesOf(db)));
    known.set(statement, found);
    return found;
  });
}

const tablesOf = (db: DatabaseSync): ReadonlySet<string> =>
  new Set(
    db
      .prepare("SELECT name FROM sqlite_master WHERE type = 'table'")
      .all()
      .map(({ name }) => String(name)),
  );

function explain(db: DatabaseSync, statement: string): Planned {
  // What is new has no rows that refer to it: SQLite's plan names their tables, and its program passes over them.
  db.exec(`PRAGMA foreign_keys = ${/^\s*insert\b/i.test(statement) ? 'OFF' : 'ON'}`);
  const steps = db.prepare(`EXPLAIN QUERY PLAN ${statement}`).all();
  return { statement, steps: steps.map(({ detail }) => String(detail)) };
}
