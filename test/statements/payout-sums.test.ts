import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readMigrations } from '../../scripts/migrations/files.ts';
import { CHECKS } from '../../scripts/verify-data/sums.ts';
import { openDatabase } from '../../src/db/database.ts';
import { type PayoutSumRow, selectPayouts } from '../../src/db/queries/books.ts';
import { openSqliteD1, type SqliteD1 } from '../simulation/ports/sqlite-d1.ts';
import { fillingStatements } from '../support/filling.ts';
import { runs } from '../support/properties.ts';
import { bindingOf } from './bare-d1.ts';

const DAY = 86_400_000;
const FIRST = Date.UTC(2026, 0, 30);
const DAYS = 70;
const NEW = '0100_moved_days.sql';
const files = await readMigrations();
const kept = files.find(({ name }) => name === NEW)?.sql ?? '';
const KEPT = ['balance_moved_days', 'balance_moved_anchors'];
const checks = CHECKS.filter(({ since: table = '' }) => KEPT.includes(table));

type Line = {
  readonly id: string;
  readonly category: string;
  readonly classification: string | null;
  readonly type: string;
  readonly currency: string;
  readonly net: number;
  readonly createdAt: number;
  readonly availableAt: number | null;
};

/** At midnight, or beside it, or whenever: where days are divided. */
const instant = fc
  .tuple(fc.integer({ min: 0, max: DAYS }), fc.constantFrom(0, 0, 1, 60_000, DAY / 2, DAY - 1))
  .map(([day, at]) => FIRST + day * DAY + at);
const line = fc.record({
  category: fc.constantFrom('charge', 'refund', 'payout', 'payout', 'fee'),
  classification: fc.constantFrom(null, 'ours', 'foreign'),
  type: fc.constantFrom('payments', 'payments', 'payments', 'issuing'),
  currency: fc.constantFrom('usd', 'usd', 'eur'),
  net: fc.integer({ min: -500, max: 500 }),
  createdAt: instant,
  availableAt: fc.option(instant),
});
/** What becomes of a line later: it is classified, becomes available at another time, or goes. */
const change = fc.record({
  of: fc.nat(),
  what: fc.constantFrom('classified', 'available', 'gone'),
  at: fc.option(instant),
  as: fc.constantFrom(null, 'ours', 'foreign'),
});

type Change = typeof change extends fc.Arbitrary<infer T> ? T : never;

const text = (value: string | number | null) => (value === null ? 'NULL' : `'${value}'`);

function store(db: SqliteD1, { id, category, classification, type, currency, net, ...at }: Line): void {
  db.exec(`INSERT INTO balance_transactions (connection_id, stripe_id, merchant_id, type, reporting_category, source, currency,
    amount, fee, net, classification, created_at, available_at, balance_type) SELECT c.id, '${id}', c.merchant_id, '', '${category}',
    'src', '${currency}', ${net + 3}, 3, ${net}, ${text(classification)}, ${at.createdAt}, ${at.availableAt ?? 'NULL'}, '${type}'
    FROM connections c`);
}

/** The lines as they are after a change, in the database too. */
function changedBy(db: SqliteD1, lines: Line[], { of, what, at, as }: Change): void {
  const place = of % Math.max(1, lines.length);
  const its = lines[place];
  if (its === undefined) return;
  const where = `WHERE stripe_id = '${its.id}'`;
  if (what === 'gone') {
    db.exec(`DELETE FROM balance_transactions ${where}`);
    lines.splice(place, 1);
  } else if (what === 'classified') {
    db.exec(`UPDATE balance_transactions SET classification = ${text(as)} ${where}`);
    lines[place] = { ...its, classification: as };
  } else {
    db.exec(`UPDATE balance_transactions SET available_at = ${at ?? 'NULL'} ${where}`);
    lines[place] = { ...its, availableAt: at };
  }
}

const db = openSqliteD1(files.map(({ sql }) => sql));
for (const statement of fillingStatements({
  at: FIRST,
  connections: 1,
  invoices: 0,
  duePayments: 0,
  backlog: 0,
})) {
  db.exec(statement);
}

/** Without a line, and as before the migration that keeps days. */
function asBeforeDaysWereKept(store: SqliteD1): void {
  const made = store.look(
    "SELECT type, name FROM sqlite_master WHERE name LIKE 'balance_moved_%' AND type <> 'index'",
  );
  // A table goes with its own triggers, after those of other tables.
  for (const { type, name } of made.toSorted((a, b) => (String(a.type) < String(b.type) ? 1 : -1))) {
    store.exec(`DROP ${String(type)} IF EXISTS ${String(name)}`);
  }
  store.exec('DELETE FROM balance_transactions');
}

const movedAt = ({ category, createdAt, availableAt }: Line): number =>
  category === 'payout' ? createdAt : Math.max(createdAt, availableAt ?? 0);
const sumOf = (lines: readonly Line[]): number => lines.reduce((sum, { net }) => sum + net, 0);

/** What a payout opens with and takes, by adding up everything there is. */
function summed(all: readonly Line[], currency: string) {
  const lines = all.filter((each) => each.currency === currency && each.type === 'payments');
  const inOrder = (a: Line, b: Line) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1);
  // The one before it may be of another balance, as ever.
  const before = all
    .filter((each) => each.currency === currency && each.category === 'payout')
    .toSorted(inOrder);
  return lines
    .filter(({ category }) => category === 'payout')
    .toSorted(inOrder)
    .map((payout) => {
      const previous = before[before.indexOf(payout) - 1];
      const from = previous?.createdAt ?? -1;
      const left = lines.filter(
        (each) =>
          movedAt(each) <= from &&
          !(each.category === 'payout' && each.createdAt === from && each.id > (previous?.id ?? '')),
      );
      const taken = lines.filter(
        (each) => each.category !== 'payout' && movedAt(each) > from && movedAt(each) <= payout.createdAt,
      );
      const kinds = Map.groupBy(taken, ({ category, classification }) => `${category} ${classification}`);
      return {
        stripeId: payout.id,
        opening: sumOf(left),
        sums: [...kinds].map(([kind, its]) => `${kind} ${its.length * 3} ${sumOf(its)}`).toSorted(),
      };
    });
}

const written = ({ reportingCategory, classification, fee, net }: PayoutSumRow): string =>
  `${reportingCategory} ${classification} ${fee} ${net}`;

it('a payout is what all that was ever booked comes to, whatever came late, before the days were kept or was changed since', () =>
  fc.assert(
    fc.asyncProperty(
      fc.array(line, { maxLength: 40 }),
      fc.nat(),
      fc.array(change, { maxLength: 12 }),
      async (made, place, changes) => {
        const lines = made.map((each, n): Line => ({ ...each, id: `txn_${String(n).padStart(3, '0')}` }));
        const early = place % (lines.length + 1);
        asBeforeDaysWereKept(db);
        for (const each of lines.slice(0, early)) store(db, each);
        db.exec(kept);
        for (const each of lines.slice(early)) store(db, each);
        for (const each of changes) changedBy(db, lines, each);

        expect(checks).toHaveLength(2);
        for (const { what, sql } of checks) expect(db.look(sql), what).toEqual([]);
        const { connectionId = '' } = db.look('SELECT id AS connectionId FROM connections')[0] ?? {};
        for (const currency of ['usd', 'eur']) {
          const period = { from: FIRST, before: FIRST + (DAYS + 2) * DAY, currency };
          const page = { after: null, limit: 100 };
          const found = await selectPayouts(openDatabase(bindingOf(db)), String(connectionId), period, page);
          const read = found.map(({ stripeId, opening, sums }) => ({
            stripeId,
            opening,
            sums: sums.map(written).toSorted(),
          }));
          expect(read).toEqual(summed(lines, currency));
        }
      },
    ),
    runs(60),
  ));
