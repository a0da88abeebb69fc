import { parseCurrency } from '../../domain/currency.ts';
import type { NextOfRow } from '../../domain/imports/filed-schedule.ts';
import { say } from '../../domain/imports/read-invoice-row.ts';

/** How our next invoice differs from that of the system that a schedule comes from, and what it leaves out, in sentences. */
export function differences(
  { next, there, currency: code }: NextOfRow,
  unreported: readonly string[],
): readonly string[] {
  const currency = parseCurrency(code);
  if (currency === null) throw new Error(`an unknown currency ${code}`);
  const counted =
    unreported.length === 0 ? [] : [`What is counted is not in its amount: ${unreported.join(', ')}.`];
  if (there === null) return counted;
  const days = there.on === next.on ? [] : [`Our invoice is of ${next.on}, and Stripe’s of ${there.on}.`];
  const isOther = there.amount !== null && next.amount !== null && there.amount !== next.amount;
  const amounts = isOther
    ? [
        `Our invoice comes to ${say(next.amount ?? 0, currency)}, and Stripe’s to ${say(there.amount ?? 0, currency)}.`,
      ]
    : [];
  return [...days, ...amounts, ...counted];
}
