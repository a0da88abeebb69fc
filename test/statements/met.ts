import { expect } from 'vitest';
import type { Database, Statement } from '../../src/db/database.ts';
import { openBare } from './bare-d1.ts';
import { changed, type Row } from './rows.ts';

/** A row, and in which columns it is another's: in each by itself. Or several at once, where one alone is no other. */
export type Strays = { readonly of: Row; readonly in: readonly Row['values'][] };

type Call = (db: Database) => PromiseLike<unknown>;

/** What runs in a database that holds these rows and no others: its answer, and the table as it is afterwards. */
async function ranOn(rows: readonly Row[], call: Call, table: string): Promise<Seen> {
  bare ??= openBare();
  const { store, open, tables } = await bare;
  for (const name of tables) store.exec(`DELETE FROM ${name}`);
  for (const { table: into, values } of rows) {
    const names = Object.keys(values);
    const marks = names.map(() => '?').join(', ');
    store.look(`INSERT INTO ${into} (${names.join(', ')}) VALUES (${marks})`, ...Object.values(values));
  }
  const before = dumped(store.look(`SELECT * FROM ${table}`));
  const answer = dumped((await call(open())) ?? null);
  return { answer, hasChanged: dumped(store.look(`SELECT * FROM ${table}`)) !== before };
}

type Seen = { readonly answer: string; readonly hasChanged: boolean };
let bare: ReturnType<typeof openBare> | undefined;

const dumped = (value: unknown): string =>
  JSON.stringify(value, (_, each) => (each instanceof Map || each instanceof Set ? [...each] : each));

/** What it answers in a database that holds these rows and no others. */
export async function answerOf<T>(rows: readonly Row[], call: (db: Database) => PromiseLike<T>): Promise<T> {
  const found: T[] = [];
  await ranOn(rows, async (db) => found.push(await call(db)), 'merchants');
  const [answer] = found;
  if (answer === undefined) throw new Error('It answered nothing.');
  return answer;
}

/** It reads a row that is wholly its own, and another's as if it were not there. */
export async function reads(call: Call, rows: readonly Row[], strays: readonly Strays[]): Promise<void> {
  for (const stray of strays) {
    const others = rows.filter((each) => each !== stray.of);
    const { table } = stray.of;
    const seen = await ranOn(rows, call, table);
    const without = await ranOn(others, call, table);
    expect(seen.answer, `reads ${table}`).not.toBe(without.answer);
    for (const change of stray.in) {
      const { answer } = await ranOn([...others, changed(stray.of, change)], call, table);
      expect(answer, `of ${table} ${JSON.stringify(change)}`).toBe(without.answer);
    }
  }
}

/** It writes a row that is wholly its own, and leaves another's; or leaves `table`, where a row of another one decides. */
export async function writes(
  call: Call,
  rows: readonly Row[],
  strays: readonly Strays[],
  into?: string,
): Promise<void> {
  for (const stray of strays) {
    const table = into ?? stray.of.table;
    expect((await ranOn(rows, call, table)).hasChanged, `writes ${table}`).toBe(true);
    for (const change of stray.in) {
      const others = rows.filter((each) => each !== stray.of);
      const { hasChanged } = await ranOn([...others, changed(stray.of, change)], call, table);
      expect(hasChanged, `${table} ${JSON.stringify(change)}`).toBe(false);
    }
  }
}

/** Statements that are to be committed, sent alone. */
export const sent =
  (statements: (db: Database) => readonly Statement[]): Call =>
  async (db) => {
    const [first, ...others] = statements(db);
    return first === undefined ? [] : db.batch([first, ...others]);
  };
