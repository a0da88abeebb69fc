import type { DatabaseSync } from 'node:sqlite';
import { expect, it } from 'vitest';
import { readMigrations } from '../../../scripts/migrations/files.ts';
import { CHECKS } from '../../../scripts/verify-data/sums.ts';
import { filledDatabase } from '../../support/node/migrations/filled.ts';

const files = await readMigrations();
const checks = CHECKS.filter(({ since }) => since === 'money_sums' || since === 'customer_sums');

/** Numbers that look random, and are the same each time. */
function numbersFrom(seed: number) {
  let state = seed;
  return (below: number): number => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return Math.floor((state / 2 ** 31) * below);
  };
}

const DAYS = ['2030-01-31', '2030-02-28', '2030-03-31'];

/** An invoice of 1,000 that is issued in three parts, as it is done: first the invoice, then its parts. */
function issueInParts(db: DatabaseSync, name: string, number: number): void {
  const columns = db
    .prepare(`SELECT name FROM pragma_table_info('invoices')`)
    .all()
    .map((row) => String(row.name));
  const others = {
    id: `'${name}'`,
    status: `'draft'`,
    number_value: 'NULL',
    finalized_at: 'NULL',
    amount_paid: '0',
  };
  const values = columns.map(
    (column) => Object.entries(others).find(([key]) => key === column)?.[1] ?? column,
  );
  db.exec(
    `INSERT INTO invoices (${columns.join(', ')}) SELECT ${values.join(', ')} FROM invoices WHERE id = 'invoices_1'`,
  );
  db.exec(
    `UPDATE invoices SET status = 'open', number_value = ${number}, finalized_at = 5, due_date = '${DAYS[0]}' WHERE id = '${name}'`,
  );
  for (const [at, amount] of [300, 300, 400].entries()) {
    const through = [300, 600, 1_000][at] ?? 0;
    db.exec(`INSERT INTO instalments (invoice_id, position, amount, through, due_date, due_at)
      VALUES ('${name}', ${at + 1}, ${amount}, ${through}, '${DAYS[at]}', ${at})`);
  }
}

/** Changes that come in any order: covered, taken back, closed, opened again, given up, moved on. */
function change(db: DatabaseSync, names: readonly string[], next: (below: number) => number): boolean {
  const id = names[next(names.length)] ?? '';
  const paid = next(11) * 100;
  const status = ['open', 'paid', 'void', 'uncollectible'][next(4)] ?? 'open';
  const changes = [
    `UPDATE invoices SET status = 'open', amount_paid = ${paid}, amount_credited = ${Math.min(paid, 100)} WHERE id = '${id}'`,
    `UPDATE invoices SET status = '${status}', amount_paid = ${status === 'paid' ? 1_000 : paid} WHERE id = '${id}'`,
    `UPDATE refunds SET state = '${next(2) === 0 ? 'succeeded' : 'failed'}' WHERE id = 'refunds_${1 + next(3)}'`,
    `UPDATE payments SET state = '${next(2) === 0 ? 'processing' : 'succeeded'}' WHERE id = 'payments_${1 + next(3)}'`,
  ];
  try {
    db.exec(changes[next(changes.length)] ?? '');
    return true;
  } catch {
    // The schema refuses some of it, and then nothing is changed.
    return false;
  }
}

it.each([1, 2, 3])('sums are kept through whatever becomes of invoices, in parts or at once (%i)', (seed) => {
  const db = filledDatabase(files);
  const next = numbersFrom(seed);
  const wrong = () => checks.flatMap(({ sql }) => db.prepare(sql).all());
  expect(checks).toHaveLength(2);
  issueInParts(db, 'parts_1', 91);
  expect(wrong()).toEqual([]);
  issueInParts(db, 'parts_2', 92);
  let changed = 0;
  for (let step = 0; step < 300; step += 1) {
    if (change(db, ['invoices_1', 'invoices_2', 'parts_1', 'parts_2'], next)) changed += 1;
    expect(wrong()).toEqual([]);
  }
  expect(changed).toBeGreaterThan(150);
});
