import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readStatement } from '../../src/db/queries/portal-statement.ts';
import { allocations, customers, invoices } from '../../src/db/schema/index.ts';
import { runs } from '../support/properties.ts';
import { openBare } from './bare-d1.ts';
import { OWNER } from './own.ts';
import { type Row, row } from './rows.ts';

const DAY = 86_400_000;
const HOUR = 3_600_000;
const START = Date.parse('2026-03-01T00:00:00Z');

/** What happens to an invoice: after so many hours it is paid in parts, taken back, voided or given up. */
const story = fc.record({
  issuedAt: fc.integer({ min: 0, max: 60 * 24 }),
  /** Where the business was then, hours from UTC. */
  clock: fc.constantFrom(-12, 0, 14),
  due: fc.integer({ min: 1, max: 1_000 }),
  parts: fc.oneof(
    fc.constant([]),
    fc.array(
      fc.record({
        after: fc.integer({ min: 0, max: 20 * 24 }),
        share: fc.double({ min: 0, max: 1, noNaN: true }),
      }),
      { maxLength: 3 },
    ),
  ),
  end: fc.constantFrom('pays the rest', 'stays open', 'is voided', 'is given up', 'is paid and taken back'),
  ended: fc.oneof(fc.integer({ min: 0, max: 24 }), fc.integer({ min: 0, max: 20 * 24 })),
});

type Story = typeof story extends fc.Arbitrary<infer S> ? S : never;
type Told = {
  readonly rows: readonly Row[];
  readonly issueDate: string;
  readonly due: number;
  readonly moved: readonly (readonly [at: number, amount: number])[];
  readonly voidedAt: number | null;
};

function told({ issuedAt, clock, due, parts, end, ended }: Story, index: number): Told {
  const finalizedAt = START + issuedAt * HOUR;
  const issueDate = new Date(finalizedAt + clock * HOUR).toISOString().slice(0, 10);
  const moved: [number, number][] = [];
  let [paid, at] = [0, finalizedAt];
  for (const { after, share } of end === 'is voided' ? [] : parts) {
    at += after * HOUR;
    const amount = Math.floor((due - paid) * share);
    if (amount > 0) moved.push([at, amount]);
    paid += amount;
  }
  at += ended * HOUR;
  const settles = end === 'pays the rest' || end === 'is paid and taken back';
  if (settles && paid < due) moved.push([at, due - paid]);
  const settledAt = settles ? Math.max(finalizedAt, ...moved.map(([when]) => when)) : null;
  if (end === 'is paid and taken back') moved.push([at + DAY, -due]);
  const isPaid = moved.reduce((sum, [, amount]) => sum + amount, 0) === due;
  const status = isPaid
    ? 'paid'
    : end === 'is voided'
      ? 'void'
      : end === 'is given up'
        ? 'uncollectible'
        : 'open';
  const id = `inv_${index}`;
  const voidedAt = status === 'void' ? at : null;
  const invoice = row(invoices, {
    ...OWNER,
    id,
    status,
    currency: 'USD',
    amountDue: due,
    issueDate,
    finalizedAt,
    paidAt: isPaid ? (settledAt ?? at) : null,
    voidedAt,
  });
  const rows = moved.map(([createdAt, amount], part) =>
    row(allocations, {
      id: `all_${index}_${part}`,
      invoiceId: id,
      sourceType: 'credit',
      sourceId: `crd_${index}_${part}`,
      currency: 'USD',
      amount,
      createdAt,
    }),
  );
  return { rows: [invoice, ...rows], issueDate, due, moved, voidedAt };
}

const bare = openBare();

it('a statement opens with all that was before, though what was settled by then is not read', async () => {
  const { store, open, tables } = await bare;
  await fc.assert(
    fc.asyncProperty(
      fc.array(story, { maxLength: 12 }),
      fc.oneof(fc.nat(3), fc.nat(100)),
      fc.constantFrom(-8, 13),
      async (stories, day, zone) => {
        for (const name of tables) store.exec(`DELETE FROM ${name}`);
        const all = stories.map(told);
        for (const { table, values } of [
          row(customers, { id: OWNER.customerId }),
          ...all.flatMap(({ rows }) => rows),
        ]) {
          const names = Object.keys(values);
          const marks = names.map(() => '?').join(', ');
          store.look(
            `INSERT INTO ${table} (${names.join(', ')}) VALUES (${marks})`,
            ...Object.values(values),
          );
        }
        // A day on which something was issued, if there is one.
        const from = all[day]?.issueDate ?? new Date(START + day * DAY).toISOString().slice(0, 10);
        const fromMs = Date.parse(from) - zone * HOUR;
        const read = await readStatement(
          open(),
          OWNER,
          { from, to: '2026-12-31', fromMs, beforeMs: fromMs + 300 * DAY },
          1_000,
        );
        const sum = (rows: readonly { sum: number }[]) => rows.reduce((total, one) => total + one.sum, 0);
        const opening = sum(read.issuedBefore) - sum(read.voidedBefore) - sum(read.allocatedBefore);
        const expected = all.reduce((total, { issueDate, due, moved, voidedAt }) => {
          const issued = issueDate < from ? due : 0;
          const voided = voidedAt !== null && voidedAt < fromMs ? due : 0;
          return (
            total +
            issued -
            voided -
            moved.reduce((paid, [at, amount]) => (at < fromMs ? paid + amount : paid), 0)
          );
        }, 0);
        expect(opening).toBe(expected);
        expect(read.issued).toHaveLength(all.filter(({ issueDate }) => issueDate >= from).length);
        expect(read.allocated).toHaveLength(
          all.flatMap(({ moved }) => moved).filter(([at]) => at >= fromMs).length,
        );
      },
    ),
    runs(300),
  );
});
