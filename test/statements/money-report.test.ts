import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readMigrations } from '../../scripts/migrations/files.ts';
import { openDatabase } from '../../src/db/database.ts';
import { selectMoved, selectStanding } from '../../src/db/queries/money-sums.ts';
import { moneySums } from '../../src/db/schema/index.ts';
import { addDays, type LocalDate } from '../../src/domain/calendar.ts';
import { reportAges, reportMoney, reportSince } from '../../src/domain/money-report.ts';
import { openSqliteD1 } from '../simulation/ports/sqlite-d1.ts';
import { runs } from '../support/properties.ts';
import { bindingOf } from './bare-d1.ts';

const SCOPE = { merchantId: 'mer_1', livemode: false } as const;
const SHOWN = ['open', 'billed', 'collected', 'refunded'] as const;

it('money by ages and weeks is what all days come to, on whatever day one looks', async () => {
  const store = openSqliteD1((await readMigrations()).map(({ sql }) => sql));
  const db = openDatabase(bindingOf(store));
  store.exec('PRAGMA foreign_keys = OFF');
  const someday = fc.integer({ min: -420, max: 60 });
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 0, max: 1_500 }),
      fc.uniqueArray(
        fc.record({
          kind: fc.constantFrom(...SHOWN),
          at: fc.option(someday, { nil: null }),
          currency: fc.constantFrom('USD', 'JPY'),
          items: fc.integer({ min: 0, max: 9 }),
          amount: fc.integer({ min: -9_999, max: 99_999 }),
        }),
        { maxLength: 60, selector: ({ kind, at, currency }) => `${kind}/${at}/${currency}` },
      ),
      async (start, drawn) => {
        const today = addDays('2026-01-01' as LocalDate, start);
        const rows = drawn.map(({ at, ...sum }) => ({
          ...sum,
          day: at === null && sum.kind === 'open' ? '' : addDays(today, at ?? 0),
        }));
        await db.delete(moneySums);
        for (const row of rows)
          await db
            .insert(moneySums)
            .values({ ...SCOPE, ...row })
            .onConflictDoNothing();
        const kept = await db.select().from(moneySums);
        const [standing, moved] = await db.batch([
          selectStanding(db, SCOPE, reportAges(today)),
          selectMoved(db, SCOPE, reportSince(today)),
        ]);
        expect(reportMoney([...standing, ...moved], today)).toEqual(reportMoney(kept, today));
        expect(standing.length + moved.length).toBeLessThanOrEqual(2 * (6 + 3 * 22));
      },
    ),
    runs(40),
  );
});
