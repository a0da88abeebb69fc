import { type StatementEntry, statementsOf } from '../../src/domain/statement.ts';
import type { StatementDocument } from '../../src/domain/statement-document.ts';
import { invoice } from './fixtures.ts';

/** An entry of a statement; invoices have a page each. */
export const entry = (
  kind: StatementEntry['kind'],
  date: string,
  reference: string,
  amount: number,
  currency = 'USD',
): StatementEntry => ({ kind, date, at: 0, reference, currency, amount });

const ENTRIES = [
  entry('invoice', '2026-10-03', 'NW-0045', 156_920),
  entry('payment', '2026-10-20', 'pay_01jf7q8d2k4m5n6p7q8r9s0t1v', 276_920),
  entry('refund', '2026-11-02', 'ref_01jf7q8d2k4m5n6p7q8r9s0t1v', 20_000),
  entry('invoice', '2026-11-14', 'NW-0046', 4_200_050),
  entry('void', '2026-11-15', 'NW-0046', 4_200_050),
  entry('invoice', '2026-12-01', 'NW-0047', 9_900),
  entry('invoice', '2026-12-02', 'NW-0048', 48_000, 'JPY'),
];

const { merchant, customer } = invoice();

/** A statement in two currencies, with what a test wants otherwise. */
export function statement(more: Partial<StatementDocument> = {}, entries = ENTRIES): StatementDocument {
  const statements = statementsOf(new Map([['USD', 120_000]]), entries).map((account) => ({
    ...account,
    entries: account.entries.map((each) => ({
      ...each,
      url: each.kind === 'invoice' || each.kind === 'void' ? `https://pay.example/i/${each.reference}` : null,
    })),
  }));
  const period = { from: '2026-10-01', to: '2026-12-31' };
  return { ...period, locale: 'en', merchant, customer, currency: 'USD', statements, ...more };
}
