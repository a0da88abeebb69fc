import { migrationsIn } from '../../test/simulation/migrations.ts';
import { openSqliteD1, type SqliteD1 } from '../../test/simulation/ports/sqlite-d1.ts';
import { openLife } from './life.ts';
import { allRows, asTheyAre, cloneRows, newRows, type Rows } from './rows.ts';

/** Bytes of a paid invoice with its indexes, by how many there are, and the fattest tables of it. */
type Stored = {
  readonly paid: readonly (readonly [count: number, bytes: number])[];
  readonly kept: readonly (readonly [count: number, bytes: number])[];
  readonly tables: readonly (readonly [table: string, bytes: number])[];
};

/** Everything whose time is past after a year, but for the journal. */
const YEAR = 366;

console.log(JSON.stringify(await measure(process.argv.slice(2).map(Number))));

async function measure(counts: readonly number[]): Promise<Stored> {
  const store = openSqliteD1(migrationsIn(process.cwd()));
  const life = await openLife(store);
  await life.payOne();
  const before = allRows(store);
  await life.payOne();
  const paid = newRows(store, before, allRows(store));
  await life.letEnd(YEAR);
  const kept = asTheyAre(store, paid);
  store.close();
  const measured = { paid: filled(paid, counts), kept: filled(kept, counts) };
  return { paid: measured.paid.sizes, kept: measured.kept.sizes, tables: measured.paid.tables };
}

/** The size of a database with so many of the same, each time less what it has with none. */
function filled(rows: Rows, counts: readonly number[]) {
  const store = openSqliteD1(migrationsIn(process.cwd()));
  for (const { name } of store.look("SELECT name FROM sqlite_master WHERE type = 'trigger'"))
    store.exec(`DROP TRIGGER ${String(name)}`);
  store.exec('PRAGMA foreign_keys = OFF; PRAGMA journal_mode = OFF');
  const empty = sizeOf(store);
  const sizes: [number, number][] = [];
  let made = 0;
  for (const count of counts.toSorted((a, b) => a - b)) {
    store.exec('BEGIN');
    for (; made < count; made += 1) cloneRows(store, rows, made);
    store.exec('COMMIT');
    sizes.push([count, (sizeOf(store) - empty) / count]);
  }
  const tables = store
    .look(
      `SELECT coalesce(m.tbl_name, s.name) AS name, sum(s.pgsize) AS bytes FROM dbstat s
       LEFT JOIN sqlite_master m ON m.name = s.name GROUP BY 1 ORDER BY 2 DESC LIMIT 8`,
    )
    .map(({ name, bytes }): [string, number] => [String(name), Number(bytes) / made]);
  store.close();
  return { sizes, tables };
}

function sizeOf(store: SqliteD1): number {
  const [pages] = store.look(
    'SELECT page_count * page_size AS bytes FROM pragma_page_count, pragma_page_size',
  );
  return Number(pages?.bytes);
}
