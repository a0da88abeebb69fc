import { MOST_NEEDS, type selectNextCharges } from '../../db/queries/needs.ts';
import { localDateAt } from '../../domain/calendar.ts';
import { invoiceNumber } from '../../domain/invoice/number.ts';
import type { NextCharge } from '../../domain/needs.ts';

export function nextCharges(
  rows: Awaited<ReturnType<typeof selectNextCharges>>,
  timeZone: string,
): { readonly charges: readonly NextCharge[]; readonly hasMore: boolean } {
  const charges = rows.slice(0, MOST_NEEDS).map((row) => ({
    invoiceId: row.invoiceId,
    number: invoiceNumber(row) ?? '',
    customer: row.customer,
    currency: row.currency,
    amount: row.remaining,
    on: localDateAt(row.chargeAt, timeZone),
    isNoticed: Boolean(row.isNoticed),
    isRetry: row.stage === 'retrying',
  }));
  return { charges, hasMore: rows.length > MOST_NEEDS };
}
