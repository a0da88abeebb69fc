import { readStatement } from '../../db/queries/portal-statement.ts';
import { endOfDay, instantAt, type LocalDate, localDateAt, parseLocalDate } from '../../domain/calendar.ts';
import { invoiceNumber } from '../../domain/invoice/number.ts';
import { type Done, done } from '../../domain/outcome.ts';
import { type Statement, type StatementEntry, statementsOf } from '../../domain/statement.ts';
import type { Context } from '../core/context.ts';
import type { Visit } from '../facts/visit.ts';

/** The most entries of a kind on a statement; a longer one has to be requested in parts. */
const MOST_ENTRIES = 1_000;

export type StatementPeriod = { readonly from: LocalDate; readonly to: LocalDate };

export type StatementPage = StatementPeriod & {
  /** One per currency. */
  readonly statements: readonly Statement[];
  /** Too many entries: the balances would be wrong, so nothing is shown. */
  readonly isTooLong: boolean;
};

/** The default period: this month and the two before it. */
function usualPeriod(ctx: Context, visit: Visit): StatementPeriod {
  const to = localDateAt(ctx.now(), visit.merchant.timeZone);
  const months = Number(to.slice(0, 4)) * 12 + Number(to.slice(5, 7)) - 1 - 2;
  const month = String((months % 12) + 1).padStart(2, '0');
  return { from: parseLocalDate(`${Math.floor(months / 12)}-${month}-01`) ?? to, to };
}

/**
 * A customer's account over a period, the usual one where it is null, in the merchant's time zone. One D1 round
 * trip.
 */
export async function readOwnStatement(
  ctx: Context,
  { visit, ...asked }: { readonly visit: Visit; readonly period: StatementPeriod | null },
): Promise<Done<StatementPage>> {
  const period = asked.period ?? usualPeriod(ctx, visit);
  const { timeZone } = visit.merchant;
  const read = await readStatement(
    ctx.db,
    visit,
    {
      ...period,
      fromMs: instantAt(period.from, 0, timeZone),
      beforeMs: endOfDay(period.to, timeZone),
    },
    MOST_ENTRIES,
  );
  const dateOf = (at: number | null) => localDateAt(at ?? 0, timeZone);
  const entries: StatementEntry[] = [
    ...read.issued.map(
      (row): StatementEntry => ({
        kind: 'invoice',
        date: row.date,
        at: row.at ?? instantAt(period.from, 0, timeZone),
        reference: invoiceNumber(row) ?? '',
        currency: row.currency,
        amount: row.amount,
      }),
    ),
    ...read.voided.map(
      (row): StatementEntry => ({
        kind: 'void',
        date: dateOf(row.at),
        at: row.at ?? 0,
        reference: invoiceNumber(row) ?? '',
        currency: row.currency,
        amount: row.amount,
      }),
    ),
    ...read.allocated.map(
      (row): StatementEntry => ({
        kind: row.amount < 0 ? 'returned' : kindOf(row.sourceType),
        date: dateOf(row.at),
        at: row.at,
        reference: row.reference ?? row.sourceId,
        currency: row.currency,
        amount: Math.abs(row.amount),
      }),
    ),
    ...read.refunded.map(
      (row): StatementEntry => ({
        kind: 'refund',
        date: dateOf(row.at),
        at: row.at,
        reference: row.id,
        currency: row.currency,
        amount: row.amount,
      }),
    ),
  ];
  const openings = new Map<string, number>();
  const add = (rows: readonly { currency: string; sum: number }[], sign: 1 | -1) => {
    for (const { currency, sum } of rows) openings.set(currency, (openings.get(currency) ?? 0) + sign * sum);
  };
  add(read.issuedBefore, 1);
  add(read.voidedBefore, -1);
  add(read.allocatedBefore, -1);
  const isTooLong = [read.issued, read.voided, read.allocated, read.refunded].some(
    (rows) => rows.length === MOST_ENTRIES,
  );
  return done({ ...period, isTooLong, statements: isTooLong ? [] : statementsOf(openings, entries) });
}

function kindOf(source: 'payment' | 'offline_payment' | 'credit' | 'credit_note'): StatementEntry['kind'] {
  return source === 'credit_note' ? 'credit' : source;
}
