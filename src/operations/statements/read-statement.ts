import { readStatement } from '../../db/queries/portal-statement.ts';
import { endOfDay, instantAt, type LocalDate, localDateAt } from '../../domain/calendar.ts';
import { invoiceNumber } from '../../domain/invoice/number.ts';
import { type Statement, type StatementEntry, statementsOf } from '../../domain/statement.ts';
import type { ReadContext } from '../core/context.ts';
import type { Owner } from '../facts/visit.ts';

export type StatementPeriod = { readonly from: LocalDate; readonly to: LocalDate };

export type AccountStatement = StatementPeriod & {
  /** One per currency. */
  readonly statements: readonly Statement[];
  /** Too many entries: the balances would be wrong, so nothing is shown. */
  readonly isTooLong: boolean;
};

type Asked = {
  readonly owner: Owner;
  readonly timeZone: string;
  readonly period: StatementPeriod;
  /** The most entries of a kind. */
  readonly most: number;
};

/** An owner's account over a period, in the merchant's time zone. One D1 round trip. */
export async function readAccountStatement(
  ctx: Pick<ReadContext, 'db'>,
  { owner, timeZone, period, most }: Asked,
): Promise<AccountStatement> {
  const fromMs = instantAt(period.from, 0, timeZone);
  const instants = { fromMs, beforeMs: endOfDay(period.to, timeZone) };
  const read = await readStatement(ctx.db, owner, { ...period, ...instants }, most);
  const openings = new Map<string, number>();
  const add = (rows: readonly { currency: string; sum: number }[], sign: 1 | -1) => {
    for (const { currency, sum } of rows) openings.set(currency, (openings.get(currency) ?? 0) + sign * sum);
  };
  add(read.issuedBefore, 1);
  add(read.voidedBefore, -1);
  add(read.allocatedBefore, -1);
  const isTooLong = [read.issued, read.voided, read.allocated, read.refunded].some(
    (rows) => rows.length === most,
  );
  const entries = isTooLong ? [] : entriesOf(read, fromMs, timeZone);
  return { ...period, isTooLong, statements: isTooLong ? [] : statementsOf(openings, entries) };
}

function entriesOf(
  read: Awaited<ReturnType<typeof readStatement>>,
  fromMs: number,
  timeZone: string,
): readonly StatementEntry[] {
  const dateOf = (at: number | null) => localDateAt(at ?? 0, timeZone);
  return [
    ...read.issued.map(
      (row): StatementEntry => ({
        kind: 'invoice',
        date: row.date,
        at: row.at ?? fromMs,
        reference: invoiceNumber(row) ?? '',
        invoice: { id: row.id, version: row.linkVersion },
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
        invoice: { id: row.id, version: row.linkVersion },
        currency: row.currency,
        amount: row.amount,
      }),
    ),
    ...read.allocated.map(
      (row): StatementEntry => ({
        kind: row.amount < 0 ? 'returned' : row.sourceType,
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
}
